import type { Routes, RouteView } from '@cheban/contracts';
import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import { api } from '../../app/api.js';
import { daysWords, diffDays, shortDate, today, whenShort } from '../../shared/format/time.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import type { UrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { ListPanel, StateFilter } from '../../shared/ui/list-panel.js';
import { Empty } from '../../shared/ui/states.js';
import { Tag } from '../../shared/ui/tag.js';
import type { CoverageMonth } from './coverage.js';

type Row = RouteView<Routes['staffActivity']['coverageOwners']>['items'][number];
const came = ['yes', 'no'] as const;

function Standing({ row }: { row: Row }) {
  if (row.attendedAt)
    return (
      <Tag tone="green" icon="check">
        {whenShort(row.attendedAt)} 听过
      </Tag>
    );
  if (row.comingAt)
    return (
      <Tag tone="blue" icon="clock">
        已报名 {whenShort(row.comingAt)}
      </Tag>
    );
  const left = diffDays(today(), row.untilOn);
  if (left < 0) return <Tag tone="grey">没有来</Tag>;
  return (
    <Tag tone={left <= 30 ? 'amber' : 'grey'}>还没来，{left === 0 ? '今天到期' : `${left} 天内有效`}</Tag>
  );
}

const columns: Column<Row>[] = [
  {
    key: 'owner',
    title: '车主',
    width: '140px',
    render: (row) => (
      <Link to={`/owners/${row.ownerId}?vehicle=${row.vehicleId}`} className="strong">
        {row.ownerName}
      </Link>
    ),
  },
  { key: 'model', title: '车型', render: (row) => row.model },
  {
    key: 'sold',
    title: '交车',
    width: '110px',
    render: (row) => <span className="num">{shortDate(row.soldOn)}</span>,
  },
  {
    key: 'until',
    title: '三个月到',
    width: '170px',
    render: (row) => (
      <span className="num">
        {shortDate(row.untilOn)} <span className="faint">{daysWords(diffDays(today(), row.untilOn))}</span>
      </span>
    ),
  },
  { key: 'state', title: '听课', width: '240px', render: (row) => <Standing row={row} /> },
];

/** The owners behind a month. */
export function CoverageOwners({
  storeId,
  month,
  filters,
  title,
}: {
  storeId: string;
  month: CoverageMonth;
  filters: UrlFilters;
  title: ReactNode;
}) {
  const navigate = useNavigate();
  const attended = filters.oneOf('who', came);
  const wanted = { storeId, month: month.month, ...(attended && { attended }) };
  const list = usePageQuery('class-coverage', filters, wanted, (query) =>
    api.staffActivity.coverageOwners({ query }),
  );
  return (
    <ListPanel<Row>
      label="新车主"
      testId="coverage-owner"
      title={title}
      query={list}
      filters={filters}
      bar={
        <StateFilter
          filters={filters}
          name="who"
          label="听过没有"
          values={came}
          labels={{ yes: `听过 ${month.attended}`, no: `没听过 ${month.owners - month.attended}` }}
        />
      }
      empty={
        <Empty
          icon="owners"
          title={attended === 'yes' ? '还没有人听过课' : attended === 'no' ? '都听过课了' : '这个月没有交车'}
        />
      }
      rowKey={(row) => row.vehicleId}
      columns={columns}
      onOpen={(row) => void navigate(`/owners/${row.ownerId}?vehicle=${row.vehicleId}`)}
      card={(row) => (
        <Link to={`/owners/${row.ownerId}?vehicle=${row.vehicleId}`} className="card-link">
          <div className="card-top">
            <span className="card-title">{row.ownerName}</span>
            <Standing row={row} />
          </div>
          <div className="card-line small">
            <span>{row.model}</span>
            <span className="num">{shortDate(row.soldOn)} 交车</span>
          </div>
        </Link>
      )}
    />
  );
}
