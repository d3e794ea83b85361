import type { DifferenceView } from '@cheban/contracts';
import { differenceStateLabel, differenceStates } from '@cheban/contracts/constants';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { moneyAreas } from '../../features/money/queries.js';
import { DifferenceTag } from '../../features/money/tags.js';
import { ScopeSelect, useScope } from '../../features/store/scope.js';
import { whenShort } from '../../shared/format/time.js';
import { yuan } from '../../shared/format/words.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { type UrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { ListPanel, StateFilter } from '../../shared/ui/list-panel.js';
import { ReasonDialog } from '../../shared/ui/reason-dialog.js';
import { Empty } from '../../shared/ui/states.js';

/** Where the order, refund or payout of a difference is looked at. */
function subjectPath({ kind, subjectId }: DifferenceView): string {
  if (kind === 'payout') return `/money/payouts?payout=${subjectId}`;
  if (kind === 'order') return `/money/orders?order=${subjectId}`;
  return '/money/orders?view=refunds';
}

export function Differences({ filters, head }: { filters: UrlFilters; head: React.ReactNode }) {
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
          <Link to={subjectPath(row)}>{row.text}</Link> <span className="muted">{row.note}</span>
        </span>
      ),
    },
    { key: 'state', title: '状态', width: '100px', render: (row) => <DifferenceTag state={row.state} /> },
    {
      key: 'ours',
      title: '我们',
      width: '150px',
      align: 'right',
      render: (row) => `${row.ours} ${yuan(row.oursFen)}`,
    },
    {
      key: 'theirs',
      title: '微信',
      width: '150px',
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
            <div className="card-line small">
              <Link to={subjectPath(row)}>{row.text}</Link>
            </div>
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
