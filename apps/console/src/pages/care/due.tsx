import type { Routes, RouteView } from '@cheban/contracts';
import { channelLabel, dueKindLabel, dueKinds } from '@cheban/contracts/constants';
import { Button, Select } from 'antd';
import { Link, useNavigate } from 'react-router';
import { api } from '../../app/api.js';
import { useStoreId } from '../../app/me.js';
import { ArrangedPanel } from '../../features/list/arranged-panel.js';
import {
  addDays,
  daysWords,
  diffDays,
  isBusinessDate,
  shortDate,
  today,
  whenShort,
} from '../../shared/format/time.js';
import { count, plateText } from '../../shared/format/words.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { DateField } from '../../shared/ui/day-nav.js';
import { DownloadButton } from '../../shared/ui/download-button.js';
import { PageHead } from '../../shared/ui/page.js';
import { SearchField } from '../../shared/ui/search-field.js';
import { Empty } from '../../shared/ui/states.js';
import { MessageTag, Tag } from '../../shared/ui/tag.js';
import { HealthStrip } from './health-strip.js';

type Row = RouteView<Routes['care']['due']>['items'][number];

function When({ row }: { row: Row }) {
  const left = diffDays(today(), row.dueOn);
  return (
    <span className="num">
      {shortDate(row.dueOn)}{' '}
      <Tag tone={left < 0 ? 'red' : left <= 14 ? 'amber' : 'grey'}>{daysWords(left)}</Tag>
    </span>
  );
}

function Outcome({ row }: { row: Row }) {
  if (row.bookingId) return <Link to={`/my-day?booking=${row.bookingId}`}>已预约</Link>;
  if (!row.message) return <span className="none">未提醒</span>;
  return (
    <span className="row-gap">
      <MessageTag state={row.message.state} channel={row.message.channel} />
      <span className="small muted num">{whenShort(row.message.at)}</span>
    </span>
  );
}

const why = (row: Row) =>
  row.message
    ? `${row.message.channel ? `${channelLabel[row.message.channel]}：` : ''}${row.message.why}`
    : row.untold;

const car = (row: Row) => (
  <>
    {plateText(row.plate)} <span className="muted">{row.model}</span>
  </>
);

const columns: Column<Row>[] = [
  {
    key: 'car',
    title: '车辆',
    render: (row) =>
      row.ownerId ? (
        <Link to={`/owners/${row.ownerId}?vehicle=${row.vehicleId}`} className="strong">
          {car(row)}
        </Link>
      ) : (
        car(row)
      ),
  },
  { key: 'owner', title: '车主', width: '100px', render: (row) => row.ownerName },
  { key: 'kind', title: '项目', width: '70px', render: (row) => dueKindLabel[row.kind] },
  { key: 'when', title: '到期', width: '180px', render: (row) => <When row={row} /> },
  {
    key: 'why',
    title: '依据',
    minor: true,
    render: (row) => (
      <span className="clip" title={row.why}>
        {row.why}
      </span>
    ),
  },
  { key: 'message', title: '提醒', width: '190px', render: (row) => <Outcome row={row} /> },
  {
    key: 'reason',
    title: '说明',
    render: (row) => (
      <span className="clip muted" title={why(row)}>
        {why(row)}
      </span>
    ),
  },
];

const kindWithCount = (kind: Row['kind'], counts: readonly { kind: Row['kind']; count: number }[] = []) => {
  const found = counts.find((one) => one.kind === kind)?.count;
  return found === undefined ? dueKindLabel[kind] : `${dueKindLabel[kind]} ${count(found)}`;
};

/** Filters that a view of the list keeps. */
const KEEPS = ['kind'];

export default function DuePage() {
  const storeId = useStoreId();
  const navigate = useNavigate();
  const filters = useUrlFilters();
  const [from, to] = [filters.get('from'), filters.get('to')].map((on) =>
    isBusinessDate(on) ? on : undefined,
  );
  const kind = filters.oneOf('kind', dueKinds);
  const q = filters.get('q')?.slice(0, 20);
  const chosen = {
    storeId,
    ...(from && { from }),
    ...(to && { to }),
    ...(kind && { kind }),
    ...(q && { q }),
  };
  const clear = () => filters.set({ from: undefined, to: undefined, kind: undefined, q: undefined });
  const list = usePageQuery('due', filters, chosen, (query) => api.care.due({ query }));
  const range = (label: string, first: number | null, last: number) => {
    const wanted = { from: first === null ? undefined : addDays(today(), first), to: addDays(today(), last) };
    const active = wanted.from === from && wanted.to === to;
    return (
      <Button
        aria-pressed={active}
        className={active ? 'accent-button' : ''}
        onClick={() => filters.set(wanted)}
      >
        {label}
      </Button>
    );
  };
  return (
    <>
      <PageHead
        tab="到期提醒"
        title="到期提醒"
        sub="保养按每辆车的用车节奏推算，保险、年检、质保和驾驶证按档案日期，越近越靠前。"
        actions={
          <DownloadButton
            path="/staff/due.csv"
            query={chosen}
            fileName={`到期清单-${today()}.csv`}
            disabled={!list.data?.total}
          />
        }
      />
      <HealthStrip />
      <ArrangedPanel<Row>
        list="due"
        keeps={KEEPS}
        label="到期清单"
        testId="due-row"
        query={list}
        filters={filters}
        bar={
          <>
            <SearchField
              value={q ?? ''}
              placeholder="姓名，或车牌 / 手机尾号"
              onChange={(text) => filters.set({ q: text })}
            />
            <Select
              aria-label="到期项目"
              placeholder="全部项目"
              allowClear
              style={{ minWidth: 132 }}
              value={kind ?? null}
              options={dueKinds.map((value) => ({ value, label: kindWithCount(value, list.data?.counts) }))}
              onChange={(value) => filters.set({ kind: value ?? undefined })}
            />
            {range('已过期', null, -1)}
            {range('14 天内', 0, 14)}
            {range('30 天内', 0, 30)}
            <DateField placeholder="从" value={from} onChange={(on) => filters.set({ from: on })} />
            <DateField placeholder="到" value={to} onChange={(on) => filters.set({ to: on })} />
            {(from || to || kind || q) && (
              <Button type="text" onClick={clear}>
                清除
              </Button>
            )}
          </>
        }
        empty={
          <Empty
            icon="due"
            title={q ? '没有找到这位客户的到期项目' : '这段时间没有到期的项目'}
            text="换个项目或放宽日期范围；还没有客户时，先导入客户与维修历史。"
            action={<Button onClick={clear}>查看近 30 天</Button>}
          />
        }
        rowKey={(row) => `${row.vehicleId}-${row.kind}-${row.dueOn}-${row.ownerId}`}
        columns={columns}
        onOpen={(row) => row.ownerId && void navigate(`/owners/${row.ownerId}?vehicle=${row.vehicleId}`)}
        card={(row) => (
          <>
            <div className="card-top">
              <span className="card-title">{plateText(row.plate)}</span>
              <When row={row} />
            </div>
            <div className="card-line small">
              {[row.ownerName, row.model, dueKindLabel[row.kind]].join(' · ')}
            </div>
            <div className="card-line small">{row.why}</div>
            <div className="card-line">
              <Outcome row={row} />
            </div>
            {row.ownerId && (
              <div className="card-actions">
                <Button onClick={() => void navigate(`/owners/${row.ownerId}?vehicle=${row.vehicleId}`)}>
                  打开客户
                </Button>
              </div>
            )}
          </>
        )}
      />
    </>
  );
}
