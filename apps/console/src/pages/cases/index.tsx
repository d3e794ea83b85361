import type { Routes, RouteView } from '@cheban/contracts';
import { caseStateLabel, caseStates } from '@cheban/contracts/constants';
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { api } from '../../app/api.js';
import { ArrangedPanel } from '../../features/list/arranged-panel.js';
import { ScopeSelect, useScope } from '../../features/store/scope.js';
import { whenShort } from '../../shared/format/time.js';
import { plateText } from '../../shared/format/words.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { CardLink, StateFilter } from '../../shared/ui/list-panel.js';
import { PageHead } from '../../shared/ui/page.js';
import { Empty } from '../../shared/ui/states.js';
import { CaseTag, LevelTag, Tag } from '../../shared/ui/tag.js';
import { SlaClock } from './sla-clock.js';

type Row = RouteView<Routes['case']['list']>['items'][number];

/** A make-good that waits is what a manager has to do here. */
const WaitingTag = () => (
  <Tag tone="amber" icon="clock">
    补偿待审批
  </Tag>
);

const columns: Column<Row>[] = [
  {
    key: 'title',
    title: '投诉',
    render: (row) => (
      <Link to={`/cases/${row.id}`} className="strong">
        {row.title}
      </Link>
    ),
  },
  {
    key: 'state',
    title: '状态',
    width: '130px',
    render: (row) => (row.makeGoodWaiting ? <WaitingTag /> : <CaseTag state={row.state} />),
  },
  { key: 'level', title: '级别', width: '80px', render: (row) => <LevelTag level={row.level} /> },
  { key: 'due', title: '回复时限', width: '220px', render: (row) => <SlaClock entry={row} /> },
  { key: 'owner', title: '车主', width: '100px', render: (row) => row.ownerName },
  { key: 'plate', title: '车牌', width: '110px', minor: true, render: (row) => plateText(row.plate) },
  {
    key: 'who',
    title: '负责人',
    width: '100px',
    render: (row) => row.assigneeName ?? <span className="text-red">未指派</span>,
  },
  { key: 'opened', title: '发起', width: '130px', align: 'right', render: (row) => whenShort(row.openedAt) },
];

/** Filters that a view of the list keeps. */
const KEEPS = ['state', 'all'];

export default function CasesPage() {
  const navigate = useNavigate();
  const filters = useUrlFilters();
  const scope = useScope(filters);
  const state = filters.oneOf('state', caseStates);
  const list = usePageQuery('cases', filters, { ...scope, ...(state && { state }) }, (query) =>
    api.case.list({ query }),
  );
  return (
    <>
      <PageHead tab="投诉" title="投诉" sub="三星及以下的评价会自动建单，并按营业时间计时。" />
      <ArrangedPanel<Row>
        list="cases"
        keeps={KEEPS}
        label="投诉"
        testId="case-row"
        query={list}
        filters={filters}
        bar={
          <>
            <StateFilter filters={filters} values={caseStates} labels={caseStateLabel} />
            <ScopeSelect filters={filters} />
          </>
        }
        empty={
          <Empty
            icon="check"
            title={state ? `没有${caseStateLabel[state]}的投诉` : '还没有投诉'}
            text="车主评价偏低时会马上出现在这里。"
            action={state && <Button onClick={() => filters.set({ state: undefined })}>查看全部</Button>}
          />
        }
        rowKey={(row) => row.id}
        columns={columns}
        onOpen={(row) => void navigate(`/cases/${row.id}`)}
        card={(row) => (
          <CardLink to={`/cases/${row.id}`}>
            <div className="card-top">
              <span className="card-title">{row.title}</span>
              {row.makeGoodWaiting ? <WaitingTag /> : <CaseTag state={row.state} />}
            </div>
            <div className="card-line small">
              {[row.ownerName, plateText(row.plate), row.assigneeName ?? '未指派'].join(' · ')}
            </div>
            <div className="card-line">
              <SlaClock entry={row} />
              <LevelTag level={row.level} />
            </div>
          </CardLink>
        )}
      />
    </>
  );
}
