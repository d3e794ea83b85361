import type { HeldCouponView } from '@cheban/contracts';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { type CouponEnding, EndDialog } from '../../features/coupon/end-dialog.js';
import { HeldTag } from '../../features/coupon/tags.js';
import { dateOfInstant, shortDate } from '../../shared/format/time.js';
import { yuan } from '../../shared/format/words.js';
import { Panel } from '../../shared/ui/page.js';
import { Bone } from '../../shared/ui/skeleton.js';
import { ErrorState } from '../../shared/ui/states.js';
import { GiveDialog } from './give-dialog.js';

/** Coupons that are over are shown on demand. */
const LIVE: readonly HeldCouponView['state'][] = ['held', 'not_yet', 'reserved'];
const day = (iso: string) => shortDate(dateOfInstant(iso));

function when(row: HeldCouponView): string {
  if (row.usedAt) return `${day(row.usedAt)} 核销${row.offFen ? `，抵 ${yuan(row.offFen)}` : ''}`;
  return row.state === 'not_yet' ? `${day(row.validFrom)} 起可用` : `${shortDate(row.lastDay)} 到期`;
}

/** What lies in the owner's wallet from my stores, and one more for a reason. */
export function CouponsPanel({ ownerId, ownerName }: { ownerId: string; ownerName: string }) {
  const may = useMay();
  const [all, setAll] = useState(false);
  const [giving, setGiving] = useState(false);
  const [ending, setEnding] = useState<CouponEnding | null>(null);
  const query = useQuery({
    queryKey: ['owner-coupons', ownerId],
    queryFn: () => api.couponCounter.ofOwner({ params: { id: ownerId } }),
    enabled: may('coupon.read'),
  });
  if (!may('coupon.read')) return null;
  const coupons = query.data?.items ?? [];
  const live = coupons.filter(({ state }) => LIVE.includes(state));
  const rows = all ? coupons : live;
  return (
    <Panel
      title={live.length > 0 ? `卡券（${live.length}）` : '卡券'}
      flush={rows.length > 0}
      extra={
        may('coupon.issue') && (
          <Button size="small" data-testid="owner-give" onClick={() => setGiving(true)}>
            送一张
          </Button>
        )
      }
    >
      {query.isPending && <Bone height={48} />}
      {query.isError && !query.data && (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data && rows.length === 0 && (
        <p className="muted small">{coupons.length === 0 ? '还没有卡券。' : '没有可用的卡券。'}</p>
      )}
      <ul className="side-list">
        {rows.map((row) => (
          <li key={row.id} data-testid="owner-coupon">
            <span className="card-top">
              <Link to={`/coupons/${row.typeId}`}>{row.title}</Link>
              <HeldTag state={row.state} />
            </span>
            <span className="small muted">
              {row.faceText} · {when(row)}
            </span>
            <span className="small muted" title={row.note || undefined}>
              {[row.sourceLabel, row.note].filter(Boolean).join('：')}
            </span>
            {(row.mayUndo || row.mayTakeBack) && (
              <span className="row-gap">
                {row.mayUndo && (
                  <Button size="small" onClick={() => setEnding({ coupon: row, how: 'undo' })}>
                    撤销核销
                  </Button>
                )}
                {row.mayTakeBack && (
                  <Button
                    size="small"
                    data-testid="owner-take-back"
                    onClick={() => setEnding({ coupon: row, how: 'takeBack' })}
                  >
                    收回
                  </Button>
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
      {coupons.length > live.length && (
        <button type="button" className="plain-button side-more" onClick={() => setAll(!all)}>
          {all ? '只看可用的' : `再看 ${coupons.length - live.length} 张已用或过期的`}
        </button>
      )}
      {giving && <GiveDialog ownerId={ownerId} ownerName={ownerName} onClose={() => setGiving(false)} />}
      {ending && <EndDialog {...ending} onClose={() => setEnding(null)} />}
    </Panel>
  );
}
