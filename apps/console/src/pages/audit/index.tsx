import type { Routes, RouteView } from '@cheban/contracts';
import { Button, Select } from 'antd';
import { api } from '../../app/api.js';
import { useStoreId } from '../../app/me.js';
import { useStaff } from '../../features/store/queries.js';
import { stamp } from '../../shared/format/time.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { ListPanel } from '../../shared/ui/list-panel.js';
import { PageHead } from '../../shared/ui/page.js';
import { Empty } from '../../shared/ui/states.js';

type Row = RouteView<Routes['audit']['list']>['items'][number];

/** The end of an identifier: enough to tell one from another, and whole for who points at it. */
const Tail = ({ id }: { id: string | null }) => (
  <span className="num faint" title={id ?? undefined}>
    {id?.slice(-8) ?? '—'}
  </span>
);

const columns: Column<Row>[] = [
  { key: 'at', title: '时间', width: '150px', render: (row) => <span className="num">{stamp(row.at)}</span> },
  { key: 'who', title: '谁', width: '120px', render: (row) => row.actor },
  { key: 'text', title: '做了什么', render: (row) => row.text },
  {
    key: 'subject',
    title: '对象编号',
    width: '110px',
    minor: true,
    render: (row) => <Tail id={row.subject} />,
  },
  { key: 'store', title: '门店', width: '160px', render: (row) => row.storeName ?? '—' },
  {
    key: 'request',
    title: '请求编号',
    width: '110px',
    minor: true,
    render: (row) => <Tail id={row.requestId} />,
  },
];

export default function AuditPage() {
  const storeId = useStoreId();
  const filters = useUrlFilters();
  const staff = useStaff(storeId);
  const actorId = filters.get('actor');
  const list = usePageQuery('audit', filters, { ...(actorId && { actorId }) }, (query) =>
    api.audit.list({ query }),
  );
  return (
    <>
      <PageHead tab="操作记录" title="操作记录" sub="查看号码、改价、导出和权限变更都会留痕，不能删改。" />
      <ListPanel<Row>
        label="操作记录"
        testId="audit-row"
        query={list}
        filters={filters}
        bar={
          <Select
            aria-label="人员"
            placeholder="全部人员"
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            style={{ minWidth: 160 }}
            value={actorId ?? null}
            options={staff.map((entry) => ({ value: entry.id, label: entry.name }))}
            onChange={(value) => filters.set({ actor: value ?? undefined })}
          />
        }
        empty={
          <Empty
            icon="audit"
            title="没有操作记录"
            text={actorId ? '这位同事还没有需要留痕的操作。' : '有人查看号码或更改设置后会记在这里。'}
            action={actorId && <Button onClick={() => filters.set({ actor: undefined })}>查看全部</Button>}
          />
        }
        rowKey={(row) => row.id}
        columns={columns}
        card={(row) => (
          <>
            <div className="card-top">
              <strong>{row.actor}</strong>
              <span className="small faint num">{stamp(row.at)}</span>
            </div>
            <div className="card-line">{row.text}</div>
          </>
        )}
      />
    </>
  );
}
