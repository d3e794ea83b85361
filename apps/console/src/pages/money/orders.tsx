import type { RefundView, StaffOrderItem } from '@cheban/contracts';
import {
  payOrderKindLabel,
  payOrderKinds,
  payOrderStateLabel,
  payOrderStates,
  refundStateLabel,
  refundStates,
} from '@cheban/contracts/constants';
import { Segmented } from 'antd';
import { api } from '../../app/api.js';
import { ArrangedPanel } from '../../features/list/arranged-panel.js';
import { keptFen } from '../../features/money/refund-state.js';
import { OrderTag, RefundTag } from '../../features/money/tags.js';
import { ScopeSelect, useScope } from '../../features/store/scope.js';
import { whenShort } from '../../shared/format/time.js';
import { yuan } from '../../shared/format/words.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import { type UrlFilters, useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { ChoiceFilter, ListPanel } from '../../shared/ui/list-panel.js';
import { PageHead } from '../../shared/ui/page.js';
import { SearchField } from '../../shared/ui/search-field.js';
import { Empty } from '../../shared/ui/states.js';
import { OrderLayer } from './order-layer.js';
import { RefundActions } from './refund-actions.js';

const Money = ({ row }: { row: StaffOrderItem }) => (
  <>
    {yuan(row.totalFen)}
    {row.refundedFen + row.refundingFen > 0 && <span className="muted"> 剩 {yuan(keptFen(row))}</span>}
  </>
);

const orderColumns: Column<StaffOrderItem>[] = [
  {
    key: 'title',
    title: '买的什么',
    render: (row) => (
      <span className="clip">
        <span className="strong">{row.title}</span> <span className="muted">{row.kindLabel}</span>
      </span>
    ),
  },
  { key: 'state', title: '状态', width: '150px', render: (row) => <OrderTag order={row} /> },
  { key: 'money', title: '金额', width: '170px', align: 'right', render: (row) => <Money row={row} /> },
  {
    key: 'owner',
    title: '车主',
    width: '180px',
    render: (row) => (
      <>
        {row.ownerName} <span className="muted num">{row.phoneMasked}</span>
      </>
    ),
  },
  {
    key: 'at',
    title: '下单',
    width: '110px',
    render: (row) => <span className="num">{whenShort(row.createdAt)}</span>,
  },
  {
    key: 'no',
    title: '商户单号',
    width: '200px',
    minor: true,
    render: (row) => <span className="num muted">{row.outTradeNo}</span>,
  },
];

/** Filters that a view of the list keeps. */
const KEEPS = ['state', 'kind', 'all'];

function Orders({ filters, head }: { filters: UrlFilters; head: React.ReactNode }) {
  const scope = useScope(filters);
  const kind = filters.oneOf('kind', payOrderKinds);
  const state = filters.oneOf('state', payOrderStates);
  const q = filters.get('q');
  const wanted = { ...scope, ...(kind && { kind }), ...(state && { state }), ...(q && { q }) };
  const list = usePageQuery('pay-orders', filters, wanted, (query) => api.staffPayment.orders({ query }));
  const open = (row: StaffOrderItem) => filters.show('order', row.id);
  return (
    <ArrangedPanel<StaffOrderItem>
      list="orders"
      keeps={KEEPS}
      label="订单"
      testId="order-row"
      query={list}
      filters={filters}
      bar={
        <>
          {head}
          <ChoiceFilter
            filters={filters}
            values={payOrderStates}
            labels={payOrderStateLabel}
            name="state"
            label="状态"
            placeholder="全部状态"
          />
          <ChoiceFilter
            filters={filters}
            values={payOrderKinds}
            labels={payOrderKindLabel}
            name="kind"
            label="买的什么"
            placeholder="卡和商品"
            width={120}
          />
          <SearchField
            value={q ?? ''}
            placeholder="单号或名称"
            onChange={(text) => filters.set({ q: text || undefined })}
          />
          <ScopeSelect filters={filters} />
        </>
      }
      empty={
        <Empty
          icon="file"
          title={state || kind || q ? '没有符合条件的订单' : '还没有订单'}
          text={state || kind || q ? '放宽条件再试试。' : '保养卡或商品上架后，车主在小程序里购买。'}
        />
      }
      rowKey={(row) => row.id}
      columns={orderColumns}
      onOpen={open}
      card={(row) => (
        <button type="button" className="plain-button card-button" onClick={() => open(row)}>
          <span className="card-top">
            <span className="card-title">{row.title}</span>
            <OrderTag order={row} />
          </span>
          <span className="card-line small num">
            <span>{row.ownerName}</span>
            <span>
              <Money row={row} />
            </span>
          </span>
          <span className="card-line small num">{whenShort(row.createdAt)}</span>
        </button>
      )}
    />
  );
}

