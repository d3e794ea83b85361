import type { DifferenceView, MoneyEntryView } from '@cheban/contracts';
import {
  differenceStateLabel,
  differenceStates,
  moneyAccountLabel,
  moneyAccounts,
} from '@cheban/contracts/constants';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, DatePicker, Segmented } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { Signed } from '../../features/money/entries.js';
import { moneyAreas } from '../../features/money/queries.js';
import { DifferenceTag } from '../../features/money/tags.js';
import { ScopeSelect, useScope } from '../../features/store/scope.js';
import { stamp, whenShort, whenWords } from '../../shared/format/time.js';
import { count, yuan } from '../../shared/format/words.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { type UrlFilters, useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { Figures } from '../../shared/ui/figures.js';
import { ChoiceFilter, ListPanel, StateFilter } from '../../shared/ui/list-panel.js';
import { PageHead } from '../../shared/ui/page.js';
import { ReasonDialog } from '../../shared/ui/reason-dialog.js';
import { Bone } from '../../shared/ui/skeleton.js';
import { Empty, ErrorState } from '../../shared/ui/states.js';

const views = ['differences', 'entries', 'runs'] as const;
/** What others are paid from: their balance stands on the other side, and people read it without a minus. */
const creditSide = new Set<MoneyEntryView['account']>(['income', 'granted', 'refund']);
const viewLabel = { differences: '差异', entries: '账本', runs: '对账记录' };
/** Business dates that the ledger may be narrowed to stand in the address as `YYYY-MM-DD`. */
const isDay = (text: string | undefined) => (text && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined);

function Balances({ scope }: { scope: { storeId?: string } }) {
  const balances = useQuery({
    queryKey: ['money-balances', scope],
    queryFn: () => api.staffPayment.balances({ query: scope }),
  });
  if (balances.isPending) return <Bone height={84} />;
  if (!balances.data) return <ErrorState error={balances.error} onRetry={() => void balances.refetch()} />;
  const view = balances.data;
  return (
    <>
      {view.sumFen !== 0 && (
        <Alert
          type="error"
          showIcon
          title={`账不平，相差 ${yuan(Math.abs(view.sumFen))}`}
          description="请立刻联系系统管理员，先不要再发钱或退款。"
        />
      )}
      <Figures
        items={[
          {
            label: '待处理差异',
            value: (
              <span className={view.openDifferences > 0 ? 'text-red' : 'text-green'}>
                {count(view.openDifferences)}
              </span>
            ),
            note: view.comparedAt ? `${whenWords(view.comparedAt)} 和微信对过账` : '还没有和微信对过账',
            to: '/money/books?state=open',
            testId: 'open-differences',
          },
          {
            label: '待批退款',
            value: count(view.waitingRefunds),
            note: '要第二个人批准',
            to: '/money/orders?view=refunds&refund=waiting',
          },
          ...view.accounts.map(({ account, label, fen }) => ({
            label,
            value: yuan(creditSide.has(account) ? 0 - fen : fen),
            note: creditSide.has(account) ? '贷方' : undefined,
            to: `/money/books?view=entries&account=${account}`,
          })),
        ]}
      />
      <p className="hint" data-testid="books-sum">
        {view.sumFen === 0 ? '各账户合计为零，账是平的。' : ''}
      </p>
    </>
  );
}

