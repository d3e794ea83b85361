import type { ClaimRow } from '@cheban/contracts';
import { claimStates } from '@cheban/contracts/constants';
import { Select } from 'antd';
import { Link } from 'react-router';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { ClaimTag, claimChoiceLabel } from '../../features/campaign/parts.js';
import { whenShort } from '../../shared/format/time.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import type { UrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { DownloadButton } from '../../shared/ui/download-button.js';
import { ChoiceFilter, ListPanel } from '../../shared/ui/list-panel.js';
import { OwnerLink } from '../../shared/ui/owner-link.js';
import { Empty } from '../../shared/ui/states.js';

type Row = ClaimRow;
const columns: Column<Row>[] = [
  {
    key: 'who',
    title: '车主',
    render: (row) => <OwnerLink of={row} strong />,
  },
  { key: 'prize', title: '奖品', width: '140px', render: (row) => row.prizeText },
  { key: 'state', title: '状态', width: '120px', render: (row) => <ClaimTag state={row.state} /> },
  { key: 'wave', title: '波次', width: '80px', render: (row) => `第 ${row.wave} 波` },
  {
    key: 'at',
    title: '抢到时间',
    width: '120px',
    render: (row) => <span className="num">{whenShort(row.wonAt)}</span>,
  },
  { key: 'store', title: '门店', width: '150px', minor: true, render: (row) => row.storeName },
];

/** Who won what, and what became of it. */
export function ClaimsPanel({
  id,
  title,
  waves,
  filters,
}: {
  id: string;
  title: string;
  waves: readonly number[];
  filters: UrlFilters;
}) {
  const may = useMay();
  const state = filters.oneOf('claim', claimStates);
  const wave = filters.oneOf('wave', waves.map(String));
  const wanted = { id, ...(state && { state }), ...(wave && { wave: Number(wave) }) };
  const list = usePageQuery('campaign-claims', filters, wanted, ({ id: campaign, ...query }) =>
    api.staffCampaign.claims({ params: { id: campaign }, query }),
  );
  return (
    <ListPanel<Row>
      label="中奖名单"
      testId="claim-row"
      title="中奖名单"
      extra={
        may('campaign.manage') && (
          <DownloadButton
            path={`/staff/campaigns/${id}/claims.csv`}
            query={{}}
            fileName={`${title}-中奖名单.csv`}
            disabled={(list.data?.total ?? 0) === 0}
          />
        )
      }
      query={list}
      filters={filters}
      bar={
        <>
          {waves.length > 1 && (
            <Select
              aria-label="波次"
              placeholder="全部波次"
              allowClear
              style={{ minWidth: 120 }}
              value={wave ?? null}
              options={waves.map((value) => ({ value: String(value), label: `第 ${value} 波` }))}
              onChange={(value) => filters.set({ wave: value ?? undefined })}
            />
          )}
          <ChoiceFilter
            filters={filters}
            values={claimStates}
            labels={claimChoiceLabel}
            name="claim"
            label="状态"
            placeholder="全部状态"
            width={140}
          />
        </>
      }
      empty={<Empty icon="sparkle" title="还没有人抢到" text="开抢后，中奖的车主会实时出现在这里。" />}
      rowKey={(row) => row.id}
      columns={columns}
      card={(row) => (
        <>
          <div className="card-top">
            <Link to={`/owners/${row.ownerId}`} className="card-title">
              {row.ownerName}
            </Link>
            <ClaimTag state={row.state} />
          </div>
          <div className="card-line small num">
            <span>{row.prizeText}</span>
            <span>
              第 {row.wave} 波 · {whenShort(row.wonAt)}
            </span>
          </div>
        </>
      )}
    />
  );
}
