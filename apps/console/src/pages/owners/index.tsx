import type { Routes, RouteView } from '@cheban/contracts';
import { customerGroupLabel, customerGroups } from '@cheban/contracts/constants';
import { Button, Select } from 'antd';
import { Link, useNavigate } from 'react-router';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { ArrangedPanel } from '../../features/list/arranged-panel.js';
import { ScopeSelect, useScope } from '../../features/store/scope.js';
import { daysWords, diffDays, shortDate, today } from '../../shared/format/time.js';
import { plateText } from '../../shared/format/words.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { GroupTag } from '../../shared/ui/group-tag.js';
import { CardLink, ChoiceFilter } from '../../shared/ui/list-panel.js';
import { PageHead } from '../../shared/ui/page.js';
import { SearchField } from '../../shared/ui/search-field.js';
import { Empty } from '../../shared/ui/states.js';
import { Tag } from '../../shared/ui/tag.js';

type Row = RouteView<Routes['customer']['list']>['items'][number];

const sorts = ['due', 'last_visit', 'name'] as const;
const sortLabel: Record<(typeof sorts)[number], string> = {
  due: '按下次到期',
  last_visit: '按最近进厂',
  name: '按姓名',
};

function Due({ on }: { on: string | null }) {
  if (!on) return <span className="none">—</span>;
  const left = diffDays(today(), on);
  return (
    <span className={left < 0 ? 'text-red' : undefined}>
      {shortDate(on)} <span className={left < 0 ? 'small' : 'small faint'}>{daysWords(left)}</span>
    </span>
  );
}

const cars = (row: Row) =>
  row.vehicles.map((car) => `${plateText(car.plate)} ${car.model}`).join('，') || '—';

const columns: Column<Row>[] = [
  {
    key: 'name',
    title: '客户',
    width: '150px',
    render: (row) => (
      <Link to={`/owners/${row.id}`} className="strong">
        {row.name}
      </Link>
    ),
  },
  {
    key: 'phone',
    title: '手机',
    width: '130px',
    render: (row) => <span className="num">{row.phone ?? '—'}</span>,
  },
  {
    key: 'cars',
    title: '车辆',
    render: (row) => (
      <span className="clip" title={cars(row)}>
        {cars(row)}
      </span>
    ),
  },
  {
    key: 'group',
    title: '分组',
    width: '100px',
    render: (row) => <GroupTag group={row.group} />,
  },
  {
    key: 'last',
    title: '最近进厂',
    width: '110px',
    render: (row) => (row.lastVisitOn ? shortDate(row.lastVisitOn) : <span className="none">—</span>),
  },
  { key: 'due', title: '下次到期', width: '170px', render: (row) => <Due on={row.nextDueOn} /> },
  {
    key: 'bound',
    title: '小程序',
    width: '80px',
    minor: true,
    render: (row) => (row.bound ? <Tag tone="green">已绑定</Tag> : <span className="none">未绑定</span>),
  },
  { key: 'store', title: '门店', width: '150px', minor: true, render: (row) => row.storeName },
];

/** Filters that a view of the list keeps. */
const KEEPS = ['group', 'sort', 'all'];

export default function OwnersPage() {
  const may = useMay();
  const navigate = useNavigate();
  const filters = useUrlFilters();
  const scope = useScope(filters);
  const q = filters.get('q') ?? '';
  const group = filters.oneOf('group', customerGroups);
  const sort = filters.oneOf('sort', sorts) ?? 'last_visit';
  const wanted = {
    ...scope,
    ...(q && { q }),
    ...(group && { group }),
    sort,
  };
  const list = usePageQuery('owners', filters, wanted, (query) => api.customer.list({ query }));
  const filtered = q !== '' || group !== undefined;
  return (
    <>
      <PageHead
        tab="客户"
        title="客户"
        sub="按尾号查找：车牌、手机、车架号都可以"
        actions={may('import.run') && <Button onClick={() => void navigate('/imports')}>导入客户</Button>}
      />
      <ArrangedPanel<Row>
        list="owners"
        keeps={KEEPS}
        query={list}
        filters={filters}
        bar={
          <>
            <SearchField
              value={q}
              placeholder="姓名，或车牌 / 手机 / 车架号尾号"
              onChange={(text) => filters.set({ q: text })}
            />
            <ChoiceFilter
              filters={filters}
              values={customerGroups}
              labels={customerGroupLabel}
              name="group"
              label="客户分组"
              placeholder="全部分组"
              width={120}
            />
            <Select
              aria-label="排序"
              style={{ minWidth: 120 }}
              value={sort}
              options={sorts.map((value) => ({ value, label: sortLabel[value] }))}
              onChange={(value) => filters.set({ sort: value === 'last_visit' ? undefined : value })}
            />
            <ScopeSelect filters={filters} />
          </>
        }
        empty={
          <Empty
            icon="owners"
            title={filtered ? '没有符合条件的客户' : '还没有客户'}
            text={filtered ? '放宽条件再试试。' : '从经销商管理系统导出客户与车辆，几分钟就能导入。'}
            action={
              filtered ? (
                <Button onClick={() => filters.set({ q: undefined, group: undefined })}>清除条件</Button>
              ) : (
                may('import.run') && (
                  <Button type="primary" onClick={() => void navigate('/imports')}>
                    去导入
                  </Button>
                )
              )
            }
          />
        }
        label="客户"
        testId="owner-row"
        rowKey={(row) => row.id}
        columns={columns}
        onOpen={(row) => void navigate(`/owners/${row.id}`)}
        card={(row) => (
          <CardLink to={`/owners/${row.id}`}>
            <div className="card-top">
              <span className="card-title">{row.name}</span>
              <GroupTag group={row.group} />
            </div>
            <div className="card-line small">{cars(row)}</div>
            <div className="card-line small num">
              <span>{row.phone}</span>
              <span>
                到期 <Due on={row.nextDueOn} />
              </span>
            </div>
          </CardLink>
        )}
      />
    </>
  );
}
