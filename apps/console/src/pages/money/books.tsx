import type { MoneyEntryView } from '@cheban/contracts';
import { moneyAccountLabel, moneyAccounts } from '@cheban/contracts/constants';
import { useQuery } from '@tanstack/react-query';
import { Alert, Segmented } from 'antd';
import { api } from '../../app/api.js';
import { accountHint } from '../../features/money/account-hint.js';
import { Signed } from '../../features/money/entries.js';
import { ScopeSelect, useScope } from '../../features/store/scope.js';
import { stamp, whenWords } from '../../shared/format/time.js';
import { count, yuan } from '../../shared/format/words.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import { type UrlFilters, useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { DayRangeFilter, dayRangeOf } from '../../shared/ui/day-range-filter.js';
import { DownloadButton } from '../../shared/ui/download-button.js';
import { Figures } from '../../shared/ui/figures.js';
import { ChoiceFilter, ListPanel } from '../../shared/ui/list-panel.js';
import { PageHead } from '../../shared/ui/page.js';
import { Bone } from '../../shared/ui/skeleton.js';
import { Empty, ErrorState } from '../../shared/ui/states.js';
import { Differences } from './differences.js';

/** What was returned stays an account of its own: both together are what budgets still have. */
const inBudget = new Set<MoneyEntryView['account']>(['budget', 'returned']);
const noteOf = (account: MoneyEntryView['account']) =>
  creditSide.has(account) ? `${accountHint[account]}（贷方）` : accountHint[account];
function balanceWords(account: MoneyEntryView['account'], fen: number): string {
  const shown = creditSide.has(account) ? 0 - fen : fen;
  return shown < 0 ? `−${yuan(-shown)}` : yuan(shown);
}
const views = ['differences', 'entries', 'runs'] as const;
/** What others are paid from: their balance stands on the other side, and people read it without a minus. */
const creditSide = new Set<MoneyEntryView['account']>(['income', 'granted', 'refund']);
const viewLabel = { differences: '差异', entries: '账本', runs: '对账记录' };

function Balances({ scope }: { scope: { storeId?: string } }) {
  const balances = useQuery({
    queryKey: ['money-balances', scope],
    queryFn: () => api.staffPayment.balances({ query: scope }),
  });
  if (balances.isPending) return <Bone height={84} />;
  if (!balances.data) return <ErrorState error={balances.error} onRetry={() => void balances.refetch()} />;
  const view = balances.data;
  const left = view.accounts.reduce((sum, { account, fen }) => (inBudget.has(account) ? sum + fen : sum), 0);
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
            value: balanceWords(account, fen),
            note:
              account === 'budget' ? `${noteOf(account)}；加上退回的，还能用 ${yuan(left)}` : noteOf(account),
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

const entryColumns: Column<MoneyEntryView>[] = [
  { key: 'at', title: '时间', width: '150px', render: (row) => <span className="num">{stamp(row.at)}</span> },
  { key: 'posting', title: '事项', render: (row) => row.postingLabel },
  {
    key: 'account',
    title: '账户',
    width: '140px',
    render: (row) => <span title={accountHint[row.account]}>{row.accountLabel}</span>,
  },
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
  const days = dayRangeOf(filters);
  const wanted = { ...scope, ...(account && { account }), ...days };
  const list = usePageQuery('money-entries', filters, wanted, (query) => api.staffPayment.ledger({ query }));
  return (
    <ListPanel<MoneyEntryView>
      label="账本"
      testId="entry-row"
      title="账本"
      extra={
        <DownloadButton
          path="/staff/money/entries.csv"
          query={wanted}
          fileName={`${['账本', days.from, days.to].filter((part) => part !== undefined).join('-')}.csv`}
          disabled={(list.data?.total ?? 0) === 0}
        />
      }
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
          <DayRangeFilter filters={filters} />
          <ScopeSelect filters={filters} />
          {account && (
            <span className="hint">
              {moneyAccountLabel[account]}：{accountHint[account]}
            </span>
          )}
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
      <PageHead
        tab="账本与对账"
        title="账本与对账"
        sub="每一分钱从哪来、到哪去；每小时和微信支付逐笔核对。"
      />
      <Balances scope={scope} />
      {view === 'differences' && <Differences filters={filters} head={head} />}
      {view === 'entries' && <Entries filters={filters} head={head} />}
      {view === 'runs' && <Runs filters={filters} head={head} />}
    </>
  );
}
