import type { CouponTypeView, HeldCouponView } from '@cheban/contracts';
import { couponShownStateLabel, couponShownStates } from '@cheban/contracts/constants';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { type CouponEnding, EndDialog } from '../../features/coupon/end-dialog.js';
import { HeldTag } from '../../features/coupon/tags.js';
import { whenShort } from '../../shared/format/time.js';
import { yuan } from '../../shared/format/words.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import type { UrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { DownloadButton } from '../../shared/ui/download-button.js';
import { ChoiceFilter, ListPanel } from '../../shared/ui/list-panel.js';
import { OwnerLink } from '../../shared/ui/owner-link.js';
import { Empty } from '../../shared/ui/states.js';

/** Who holds coupons of a kind, and what became of them. */
export function Held({
  type,
  filters,
  bar,
}: {
  type: CouponTypeView;
  filters: UrlFilters;
  bar: React.ReactNode;
}) {
  const may = useMay();
  const state = filters.oneOf('state', couponShownStates);
  const [ending, setEnding] = useState<CouponEnding | null>(null);
  const wanted = { id: type.id, ...(state && { state }) };
  const list = usePageQuery('coupon-held', filters, wanted, ({ id, ...query }) =>
    api.couponType.coupons({ params: { id }, query }),
  );
  const actions = (row: HeldCouponView) => (
    <span className="row-gap">
      {row.mayUndo && (
        <Button size="small" data-testid="held-undo" onClick={() => setEnding({ coupon: row, how: 'undo' })}>
          撤销核销
        </Button>
      )}
      {row.mayTakeBack && (
        <Button size="small" onClick={() => setEnding({ coupon: row, how: 'takeBack' })}>
          收回
        </Button>
      )}
    </span>
  );
  const columns: Column<HeldCouponView>[] = [
    {
      key: 'who',
      title: '车主',
      render: (row) => <OwnerLink of={row} strong />,
    },
    { key: 'state', title: '状态', width: '130px', render: (row) => <HeldTag state={row.state} /> },
    { key: 'source', title: '来源', width: '120px', render: (row) => row.sourceLabel },
    {
      key: 'at',
      title: '发放',
      width: '110px',
      render: (row) => <span className="num">{whenShort(row.issuedAt)}</span>,
    },
    {
      key: 'used',
      title: '核销',
      width: '220px',
      render: (row) =>
        row.usedAt ? (
          <span className="num">
            {whenShort(row.usedAt)} · {row.usedBy}
            {row.offFen !== null && ` · ${yuan(row.offFen)}`}
          </span>
        ) : (
          <span className="none">—</span>
        ),
    },
    { key: 'act', title: '', width: '110px', render: actions },
  ];
  return (
    <>
      <ListPanel<HeldCouponView>
        label="谁有这张券"
        testId="held-row"
        query={list}
        filters={filters}
        bar={
          <>
            {bar}
            <ChoiceFilter
              filters={filters}
              values={couponShownStates}
              labels={couponShownStateLabel}
              name="state"
              label="状态"
              placeholder="全部状态"
              width={140}
            />
            {may('coupon.manage') && (
              <DownloadButton
                path={`/staff/coupon-types/${type.id}/coupons.csv`}
                query={{ state }}
                fileName={`${type.title}.csv`}
                disabled={(list.data?.total ?? 0) === 0}
              />
            )}
          </>
        }
        empty={<Empty icon="owners" title="还没有人领到" text="开始发放后，谁领到、谁用了都在这里。" />}
        rowKey={(row) => row.id}
        columns={columns}
        card={(row) => (
          <>
            <div className="card-top">
              <Link to={`/owners/${row.ownerId}`} className="card-title">
                {row.ownerName}
              </Link>
              <HeldTag state={row.state} />
            </div>
            <div className="card-line small num">
              <span>{row.sourceLabel}</span>
              <span>{row.usedAt ? `${whenShort(row.usedAt)} 核销` : `${whenShort(row.issuedAt)} 发放`}</span>
            </div>
            {(row.mayUndo || row.mayTakeBack) && <div className="card-actions">{actions(row)}</div>}
          </>
        )}
      />
      {ending && <EndDialog {...ending} onClose={() => setEnding(null)} />}
    </>
  );
}