function Differences({ filters, head }: { filters: UrlFilters; head: React.ReactNode }) {
  const may = useMay();
  const scope = useScope(filters);
  const state = filters.oneOf('state', differenceStates);
  const [settling, setSettling] = useState<DifferenceView | null>(null);
  const list = usePageQuery('money-differences', filters, { ...scope, ...(state && { state }) }, (query) =>
    api.staffPayment.differences({ query }),
  );
  const see = useSubmit(api.staffPayment.seeDifference, { refresh: moneyAreas, success: '已标为核查中' });
  const settle = useSubmit(api.staffPayment.settleDifference, {
    refresh: moneyAreas,
    success: '已处理',
    quiet: true,
    onSuccess: () => setSettling(null),
  });
  const actions = (row: DifferenceView) => {
    if (!may('payment.approve') || row.state === 'settled') return null;
    return (
      <span className="row-gap">
        {row.state === 'open' && (
          <Button
            size="small"
            loading={see.isPending && see.variables.params.id === row.id}
            onClick={() => see.mutate({ params: { id: row.id } })}
          >
            我来查
          </Button>
        )}
        <Button size="small" type="primary" onClick={() => setSettling(row)}>
          处理完
        </Button>
      </span>
    );
  };
  const columns: Column<DifferenceView>[] = [
    {
      key: 'text',
      title: '差在哪里',
      render: (row) => (
        <span className="clip" title={`${row.text} ${row.note}`}>
          <span className="strong">{row.kindLabel}</span> {row.text} <span className="muted">{row.note}</span>
        </span>
      ),
    },
    { key: 'state', title: '状态', width: '100px', render: (row) => <DifferenceTag state={row.state} /> },
    {
      key: 'ours',
      title: '我们',
      width: '130px',
      align: 'right',
      render: (row) => `${row.ours} ${yuan(row.oursFen)}`,
    },
    {
      key: 'theirs',
      title: '微信',
      width: '130px',
      align: 'right',
      render: (row) => (row.theirsFen === null ? row.theirs : `${row.theirs} ${yuan(row.theirsFen)}`),
    },
    {
      key: 'found',
      title: '发现',
      width: '110px',
      render: (row) => <span className="num">{whenShort(row.foundAt)}</span>,
    },
    {
      key: 'who',
      title: '处理人',
      width: '90px',
      render: (row) => row.settledBy ?? row.seenBy ?? <span className="none">—</span>,
    },
    { key: 'act', title: '', width: '160px', render: actions },
  ];
  return (
    <>
      <ListPanel<DifferenceView>
        label="对账差异"
        testId="difference-row"
        query={list}
        filters={filters}
        bar={
          <>
            {head}
            <StateFilter filters={filters} values={differenceStates} labels={differenceStateLabel} />
            <ScopeSelect filters={filters} />
          </>
        }
        empty={
          <Empty
            icon="check"
            title={state ? `没有${differenceStateLabel[state]}的差异` : '没有差异'}
            text="系统会定时和微信支付逐笔核对，对不上的会出现在这里。"
          />
        }
        rowKey={(row) => row.id}
        columns={columns}
        card={(row) => (
          <>
            <div className="card-top">
              <span className="card-title">{row.kindLabel}</span>
              <DifferenceTag state={row.state} />
            </div>
            <div className="card-line small">{row.text}</div>
            {row.note && <div className="card-line small muted">{row.note}</div>}
            <div className="card-actions">{actions(row)}</div>
          </>
        )}
      />
      {settling && (
        <ReasonDialog
          title="这笔差异处理完了"
          what={settling.text}
          okText="记为已处理"
          label="怎么处理的"
          maxLength={200}
          danger={false}
          busy={settle.isPending}
          error={settle.error}
          testId="difference"
          onSubmit={(note) => settle.mutate({ params: { id: settling.id }, body: { note } })}
          onClose={() => setSettling(null)}
        />
      )}
    </>
  );
}

const entryColumns: Column<MoneyEntryView>[] = [
  { key: 'at', title: '时间', width: '150px', render: (row) => <span className="num">{stamp(row.at)}</span> },
  { key: 'posting', title: '事项', render: (row) => row.postingLabel },
  { key: 'account', title: '账户', width: '140px', render: (row) => row.accountLabel },
  {
    key: 'fen',
    title: '金额',
    width: '130px',
    align: 'right',
    render: (row) => <Signed fen={row.amountFen} />,
  },
  { key: 'store', title: '门店', width: '160px', render: (row) => row.storeName },
];

