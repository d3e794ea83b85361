import type { Routes, RouteView } from '@cheban/contracts';
import { Button, Popconfirm } from 'antd';
import { Link, useNavigate } from 'react-router';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { ScopeSelect, useScope } from '../../features/store/scope.js';
import { shortDate } from '../../shared/format/time.js';
import { kmText, plateText } from '../../shared/format/words.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { ListPanel } from '../../shared/ui/list-panel.js';
import { PageHead } from '../../shared/ui/page.js';
import { Empty } from '../../shared/ui/states.js';

type Row = RouteView<Routes['customer']['suspectMileage']>['items'][number];

const sourceLabel: Record<Row['source'], string> = { import: '导入', visit: '到店', owner: '车主填报' };

const before = (row: Row) =>
  row.previousKm === null
    ? '—'
    : `${kmText(row.previousKm)}（${row.previousOn ? shortDate(row.previousOn) : '日期不详'}）`;

function Judge({ row }: { row: Row }) {
  const judge = useSubmit(api.customer.judgeMileage, {
    refresh: ['suspect-mileage', 'owner', 'due', 'owners'],
    success: '已处理，到期日期会重新推算',
  });
  const send = (accept: boolean) => judge.mutate({ params: { id: row.id }, body: { accept } });
  return (
    <span className="row-gap">
      <Popconfirm
        title="采用这个读数？"
        description={`${plateText(row.plate)} 将以 ${kmText(row.km)} 推算保养日期。`}
        okText="采用"
        cancelText="返回"
        onConfirm={() => send(true)}
      >
        <Button size="small" data-testid="mileage-accept" loading={judge.isPending}>
          采用
        </Button>
      </Popconfirm>
      <Button size="small" data-testid="mileage-reject" loading={judge.isPending} onClick={() => send(false)}>
        不采用
      </Button>
    </span>
  );
}

const owner = (row: Row) =>
  row.ownerId ? (
    <Link to={`/owners/${row.ownerId}?vehicle=${row.vehicleId}`} className="strong">
      {plateText(row.plate)} <span className="muted">{row.model}</span>
    </Link>
  ) : (
    `${plateText(row.plate)} ${row.model}`
  );

export default function SuspectMileagePage() {
  const may = useMay();
  const navigate = useNavigate();
  const filters = useUrlFilters();
  const list = usePageQuery('suspect-mileage', filters, useScope(filters), (query) =>
    api.customer.suspectMileage({ query }),
  );
  const columns: Column<Row>[] = [
    { key: 'car', title: '车辆', render: owner },
    { key: 'name', title: '车主', width: '110px', render: (row) => row.ownerName },
    { key: 'km', title: '读数', width: '130px', align: 'right', render: (row) => kmText(row.km) },
    { key: 'on', title: '日期', width: '110px', render: (row) => shortDate(row.readOn) },
    { key: 'before', title: '前一个读数', width: '210px', render: before },
    { key: 'why', title: '为什么存疑', render: (row) => row.reason },
    { key: 'source', title: '来源', width: '90px', minor: true, render: (row) => sourceLabel[row.source] },
    ...(may('care.manage')
      ? [{ key: 'act', title: '处理', width: '150px', render: (row: Row) => <Judge row={row} /> }]
      : []),
  ];
  return (
    <>
      <PageHead
        tab="里程核实"
        title="里程核实"
        sub="倒退或增长过快的读数单独放在这里，核实前不参与保养日期推算。"
      />
      <ListPanel<Row>
        label="存疑里程"
        testId="mileage-row"
        query={list}
        filters={filters}
        bar={<ScopeSelect filters={filters} />}
        empty={<Empty icon="check" title="没有存疑的里程" text="所有读数前后相符，到期日期可以放心使用。" />}
        rowKey={(row) => row.id}
        columns={columns}
        onOpen={(row) => row.ownerId && void navigate(`/owners/${row.ownerId}?vehicle=${row.vehicleId}`)}
        card={(row) => (
          <>
            <div className="card-top">{owner(row)}</div>
            <div className="card-line">
              <strong className="num">{kmText(row.km)}</strong>
              <span>{shortDate(row.readOn)}</span>
            </div>
            <div className="card-line small">前一个 {before(row)}</div>
            <div className="card-line small">{row.reason}</div>
            {may('care.manage') && (
              <div className="card-actions">
                <Judge row={row} />
              </div>
            )}
          </>
        )}
      />
    </>
  );
}
