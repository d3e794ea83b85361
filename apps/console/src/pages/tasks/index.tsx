import './tasks.css';
import type { FollowUpRow } from '@cheban/contracts';
import { followUpKindLabel, followUpKinds, followUpOutcomeLabel } from '@cheban/contracts/constants';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { CallLayer, NewCallLayer } from '../../features/call/on-demand.js';
import { callLook, stateWords, wordsOf } from '../../features/call/outcome.js';
import { ArrangedPanel } from '../../features/list/arranged-panel.js';
import { ScopeSelect, useScope } from '../../features/store/scope.js';
import { today, whenShort } from '../../shared/format/time.js';
import { count, plateText } from '../../shared/format/words.js';
import { useNow } from '../../shared/hooks/use-now.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { DownloadButton } from '../../shared/ui/download-button.js';
import { ChoiceFilter } from '../../shared/ui/list-panel.js';
import { PageHead } from '../../shared/ui/page.js';
import { Empty } from '../../shared/ui/states.js';
import { Tag } from '../../shared/ui/tag.js';
import { callStates, firstTab, type TaskTab, tabOf, taskTabs } from './task-filters.js';

function When({ row }: { row: FollowUpRow }) {
  const now = useNow();
  if (row.closedAt) return <span className="num muted">{whenShort(row.closedAt)}</span>;
  if (row.overdue) {
    return (
      <Tag tone="red" icon="alert">
        {whenShort(row.dueAt)} 前
      </Tag>
    );
  }
  const ready = Date.parse(row.nextAt) <= now;
  return (
    <span className="num">
      {ready
        ? `${whenShort(row.dueAt)} 前`
        : `${whenShort(row.nextAt)} ${row.attempts > 0 ? wordsOf(row.kind).again : wordsOf(row.kind).from}`}
    </span>
  );
}

const person = (row: FollowUpRow) => (
  <>
    {row.ownerName} <span className="muted">{row.vehicleId ? plateText(row.plate) : ''}</span>
  </>
);
const tries = (row: FollowUpRow) =>
  row.attempts === 0
    ? wordsOf(row.kind).none
    : `${wordsOf(row.kind).tried} ${row.attempts} 次${row.lastOutcome ? `，${followUpOutcomeLabel[row.lastOutcome]}` : ''}`;

const columns: Column<FollowUpRow>[] = [
  { key: 'when', title: '时间', width: '160px', render: (row) => <When row={row} /> },
  {
    key: 'title',
    title: '事由',
    render: (row) => (
      <span className="clip strong" title={row.title}>
        {row.title}
      </span>
    ),
  },
  { key: 'kind', title: '类型', width: '120px', minor: true, render: (row) => followUpKindLabel[row.kind] },
  {
    key: 'owner',
    title: '车主',
    width: '180px',
    render: (row) => <Link to={`/owners/${row.ownerId}`}>{person(row)}</Link>,
  },
  { key: 'best', title: '合适的时间', width: '160px', minor: true, render: (row) => row.bestTimeText },
  { key: 'tries', title: '进展', width: '160px', render: tries },
  {
    key: 'who',
    title: '负责人',
    width: '90px',
    render: (row) => row.assigneeName ?? <span className="text-red">未分派</span>,
  },
  {
    key: 'state',
    title: '状态',
    width: '100px',
    render: (row) => <Tag {...callLook[row.state]}>{stateWords(row)}</Tag>,
  },
];

/** Nothing in the own list is not nothing at all. */
const emptyTitle: Record<TaskTab, string> = {
  mine: '没有分派给您的任务',
  active: '没有要做的任务',
  late: '没有逾期的任务',
  closed: '还没有完成的任务',
};

/** Filters that a view of the list keeps. */
const KEEPS = ['who', 'late', 'state', 'kind', 'all'];

