import type { CampaignResultsView, StaffCampaignItem } from '@cheban/contracts';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { Link } from 'react-router';
import { api } from '../../app/api.js';
import { whenShort } from '../../shared/format/time.js';
import { count, yuan } from '../../shared/format/words.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import { type Column, DataList } from '../../shared/ui/data-list.js';
import { PageHead, Panel } from '../../shared/ui/page.js';
import { ListSkeleton } from '../../shared/ui/skeleton.js';
import { Empty, ErrorState } from '../../shared/ui/states.js';

/** Side by side more cannot be read. */
const MOST = 6;
const FIRST = 3;

interface Row {
  campaign: StaffCampaignItem;
  results: CampaignResultsView | undefined;
}
const ran = ({ state }: StaffCampaignItem) => ['live', 'ended', 'settled', 'killed'].includes(state);
const step = (row: Row, name: string) => row.results?.steps.find((one) => one.step === name)?.owners ?? null;
const number = (value: number | null | undefined) =>
  value === null || value === undefined ? <span className="none">—</span> : count(value);
const money = (value: number | null | undefined) =>
  value === null || value === undefined ? <span className="none">—</span> : yuan(value);

const columns: Column<Row>[] = [
  {
    key: 'title',
    title: '活动',
    render: ({ campaign }) => (
      <span className="clip">
        <Link to={`/campaigns/${campaign.id}?tab=results`} className="strong">
          {campaign.title}
        </Link>{' '}
        <span className="muted num">{whenShort(campaign.startsAt)}</span>
      </span>
    ),
  },
  { key: 'seen', title: '看过', width: '80px', align: 'right', render: (row) => number(step(row, 'seen')) },
  { key: 'won', title: '抢到', width: '80px', align: 'right', render: (row) => number(step(row, 'claimed')) },
  {
    key: 'booked',
    title: '预约',
    width: '80px',
    align: 'right',
    render: (row) => number(step(row, 'booked')),
  },
  {
    key: 'arrived',
    title: '到店',
    width: '80px',
    align: 'right',
    render: (row) => number(step(row, 'arrived')),
  },
  {
    key: 'cost',
    title: '花费',
    width: '110px',
    align: 'right',
    render: ({ results }) => money(results?.costFen),
  },
  {
    key: 'per-car',
    title: '每台到店成本',
    width: '130px',
    align: 'right',
    render: ({ results }) => <strong>{money(results?.costPerCarFen)}</strong>,
  },
  {
    key: 'output',
    title: '到店产值',
    width: '120px',
    align: 'right',
    render: ({ results }) => money(results?.outputFen),
  },
];

function words(rows: readonly Row[]): string {
  const costs = rows.flatMap(({ campaign, results }) =>
    results && results.costPerCarFen !== null ? [{ title: campaign.title, fen: results.costPerCarFen }] : [],
  );
  const best = costs.reduce<(typeof costs)[number] | null>(
    (least, one) => (least === null || one.fen < least.fen ? one : least),
    null,
  );
  return best
    ? `“${best.title}”最划算：每台到店 ${yuan(best.fen)}。`
    : '还没有活动带回到店，先等归因期走完。';
}

/** Campaigns side by side: what each cost for a car that came back. */
export default function ComparePage() {
  const filters = useUrlFilters();
  const list = useQuery({
    queryKey: ['campaigns', 'compare'],
    queryFn: () => api.staffCampaign.list({ query: { pageSize: 100 } }),
  });
  const choices = (list.data?.items ?? []).filter(ran);
  const asked = filters.get('ids')?.split(',').filter(Boolean);
  const chosen = choices
    .filter(({ id }, index) => (asked ? asked.includes(id) : index < FIRST))
    .slice(0, MOST);
  const results = useQueries({
    queries: chosen.map(({ id }) => ({
      queryKey: ['campaign', id, 'results'],
      queryFn: () => api.staffCampaign.results({ params: { id } }),
    })),
  });
  const rows = chosen.map((campaign, index) => ({ campaign, results: results[index]?.data }));
  return (
    <>
      <PageHead
        tab="对比活动"
        back={{ to: '/campaigns', label: '抢红包' }}
        title="对比活动"
        sub="同一把尺子：抢到后归因期内到店的车，和为此花的钱。"
      />
      <Panel flush>
        <div className="filters">
          <Select
            mode="multiple"
            aria-label="选择活动"
            placeholder="选择要对比的活动"
            style={{ flex: 1, minWidth: 240 }}
            maxCount={MOST}
            value={chosen.map(({ id }) => id)}
            options={choices.map(({ id, title }) => ({ value: id, label: title }))}
            onChange={(ids: string[]) => filters.set({ ids: ids.join(',') || undefined })}
          />
        </div>
        {list.isPending && <ListSkeleton rows={4} />}
        {list.isError && !list.data && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
        {list.data && rows.length === 0 && (
          <Empty icon="funnel" title="还没有可以对比的活动" text="活动开抢以后，效果会出现在这里。" />
        )}
        {rows.length > 0 && (
          <>
            <p style={{ padding: '0 16px 12px' }}>{words(rows)}</p>
            <DataList<Row>
              label="活动对比"
              testId="compare-row"
              rows={rows}
              rowKey={({ campaign }) => campaign.id}
              columns={columns}
              card={(row) => (
                <>
                  <Link className="card-title" to={`/campaigns/${row.campaign.id}?tab=results`}>
                    {row.campaign.title}
                  </Link>
                  <div className="card-line small num">
                    <span>
                      抢到 {number(step(row, 'claimed'))} → 到店 {number(step(row, 'arrived'))}
                    </span>
                    <span>花 {money(row.results?.costFen)}</span>
                  </div>
                  <div className="card-line small num">
                    <span>每台到店 {money(row.results?.costPerCarFen)}</span>
                    <span>产值 {money(row.results?.outputFen)}</span>
                  </div>
                </>
              )}
            />
          </>
        )}
      </Panel>
    </>
  );
}
