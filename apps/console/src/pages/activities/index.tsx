import './activities.css';
import type { StaffActivityView } from '@cheban/contracts';
import {
  activityKindLabel,
  activityKinds,
  activityStateLabel,
  activityStates,
} from '@cheban/contracts/constants';
import { Button, Segmented } from 'antd';
import { Link, useNavigate } from 'react-router';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { nextSession, sessionWhen } from '../../features/activity/session-words.js';
import { Stars } from '../../features/activity/stars.js';
import { ActivityTag } from '../../features/activity/tags.js';
import { ScopeSelect, useScope } from '../../features/store/scope.js';
import { serverNow } from '../../shared/format/now.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { Icon } from '../../shared/ui/icon.js';
import { CardLink, ChoiceFilter, ListPanel, StateFilter } from '../../shared/ui/list-panel.js';
import { PageHead } from '../../shared/ui/page.js';
import { Empty } from '../../shared/ui/states.js';
import { MonthPanel } from './month-panel.js';

type Row = StaffActivityView;
const next = (row: Row) => nextSession(row.sessions, serverNow());
const sum = (row: Row, of: (session: Row['sessions'][number]) => number) =>
  row.sessions.reduce((total, session) => total + of(session), 0);
const When = ({ row }: { row: Row }) => {
  const session = next(row);
  return session ? (
    <span className="num">{sessionWhen(session)}</span>
  ) : (
    <span className="text-red">还没有场次</span>
  );
};
const seats = (row: Row) => `${sum(row, ({ people }) => people)} / ${sum(row, (one) => one.seats)}`;
const rating = (row: Row) => {
  const rated = row.sessions.filter(({ stars }) => stars !== null);
  const surveys = rated.reduce((total, one) => total + one.surveys, 0);
  const stars = rated.reduce((total, one) => total + (one.stars ?? 0) * one.surveys, 0);
  return <Stars stars={surveys > 0 ? stars / surveys : null} surveys={surveys} />;
};

const columns: Column<Row>[] = [
  {
    key: 'title',
    title: '活动',
    render: (row) => (
      <span className="clip" title={row.title}>
        <Link to={`/activities/${row.id}`} className="strong">
          {row.title}
        </Link>{' '}
        <span className="muted">{row.kindLabel}</span>
      </span>
    ),
  },
  { key: 'state', title: '状态', width: '100px', render: (row) => <ActivityTag state={row.state} /> },
  { key: 'when', title: '最近一场', width: '210px', render: (row) => <When row={row} /> },
  { key: 'sessions', title: '场次', width: '60px', align: 'right', render: (row) => row.sessions.length },
  { key: 'people', title: '报名人数 / 名额', width: '130px', align: 'right', render: seats },
  {
    key: 'waiting',
    title: '候补',
    width: '70px',
    align: 'right',
    render: (row) => sum(row, ({ waiting, offered }) => waiting + offered) || <span className="none">—</span>,
  },
  {
    key: 'came',
    title: '到场（组）',
    width: '90px',
    align: 'right',
    render: (row) => sum(row, ({ attended }) => attended) || <span className="none">—</span>,
  },
  { key: 'stars', title: '评价', width: '100px', minor: true, render: rating },
  { key: 'store', title: '门店', width: '140px', minor: true, render: (row) => row.storeName },
];

export default function ActivitiesPage() {
  const may = useMay();
  const filters = useUrlFilters();
  const month = filters.get('view') === 'month';
  const kind = filters.oneOf('kind', activityKinds);
  const navigate = useNavigate();
  const plan = may('activity.manage') && (
    <Button
      type="primary"
      icon={<Icon name="plus" />}
      data-testid="activity-new"
      onClick={() => void navigate('/activities/new')}
    >
      策划活动
    </Button>
  );
  const bar = (
    <>
      <Segmented
        aria-label="看法"
        value={month ? 'month' : 'list'}
        options={[
          { value: 'list', label: '列表' },
          { value: 'month', label: '月历' },
        ]}
        onChange={(value) => filters.set({ view: value === 'list' ? undefined : value, state: undefined })}
      />
      <ChoiceFilter
        filters={filters}
        values={activityKinds}
        labels={activityKindLabel}
        name="kind"
        label="类型"
        placeholder="全部类型"
      />
      {!month && <StateFilter filters={filters} values={activityStates} labels={activityStateLabel} />}
      <ScopeSelect filters={filters} />
    </>
  );
  return (
    <>
      <PageHead
        tab="活动"
        title="活动"
        sub="养护学堂、服务开放日、车主活动和公益活动。发布后车主在小程序里报名。"
        actions={plan}
      />
      {month ? (
        <MonthPanel bar={bar} filters={filters} kind={kind} />
      ) : (
        <ActivityList bar={bar} plan={plan} />
      )}
    </>
  );
}

function ActivityList({ bar, plan }: { bar: React.ReactNode; plan: React.ReactNode }) {
  const navigate = useNavigate();
  const filters = useUrlFilters();
  const scope = useScope(filters);
  const kind = filters.oneOf('kind', activityKinds);
  const state = filters.oneOf('state', activityStates);
  const wanted = { ...scope, ...(kind && { kind }), ...(state && { state }) };
  const list = usePageQuery('activities', filters, wanted, (query) => api.staffActivity.list({ query }));
  const filtered = kind !== undefined || state !== undefined;
  return (
    <ListPanel<Row>
      label="活动"
      testId="activity-row"
      query={list}
      filters={filters}
      bar={bar}
      empty={
        <Empty
          icon="calendar"
          title={filtered ? '没有符合条件的活动' : '还没有活动'}
          text={filtered ? '放宽条件再试试。' : '先办一堂养护学堂：新车主三个月内听过课，回店会更放心。'}
          action={
            filtered ? (
              <Button onClick={() => filters.set({ kind: undefined, state: undefined })}>清除条件</Button>
            ) : (
              plan
            )
          }
        />
      }
      rowKey={(row) => row.id}
      columns={columns}
      onOpen={(row) => void navigate(`/activities/${row.id}`)}
      card={(row) => (
        <CardLink to={`/activities/${row.id}`}>
          <div className="card-top">
            <span className="card-title">{row.title}</span>
            <ActivityTag state={row.state} />
          </div>
          <div className="card-line small">
            <When row={row} />
            <span>{row.kindLabel}</span>
          </div>
          <div className="card-line small num">
            <span>报名 {seats(row)}</span>
            {rating(row)}
          </div>
        </CardLink>
      )}
    />
  );
}
