import type { FigureRow } from '@cheban/contracts';
import { type MonthMeasure, monthMeasureLabel, type OutputPart } from '@cheban/contracts/constants';
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { shortDate } from '../../shared/format/time.js';
import { plateText, yuan } from '../../shared/format/words.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import type { UrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { DownloadButton } from '../../shared/ui/download-button.js';
import { CardLink, ListPanel } from '../../shared/ui/list-panel.js';
import { monthWords } from '../../shared/ui/month-nav.js';
import { Empty } from '../../shared/ui/states.js';

/** Where a row leads: its case, its visit, or else its owner. */
const linkOf = (row: FigureRow): string | null => {
  if (row.caseId) return `/cases/${row.caseId}`;
  if (row.visitId) return `/visits/${row.visitId}`;
  return row.ownerId ? `/owners/${row.ownerId}${row.vehicleId ? `?vehicle=${row.vehicleId}` : ''}` : null;
};

function Standing({ row }: { row: FigureRow }) {
  const said = [
    ...(row.lateMinutes === null || row.lateMinutes <= 0 ? [] : [`晚 ${row.lateMinutes} 分钟`]),
    ...(row.stars === null ? [] : [`${row.stars} 星`]),
    ...(row.nps === null ? [] : [`推荐 ${row.nps} 分`]),
  ];
  return said.length === 0 ? (
    <span className="none">—</span>
  ) : (
    <span className="num">{said.join(' · ')}</span>
  );
}

const columns: Column<FigureRow>[] = [
  {
    key: 'on',
    title: '日期',
    width: '104px',
    render: (row) => <span className="num">{shortDate(row.on)}</span>,
  },
  {
    key: 'owner',
    title: '车主',
    width: '130px',
    render: (row) => {
      const to = linkOf(row);
      return to ? (
        <Link to={to} className="strong">
          {row.ownerName}
        </Link>
      ) : (
        row.ownerName
      );
    },
  },
  {
    key: 'car',
    title: '车辆',
    render: (row) => (
      <span className="clip">
        {row.vehicleId ? plateText(row.plate) : '—'} <span className="muted">{row.model}</span>
      </span>
    ),
  },
  { key: 'what', title: '内容', render: (row) => <span className="clip">{row.what}</span> },
  {
    key: 'advisor',
    title: '顾问',
    width: '96px',
    minor: true,
    render: (row) => row.advisor ?? <span className="none">—</span>,
  },
  {
    key: 'paid',
    title: '实收',
    width: '112px',
    align: 'right',
    render: (row) => (row.paidFen === null ? <span className="none">—</span> : yuan(row.paidFen)),
  },
  {
    key: 'standing',
    title: '交车与评价',
    width: '190px',
    minor: true,
    render: (row) => <Standing row={row} />,
  },
  {
    key: 'store',
    title: '门店',
    width: '140px',
    minor: true,
    render: (row) => <span className="clip">{row.storeName}</span>,
  },
];

/** The rows behind a number of the month. */
export function RowsPanel({
  scope,
  month,
  measure,
  by,
  part,
  filters,
  onClose,
}: {
  scope: { storeId?: string };
  month: string;
  measure: MonthMeasure;
  by?: OutputPart | undefined;
  part?: string | undefined;
  filters: UrlFilters;
  onClose(): void;
}) {
  const may = useMay();
  const navigate = useNavigate();
  const wanted = { ...scope, month, measure, ...(by && part !== undefined ? { by, part } : {}) };
  const list = usePageQuery('figures-rows', filters, wanted, (query) => api.figures.rows({ query }));
  return (
    <ListPanel<FigureRow>
      label="明细"
      testId="figures-row"
      title={
        <span data-testid="figures-rows-title">
          {monthWords(month)} {monthMeasureLabel[measure]}
          {part !== undefined && ` · ${part || '未登记'}`}
        </span>
      }
      extra={
        <>
          {may('figures.export') && (
            <DownloadButton
              path="/staff/figures/rows.csv"
              query={wanted}
              fileName={`${month}-${monthMeasureLabel[measure]}.csv`}
              disabled={!list.data?.total}
            />
          )}
          <Button size="small" onClick={onClose}>
            收起
          </Button>
        </>
      }
      query={list}
      filters={filters}
      empty={<Empty icon="check" title={`这个月没有“${monthMeasureLabel[measure]}”的记录`} />}
      rowKey={(row) => row.id}
      columns={columns}
      onOpen={(row) => {
        const to = linkOf(row);
        if (to) void navigate(to);
      }}
      card={(row) => (
        <CardLink to={linkOf(row) ?? '#'}>
          <div className="card-top">
            <span className="card-title">{row.ownerName}</span>
            <span className="num">{row.paidFen === null ? '' : yuan(row.paidFen)}</span>
          </div>
          <div className="card-line small">
            <span>
              {row.vehicleId ? plateText(row.plate) : ''} {row.what}
            </span>
            <span className="num">{shortDate(row.on)}</span>
          </div>
          <div className="card-line small">
            <Standing row={row} />
            <span>{row.advisor ?? ''}</span>
          </div>
        </CardLink>
      )}
    />
  );
}
