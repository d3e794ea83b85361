import type { StaffShopOrder } from '@cheban/contracts';
import { shopOrderStateLabel, shopOrderStates } from '@cheban/contracts/constants';
import { Link } from 'react-router';
import { api } from '../../app/api.js';
import { ShopOrderTag } from '../../features/shop/tags.js';
import { ScopeSelect, useScope } from '../../features/store/scope.js';
import { whenShort } from '../../shared/format/time.js';
import { yuan } from '../../shared/format/words.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { ListPanel, StateFilter } from '../../shared/ui/list-panel.js';
import { OwnerLink } from '../../shared/ui/owner-link.js';
import { Empty } from '../../shared/ui/states.js';

const orderColumns: Column<StaffShopOrder>[] = [
  {
    key: 'what',
    title: '买的什么',
    render: (row) => (
      <span className="clip">
        <span className="strong">{row.title}</span> <span className="muted num">× {row.quantity}</span>
      </span>
    ),
  },
  { key: 'state', title: '状态', width: '100px', render: (row) => <ShopOrderTag state={row.state} /> },
  {
    key: 'who',
    title: '车主',
    width: '190px',
    render: (row) => <OwnerLink of={row} />,
  },
  { key: 'fen', title: '金额', width: '110px', align: 'right', render: (row) => yuan(row.totalFen) },
  {
    key: 'at',
    title: '下单',
    width: '110px',
    render: (row) => <span className="num">{whenShort(row.createdAt)}</span>,
  },
  {
    key: 'picked',
    title: '取货',
    width: '150px',
    render: (row) =>
      row.pickedUpAt ? (
        <span className="num">
          {whenShort(row.pickedUpAt)} · {row.pickedUpBy}
        </span>
      ) : (
        <span className="none">—</span>
      ),
  },
  {
    key: 'pay',
    title: '',
    width: '80px',
    render: (row) => <Link to={`/money/orders?order=${row.payOrderId}`}>付款</Link>,
  },
];

export function Orders({ bar }: { bar: React.ReactNode }) {
  const filters = useUrlFilters();
  const scope = useScope(filters);
  const state = filters.oneOf('state', shopOrderStates);
  const list = usePageQuery('shop-orders', filters, { ...scope, ...(state && { state }) }, (query) =>
    api.staffShop.orders({ query }),
  );
  return (
    <ListPanel<StaffShopOrder>
      label="订单与取货"
      testId="shop-order-row"
      query={list}
      filters={filters}
      bar={
        <>
          {bar}
          <StateFilter filters={filters} values={shopOrderStates} labels={shopOrderStateLabel} />
          <ScopeSelect filters={filters} />
        </>
      }
      empty={
        <Empty
          icon="file"
          title={state ? `没有${shopOrderStateLabel[state]}的订单` : '还没有订单'}
          text="车主付款后，商品在这里等取；到店在柜台核销页扫取货码。"
        />
      }
      rowKey={(row) => row.id}
      columns={orderColumns}
      card={(row) => (
        <>
          <div className="card-top">
            <span className="card-title">
              {row.title} × {row.quantity}
            </span>
            <ShopOrderTag state={row.state} />
          </div>
          <div className="card-line small num">
            <span>
              {row.ownerName} · {yuan(row.totalFen)}
            </span>
            <Link to={`/money/orders?order=${row.payOrderId}`}>付款</Link>
          </div>
        </>
      )}
    />
  );
}