function Entries({ filters, head }: { filters: UrlFilters; head: React.ReactNode }) {
  const scope = useScope(filters);
  const account = filters.oneOf('account', moneyAccounts);
  const [from, to] = [isDay(filters.get('from')), isDay(filters.get('to'))];
  const wanted = { ...scope, ...(account && { account }), ...(from && { from }), ...(to && { to }) };
  const list = usePageQuery('money-entries', filters, wanted, (query) => api.staffPayment.ledger({ query }));
  return (
    <ListPanel<MoneyEntryView>
      label="账本"
      testId="entry-row"
      query={list}
      filters={filters}
      bar={
        <>
          {head}
          <ChoiceFilter
            filters={filters}
            values={moneyAccounts}
            labels={moneyAccountLabel}
            name="account"
            label="账户"
            placeholder="全部账户"
            width={140}
          />
          <DatePicker.RangePicker
            aria-label="日期"
            allowEmpty
            value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
            onChange={(range) =>
              filters.set({
                from: range?.[0]?.format('YYYY-MM-DD'),
                to: range?.[1]?.format('YYYY-MM-DD'),
              })
            }
          />
          <ScopeSelect filters={filters} />
        </>
      }
      empty={
        <Empty icon="file" title="这段时间没有账" text="收款、退款和发红包都会逐笔记在这里，只增不改。" />
      }
      rowKey={(row) => row.id}
      columns={entryColumns}
      card={(row) => (
        <>
          <div className="card-top">
            <span className="card-title">{row.postingLabel}</span>
            <Signed fen={row.amountFen} />
          </div>
          <div className="card-line small num">
            <span>{row.accountLabel}</span>
            <span>{stamp(row.at)}</span>
          </div>
        </>
      )}
    />
  );
}

function Runs({ filters, head }: { filters: UrlFilters; head: React.ReactNode }) {
  const list = usePageQuery('money-runs', filters, {}, (query) => api.staffPayment.runs({ query }));
  type Run = NonNullable<typeof list.data>['items'][number];
  const columns: Column<Run>[] = [
    {
      key: 'at',
      title: '开始',
      width: '150px',
      render: (row) => <span className="num">{stamp(row.startedAt)}</span>,
    },
    { key: 'text', title: '结果', render: (row) => row.text },
    { key: 'checked', title: '核对', width: '90px', align: 'right', render: (row) => count(row.checked) },
    { key: 'found', title: '差异', width: '80px', align: 'right', render: (row) => count(row.differences) },
    { key: 'open', title: '没问到', width: '80px', align: 'right', render: (row) => count(row.unanswered) },
  ];
  return (
    <ListPanel<Run>
      label="对账记录"
      testId="run-row"
      query={list}
      filters={filters}
      bar={head}
      empty={<Empty icon="clock" title="还没有对过账" text="有收款或红包后，系统会定时和微信支付核对。" />}
      rowKey={(row) => row.id}
      columns={columns}
      card={(row) => (
        <>
          <div className="card-top num">
            <span className="card-title">{stamp(row.startedAt)}</span>
            <span>{row.differences} 处差异</span>
          </div>
          <div className="card-line small">{row.text}</div>
        </>
      )}
    />
  );
}

/** The ledger, and where it differs from what WeChat Pay has. */
export default function BooksPage() {
  const filters = useUrlFilters();
  const scope = useScope(filters);
  const view = filters.oneOf('view', views) ?? 'differences';
  const head = (
    <Segmented
      aria-label="看什么"
      value={view}
      options={views.map((value) => ({ value, label: viewLabel[value] }))}
      onChange={(value) =>
        filters.set({
          view: value === 'differences' ? undefined : value,
          state: undefined,
          account: undefined,
          from: undefined,
          to: undefined,
        })
      }
    />
  );
  return (
    <>
      <PageHead tab="账本与对账" title="账本与对账" sub="每一分钱从哪来、到哪去；每天和微信支付逐笔核对。" />
      <Balances scope={scope} />
      {view === 'differences' && <Differences filters={filters} head={head} />}
      {view === 'entries' && <Entries filters={filters} head={head} />}
      {view === 'runs' && <Runs filters={filters} head={head} />}
    </>
  );
}