/** Calls to make and talks to hold, the next first: what no message could do is done by people. */
export default function TasksPage() {
  const may = useMay();
  const filters = useUrlFilters();
  const scope = useScope(filters);
  const [planning, setPlanning] = useState(false);
  // Decided once: whoever has done the last of their own is not sent elsewhere.
  const [opened, setOpened] = useState<TaskTab>();
  const tab = tabOf(filters.get('who'), filters.get('late'), filters.get('state')) ?? opened ?? 'mine';
  const kind = filters.oneOf('kind', followUpKinds);
  const state = filters.oneOf('state', callStates);
  const narrowed = {
    ...scope,
    ...taskTabs[tab].query,
    ...(kind && { kind }),
    ...(state && { state }),
  };
  // Once a minute, because the time of a call may have come.
  const list = usePageQuery('calls', filters, narrowed, (query) => api.followUp.list({ query }), 60_000);
  const counters = list.data?.counters;
  if (counters && opened === undefined) setOpened(firstTab(counters));
  const counterOf = (key: TaskTab) => {
    const { counter } = taskTabs[key];
    return counter && counters?.[counter];
  };
  const open = (id: string | undefined) => filters.show('call', id);
  return (
    <>
      <PageHead
        tab="回访任务"
        title="回访任务"
        sub={
          counters
            ? `现在该做 ${count(counters.now)} 个，今天已完成 ${count(counters.doneToday)} 个。`
            : '消息到不了的，由人打电话；该当面听的，当面听。'
        }
        actions={
          may('task.manage') && (
            <Button type="primary" data-testid="task-new" onClick={() => setPlanning(true)}>
              安排电话
            </Button>
          )
        }
      />
      <ArrangedPanel<FollowUpRow>
        list="tasks"
        keeps={KEEPS}
        label="回访任务"
        testId="task-row"
        query={list}
        filters={filters}
        bar={
          <>
            {(Object.keys(taskTabs) as TaskTab[]).map((key) => (
              <Button
                key={key}
                aria-pressed={tab === key}
                className={tab === key ? 'task-tab accent-button' : 'task-tab'}
                data-testid={`task-tab-${key}`}
                onClick={() => filters.set(taskTabs[key].address)}
              >
                {taskTabs[key].label}
                {counterOf(key) !== undefined && <span className="num"> {count(counterOf(key) ?? 0)}</span>}
              </Button>
            ))}
            <ChoiceFilter
              filters={filters}
              values={followUpKinds}
              labels={followUpKindLabel}
              name="kind"
              label="类型"
              placeholder="全部类型"
              width={140}
            />
            <ScopeSelect filters={filters} />
            {may('task.manage') && (
              <DownloadButton
                path="/staff/follow-ups/export.csv"
                query={exportQuery(narrowed)}
                fileName={`回访任务-${today()}.csv`}
                disabled={list.data?.total === 0}
              />
            )}
          </>
        }
        empty={
          kind || state ? (
            <Empty
              icon="phone"
              title="没有符合筛选的任务"
              text="换个类型，或者看看这一栏的全部任务。"
              action={
                <Button
                  data-testid="task-clear"
                  onClick={() => filters.set({ kind: undefined, state: state && 'all' })}
                >
                  清除筛选
                </Button>
              }
            />
          ) : (
            <Empty
              icon="phone"
              title={emptyTitle[tab]}
              text="提醒发不到的车主、新车和维修后的回访、面访和家访、约了没来的，会自动排进来。"
              action={
                tab !== 'active' && (
                  <Button onClick={() => filters.set(taskTabs.active.address)}>看全部待办</Button>
                )
              }
            />
          )
        }
        rowKey={(row) => row.id}
        columns={columns}
        onOpen={(row) => open(row.id)}
        card={(row) => (
          <button
            type="button"
            className="plain-button card-button"
            data-testid="task-card"
            onClick={() => open(row.id)}
          >
            <span className="card-top">
              <span className="card-title">{row.title}</span>
              <Tag {...callLook[row.state]}>{stateWords(row)}</Tag>
            </span>
            <span className="card-line">
              <span>{person(row)}</span>
              <When row={row} />
            </span>
            <span className="card-line small">
              <span>
                {tries(row)} · {row.bestTimeText}
              </span>
              <span>{row.assigneeName ?? <span className="text-red">未分派</span>}</span>
            </span>
          </button>
        )}
      />
      <CallLayer id={filters.get('call') ?? null} onClose={() => open(undefined)} />
      <NewCallLayer open={planning} onClose={() => setPlanning(false)} onCreated={open} />
    </>
  );
}

const exportQuery = (query: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]));
