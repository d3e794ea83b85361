import './improvements.css';
import type { ImprovementView } from '@cheban/contracts';
import { type CaseCause, improvementStateLabel, improvementStates } from '@cheban/contracts/constants';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { ScopeSelect, useScope } from '../../features/store/scope.js';
import { shortDate } from '../../shared/format/time.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { Icon } from '../../shared/ui/icon.js';
import { ListPanel, StateFilter } from '../../shared/ui/list-panel.js';
import { PageHead } from '../../shared/ui/page.js';
import { Empty } from '../../shared/ui/states.js';
import { Tag } from '../../shared/ui/tag.js';
import { CausesPanel } from './causes-panel.js';
import { CloseDialog } from './close-dialog.js';
import { ImprovementLayer } from './improvement-layer.js';

type Row = ImprovementView;

const StateTag = ({ row }: { row: Row }) => {
  if (row.state === 'effective')
    return (
      <Tag tone="green" icon="check">
        {row.stateLabel}
      </Tag>
    );
  if (row.state === 'ineffective') return <Tag icon="close">{row.stateLabel}</Tag>;
  return row.overdue ? (
    <Tag tone="red" icon="alert">
      已过期
    </Tag>
  ) : (
    <Tag tone="blue" icon="clock">
      {row.stateLabel}
    </Tag>
  );
};

/** Cases before and since: fewer is what counts. */
function Effect({ row }: { row: Row }) {
  const better = row.now < row.before;
  return (
    <span className="num" title="开始前 30 天的投诉数 → 最近 30 天（不早于开始）">
      {row.before} →{' '}
      <strong className={better ? 'text-green' : row.now > row.before ? 'text-red' : ''}>{row.now}</strong> 起
    </span>
  );
}
const told = (row: Row) =>
  row.state !== 'effective' ? (
    <span className="none">—</span>
  ) : (
    <span data-testid="improvement-told">已告诉 {row.told} 位车主</span>
  );

export default function ImprovementsPage() {
  const may = useMay();
  const filters = useUrlFilters();
  const scope = useScope(filters);
  const state = filters.oneOf('state', improvementStates);
  const [planning, setPlanning] = useState<{ cause?: CaseCause } | null>(null);
  const [closing, setClosing] = useState<Row | null>(null);
  const manages = may('case.manage');
  const list = usePageQuery('improvements', filters, { ...scope, ...(state && { state }) }, (query) =>
    api.improvement.list({ query }),
  );
  const close = (row: Row) =>
    manages &&
    row.state === 'open' && (
      <Button size="small" data-testid="improvement-close" onClick={() => setClosing(row)}>
        结束
      </Button>
    );
  const columns: Column<Row>[] = [
    {
      key: 'title',
      title: '改什么',
      render: (row) => (
        <span className="clip" title={[row.title, row.plan].filter(Boolean).join('：')}>
          <span className="strong">{row.title}</span> <span className="muted">{row.result ?? row.plan}</span>
        </span>
      ),
    },
    { key: 'cause', title: '原因', width: '110px', render: (row) => row.causeLabel },
    { key: 'state', title: '状态', width: '110px', render: (row) => <StateTag row={row} /> },
    { key: 'effect', title: '投诉变化', width: '120px', render: (row) => <Effect row={row} /> },
    { key: 'who', title: '负责人', width: '90px', render: (row) => row.assigneeName },
    {
      key: 'due',
      title: '期限',
      width: '80px',
      render: (row) => <span className="num">{shortDate(row.dueOn)}</span>,
    },
    { key: 'told', title: '回访告知', width: '140px', render: told },
    ...(manages ? [{ key: 'act', title: '', width: '80px', render: close }] : []),
  ];
  return (
    <>
      <PageHead
        tab="改进"
        title="改进"
        sub="每月最多的三类投诉各定一项改进；有效后，提过这件事的车主会收到“您提的意见，我们改了”。"
        actions={
          manages && (
            <Button
              type="primary"
              icon={<Icon name="plus" />}
              data-testid="improvement-new"
              onClick={() => setPlanning({})}
            >
              新建改进
            </Button>
          )
        }
      />
      <CausesPanel filters={filters} onPlan={manages ? (cause) => setPlanning({ cause }) : undefined} />
      <ListPanel<Row>
        label="改进"
        testId="improvement-row"
        title="改进措施"
        query={list}
        filters={filters}
        bar={
          <>
            <StateFilter filters={filters} values={improvementStates} labels={improvementStateLabel} />
            <ScopeSelect filters={filters} />
          </>
        }
        empty={
          <Empty
            icon="flag"
            title={state ? `没有${improvementStateLabel[state]}的改进` : '还没有改进措施'}
            text="从上面最多的原因开始：谁负责，什么时候做完。"
          />
        }
        rowKey={(row) => row.id}
        columns={columns}
        card={(row) => (
          <>
            <div className="card-top">
              <span className="card-title">{row.title}</span>
              <StateTag row={row} />
            </div>
            <div className="card-line small">
              <span>
                {row.causeLabel} · {row.assigneeName} · {shortDate(row.dueOn)} 前
              </span>
              <Effect row={row} />
            </div>
            {row.result && <div className="card-line small">{row.result}</div>}
            {row.state === 'effective' && <div className="card-line small">{told(row)}</div>}
            {close(row) && <div className="card-actions">{close(row)}</div>}
          </>
        )}
      />
      {planning && <ImprovementLayer {...planning} onClose={() => setPlanning(null)} />}
      {closing && <CloseDialog improvement={closing} onClose={() => setClosing(null)} />}
    </>
  );
}