const refundColumns: Column<RefundView>[] = [
  {
    key: 'what',
    title: '退什么',
    render: (row) => (
      <span className="clip" title={row.problem ?? row.reason}>
        <span className="strong">{row.orderTitle}</span>{' '}
        <span className={row.problem ? 'text-red' : 'muted'}>{row.problem ?? row.reason}</span>
      </span>
    ),
  },
  { key: 'state', title: '状态', width: '120px', render: (row) => <RefundTag state={row.state} /> },
  { key: 'fen', title: '金额', width: '110px', align: 'right', render: (row) => yuan(row.amountFen) },
  { key: 'owner', title: '车主', width: '100px', render: (row) => row.ownerName },
  {
    key: 'asked',
    title: '申请与审批',
    width: '210px',
    render: (row) => (
      <span className="num">
        {row.askedBy || '系统'} · {whenShort(row.createdAt)}
        {row.decidedBy && (
          <span className="muted">
            {' '}
            · {row.decidedBy}
            {row.state === 'rejected' ? '驳回' : '同意'}
          </span>
        )}
      </span>
    ),
  },
  { key: 'act', title: '', width: '160px', render: (row) => <RefundActions refund={row} /> },
];

function Refunds({ filters, head }: { filters: UrlFilters; head: React.ReactNode }) {
  const scope = useScope(filters);
  const state = filters.oneOf('refund', refundStates);
  const list = usePageQuery('refunds', filters, { ...scope, ...(state && { state }) }, (query) =>
    api.staffPayment.refunds({ query }),
  );
  return (
    <ListPanel<RefundView>
      label="退款"
      testId="refund-row"
      query={list}
      filters={filters}
      bar={
        <>
          {head}
          <ChoiceFilter
            filters={filters}
            values={refundStates}
            labels={refundStateLabel}
            name="refund"
            label="状态"
            placeholder="全部状态"
          />
          <ScopeSelect filters={filters} />
        </>
      }
      empty={
        <Empty
          icon="check"
          title={state ? `没有${refundStateLabel[state]}的退款` : '还没有退款'}
          text="超过限额的退款会在这里等第二个人批准。"
        />
      }
      rowKey={(row) => row.id}
      columns={refundColumns}
      onOpen={(row) => filters.show('order', row.orderId)}
      card={(row) => (
        <>
          <div className="card-top">
            <span className="card-title">
              {yuan(row.amountFen)} · {row.orderTitle}
            </span>
            <RefundTag state={row.state} />
          </div>
          <div className="card-line small">
            <span>
              {row.ownerName} · {row.reason}
            </span>
          </div>
          {row.problem && <div className="card-line small text-red">{row.problem}</div>}
          <div className="card-actions">
            <RefundActions refund={row} />
          </div>
        </>
      )}
    />
  );
}

/** What owners paid and what went back to them. */
export default function OrdersPage() {
  const filters = useUrlFilters();
  const refunds = filters.get('view') === 'refunds';
  const order = filters.get('order');
  const head = (
    <Segmented
      aria-label="看什么"
      value={refunds ? 'refunds' : 'orders'}
      options={[
        { value: 'orders', label: '订单' },
        { value: 'refunds', label: '退款' },
      ]}
      onChange={(value) => filters.set({ view: value === 'orders' ? undefined : value })}
    />
  );
  return (
    <>
      <PageHead
        tab="订单与退款"
        title="订单与退款"
        sub="保养卡和商品的微信支付订单；退款按规则算，超限额要两个人。"
      />
      {refunds ? <Refunds filters={filters} head={head} /> : <Orders filters={filters} head={head} />}
      {order && <OrderLayer key={order} id={order} onClose={() => filters.show('order', undefined)} />}
    </>
  );
}
