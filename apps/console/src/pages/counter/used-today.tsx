import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { useStoreId } from '../../app/me.js';
import { type CouponEnding, EndDialog } from '../../features/coupon/end-dialog.js';
import { clockOf } from '../../shared/format/time.js';
import { yuan } from '../../shared/format/words.js';
import { Panel } from '../../shared/ui/page.js';

/** What the store's counter has used today, by whom and at which till: after a reload, a lost answer or a change of shift. */
export function UsedToday({ without }: { without: ReadonlySet<string> }) {
  const storeId = useStoreId();
  const [ending, setEnding] = useState<CouponEnding | null>(null);
  const today = useQuery({
    queryKey: ['coupon-used-today', storeId],
    queryFn: () => api.couponCounter.usedToday({ query: { storeId } }),
  });
  const rows = (today.data?.items ?? []).filter(({ id }) => !without.has(id));
  if (rows.length === 0) return null;
  return (
    <Panel title="今天核销">
      <ul className="plan-list small" aria-label="今天核销">
        {rows.map((row) => (
          <li key={row.id} data-testid="used-today-row">
            <span className="plan-when num">{row.usedAt ? clockOf(row.usedAt) : ''}</span>
            <span className="plan-note">
              {row.ownerName} · {row.title}
              {row.offFen ? `，减 ${yuan(row.offFen)}` : ''}
              <span className="muted"> · {row.usedBy}</span>
            </span>
            {row.mayUndo && (
              <Button
                size="small"
                data-testid="used-today-undo"
                onClick={() => setEnding({ coupon: row, how: 'undo' })}
              >
                撤销
              </Button>
            )}
          </li>
        ))}
      </ul>
      {ending && <EndDialog {...ending} onClose={() => setEnding(null)} />}
    </Panel>
  );
}
