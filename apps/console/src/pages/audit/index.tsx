import type { Routes, RouteView } from '@cheban/contracts';
import { auditKindLabel, auditKinds } from '@cheban/contracts/constants';
import { Button, Select } from 'antd';
import { api } from '../../app/api.js';
import { useWorkplace } from '../../app/me.js';
import { useStaff } from '../../features/store/queries.js';
import { stamp } from '../../shared/format/time.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { DayRangeFilter, dayRangeOf } from '../../shared/ui/day-range-filter.js';
import { ChoiceFilter, ListPanel } from '../../shared/ui/list-panel.js';
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
  const { store } = useWorkplace();
  const storeId = store.id;
  const filters = useUrlFilters();
  const staff = useStaff(storeId);
  const actorId = filters.get('actor');
  const kind = filters.oneOf('kind', auditKinds);
  // What belongs to no store, a log-in for instance, is there as long as no store is chosen.
  const scope = filters.get('one') === '1' ? { storeId } : {};
  const narrowed = {
    ...scope,
    ...(actorId && { actorId }),
    ...(kind && { kind }),
    ...dayRangeOf(filters),
  };
  const isNarrowed = Object.keys(narrowed).length > 0;
  const list = usePageQuery('audit', filters, narrowed, (query) => api.audit.list({ query }));
  return (
    <>
      <PageHead tab="操作记录" title="操作记录" sub="查看号码、改价、导出和权限变更都会留痕，不能删改。" />
      <ListPanel<Row>
        label="操作记录"
        testId="audit-row"
        query={list}
        filters={filters}
        bar={
          <>
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
            <ChoiceFilter
              filters={filters}
              values={auditKinds}
              labels={auditKindLabel}
              name="kind"
              label="类型"
              placeholder="全部类型"
              width={150}
            />
            <DayRangeFilter filters={filters} />
            <Select
              aria-label="门店范围"
              value={filters.get('one') === '1' ? 'one' : 'all'}
              options={[
                { value: 'all', label: '全部记录' },
                { value: 'one', label: `只看${store.name}` },
              ]}
              popupMatchSelectWidth={false}
              onChange={(value) => filters.set({ one: value === 'one' ? 1 : undefined })}
            />
          </>
        }
        empty={
          <Empty
            icon="audit"
            title="没有操作记录"
            text={isNarrowed ? '换个人、类型或日期再看。' : '有人查看号码或更改设置后会记在这里。'}
            action={
              isNarrowed && (
                <Button
                  data-testid="audit-clear"
                  onClick={() =>
                    filters.set({
                      ...{ actor: undefined, kind: undefined, one: undefined },
                      ...{ from: undefined, to: undefined },
                    })
                  }
                >
                  查看全部
                </Button>
              )
            }
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
