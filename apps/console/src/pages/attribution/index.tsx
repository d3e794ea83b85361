import '../../features/campaign/parts.css';
import type { AttributionRow } from '@cheban/contracts';
import { attributionKindLabel, attributionKinds, MOST_ATTRIBUTED } from '@cheban/contracts/constants';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Checkbox, DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { Link } from 'react-router';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { sayRatio } from '../../features/campaign/ratio.js';
import { ScopeSelect, useScope } from '../../features/store/scope.js';
import { shortDate, today } from '../../shared/format/time.js';
import { count, yuan } from '../../shared/format/words.js';
import { type UrlFilters, useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import { type Column, DataList } from '../../shared/ui/data-list.js';
import { DownloadButton } from '../../shared/ui/download-button.js';
import { StateFilter } from '../../shared/ui/list-panel.js';
import { PageHead, Panel } from '../../shared/ui/page.js';
import { ListSkeleton } from '../../shared/ui/skeleton.js';
import { Empty, ErrorState } from '../../shared/ui/states.js';
import { rangeOf, windows } from './period.js';
import { SideBySide } from './side-by-side.js';
import { Totals } from './totals.js';
import { bestWords, keyOf, linkOf } from './words.js';

type Row = AttributionRow;
const money = (fen: number | null) => (fen === null ? <span className="none">—</span> : yuan(fen));
const people = (value: number | null) => (value === null ? <span className="none">—</span> : count(value));

const figures: Column<Row>[] = [
  { key: 'seen', title: '看过', width: '64px', align: 'right', render: (row) => people(row.seen) },
  { key: 'claimed', title: '领到', width: '64px', align: 'right', render: (row) => people(row.claimed) },
  {
    key: 'used',
    title: '使用或到账',
    width: '96px',
    align: 'right',
    minor: true,
    render: (row) => people(row.used),
  },
  {
    key: 'booked',
    title: '预约',
    width: '64px',
    align: 'right',
    minor: true,
    render: (row) => people(row.booked),
  },
  {
    key: 'arrived',
    title: '到店',
    width: '100px',
    align: 'right',
    render: (row) => (
      <>
        {people(row.arrived)}
        {row.arrivedPercent !== null && <span className="muted">（{row.arrivedPercent}%）</span>}
      </>
    ),
  },
  {
    key: 'cars',
    title: '带回车辆',
    width: '88px',
    align: 'right',
    render: (row) => (
      <span title={`其中挽回 ${row.carsWonBack} 台流失或快流失的车`}>
        {count(row.cars)}
        {row.carsWonBack > 0 && <span className="text-green"> +{count(row.carsWonBack)}</span>}
      </span>
    ),
  },
  { key: 'cost', title: '花费', width: '104px', align: 'right', render: (row) => yuan(row.costFen) },
  {
    key: 'per-car',
    title: '每台成本',
    width: '100px',
    align: 'right',
    render: (row) => <strong>{money(row.costPerCarFen)}</strong>,
  },
  { key: 'output', title: '到店产值', width: '120px', align: 'right', render: (row) => yuan(row.outputFen) },
  {
    key: 'ratio',
    title: '投入产出',
    width: '84px',
    align: 'right',
    minor: true,
    render: (row) => sayRatio(row.outputPerCost) ?? <span className="none">—</span>,
  },
];

function Range({ filters }: { filters: UrlFilters }) {
  const { from, to, days } = rangeOf(filters.get, today());
  const preset = (last: number) =>
    [dayjs(today()).subtract(last, 'day'), dayjs(today())] as [dayjs.Dayjs, dayjs.Dayjs];
  return (
    <>
      <DatePicker.RangePicker
        aria-label="什么时候开始的"
        allowClear={false}
        value={[dayjs(from), dayjs(to)]}
        maxDate={dayjs(today())}
        presets={[
          { label: '近 30 天', value: preset(30) },
          { label: '近 90 天', value: preset(90) },
          { label: '近半年', value: preset(180) },
          { label: '近一年', value: preset(365) },
        ]}
        onChange={(range) =>
          range?.[0] &&
          range[1] &&
          filters.set({ from: range[0].format('YYYY-MM-DD'), to: range[1].format('YYYY-MM-DD') })
        }
      />
      <Select
        aria-label="归因期"
        style={{ minWidth: 150 }}
        data-testid="attribution-days"
        value={days}
        options={windows.map((value) => ({ value, label: `领到后 ${value} 天内` }))}
        onChange={(value) => filters.set({ days: value })}
      />
    </>
  );
}

/** What campaigns, coupons and referrals brought back, with one yardstick; two of them side by side. */
export default function AttributionPage() {
  const may = useMay();
  const filters = useUrlFilters();
  const scope = useScope(filters);
  const kind = filters.oneOf('kind', attributionKinds);
  const query = { ...scope, ...rangeOf(filters.get, today()) };
  const answer = useQuery({
    queryKey: ['attribution', query],
    queryFn: () => api.attribution.compare({ query }),
    placeholderData: keepPreviousData,
  });
  const all = answer.data?.items ?? [];
  const rows = all.filter((row) => kind === undefined || row.kind === kind);
  const picked = (filters.get('pick') ?? '').split(',').filter(Boolean);
  const chosen = picked.flatMap((key) => all.find((row) => keyOf(row) === key) ?? []);
  const [one, two] = chosen;
  const pick = (row: Row) => {
    const key = keyOf(row);
    const next = picked.includes(key) ? picked.filter((each) => each !== key) : [...picked, key].slice(-2);
    filters.set({ pick: next.join(',') || undefined });
  };
  const box = (row: Row) => (
    <Checkbox
      aria-label={`对比 ${row.title}`}
      data-testid="attribution-pick"
      checked={picked.includes(keyOf(row))}
      onChange={() => pick(row)}
    />
  );
  const columns: Column<Row>[] = [
    { key: 'pick', title: '', width: '40px', render: box },
    {
      key: 'title',
      title: '名称',
      render: (row) => (
        <span className="clip" title={row.title}>
          <Link to={linkOf(row)} className="strong">
            {row.title}
          </Link>{' '}
          <span className="muted num">
            {row.kindLabel} · {shortDate(row.from)} · {row.days} 天内
          </span>
        </span>
      ),
    },
    ...figures,
  ];
  return (
    <>
      <PageHead
        tab="营销效果"
        title="营销效果"
        sub="同一把尺子：谁领到、多少人到店、带回几台车、每台花了多少钱。"
        actions={
          may('campaign.manage') && (
            <DownloadButton
              path="/staff/attribution.csv"
              query={{ ...query, days: String(query.days) }}
              fileName="营销效果.csv"
              disabled={all.length === 0}
            />
          )
        }
      />
      {rows.length > 0 && <Totals rows={rows} />}
      {one && two && <SideBySide rows={[one, two]} onClose={() => filters.set({ pick: undefined })} />}
      <Panel flush>
        <div className="filters">
          <StateFilter
            filters={filters}
            values={attributionKinds}
            labels={attributionKindLabel}
            name="kind"
            label="类型"
          />
          <Range filters={filters} />
          <ScopeSelect filters={filters} />
        </div>
        {answer.isPending && <ListSkeleton rows={5} />}
        {answer.isError && !answer.data && (
          <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
        )}
        {answer.data && rows.length === 0 && (
          <Empty
            icon="attribution"
            title="这段时间没有营销动作"
            text="换一个时间范围，或先办一场活动、发一种卡券。"
            action={
              <Button
                onClick={() => filters.set({ kind: undefined, from: undefined, to: undefined, last: 365 })}
              >
                看近一年
              </Button>
            }
          />
        )}
        {rows.length > 0 && (
          <>
            <p style={{ padding: '0 16px 12px' }} data-testid="attribution-words">
              {bestWords(rows)}{' '}
              <span className="muted">
                {chosen.length === 1
                  ? '再勾选一项就能对比。'
                  : chosen.length === 0 && rows.length > 1
                    ? '勾选两项可以并排对比。'
                    : ''}
              </span>
            </p>
            <DataList<Row>
              label="营销效果"
              testId="attribution-row"
              rows={rows}
              dim={answer.isPlaceholderData}
              rowKey={keyOf}
              columns={columns}
              card={(row) => (
                <>
                  <div className="card-top">
                    <Link className="card-title" to={linkOf(row)}>
                      {row.title}
                    </Link>
                    {box(row)}
                  </div>
                  <div className="card-line small num">
                    <span>
                      {row.kindLabel} · 领到 {count(row.claimed)} → 到店 {count(row.arrived)}
                    </span>
                    <span>{count(row.cars)} 台</span>
                  </div>
                  <div className="card-line small num">
                    <span>
                      花 {yuan(row.costFen)} · 每台 {money(row.costPerCarFen)}
                    </span>
                    <span>产值 {yuan(row.outputFen)}</span>
                  </div>
                </>
              )}
            />
          </>
        )}
      </Panel>
      <p className="hint">
        抢红包、答题与抽奖按各自设定的归因期，卡券和老带新按上面选的；一个人在几项里领过，会在每一项里各算一次。
        {attributionKinds.some((each) => all.filter((row) => row.kind === each).length === MOST_ATTRIBUTED) &&
          `每类最多列最近 ${MOST_ATTRIBUTED} 项，更早的请把时间范围缩短来看。`}
      </p>
    </>
  );
}
