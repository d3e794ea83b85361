import type { StaffCard, StaffShopItem } from '@cheban/contracts';
import {
  cardStateLabel,
  cardStates,
  payOrderKindLabel,
  payOrderKinds,
  shopItemStateLabel,
  shopItemStates,
} from '@cheban/contracts/constants';
import { Button, Segmented } from 'antd';
import { Link, useNavigate } from 'react-router';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { CardTag, ItemTag } from '../../features/shop/tags.js';
import { ScopeSelect, useScope } from '../../features/store/scope.js';
import { shortDate } from '../../shared/format/time.js';
import { count, yuan } from '../../shared/format/words.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { Icon } from '../../shared/ui/icon.js';
import { CardLink, ChoiceFilter, ListPanel, StateFilter } from '../../shared/ui/list-panel.js';
import { OwnerLink } from '../../shared/ui/owner-link.js';
import { PageHead } from '../../shared/ui/page.js';
import { Empty } from '../../shared/ui/states.js';
import { CardLayer } from './card-layer.js';
import { Orders } from './order-list.js';

const views = ['items', 'orders', 'cards'] as const;
const viewLabel = { items: '在卖的', orders: '订单与取货', cards: '售出的卡' };

const stockText = ({ stockLeft }: StaffShopItem) =>
  stockLeft === null ? '不限' : stockLeft === 0 ? <span className="text-red">已售罄</span> : count(stockLeft);

const itemColumns: Column<StaffShopItem>[] = [
  {
    key: 'title',
    title: '名称',
    render: (row) => (
      <span className="clip" title={row.summary}>
        <Link to={`/shop/${row.id}`} className="strong">
          {row.title}
        </Link>{' '}
        <span className="muted">
          {row.card ? `${row.card.serviceName} ${row.card.uses} 次 · ${row.card.validDays} 天` : row.summary}
        </span>
      </span>
    ),
  },
  { key: 'kind', title: '类型', width: '80px', render: (row) => row.kindLabel },
  { key: 'state', title: '状态', width: '100px', render: (row) => <ItemTag state={row.state} /> },
  { key: 'price', title: '售价', width: '110px', align: 'right', render: (row) => yuan(row.priceFen) },
  { key: 'stock', title: '库存', width: '90px', align: 'right', render: stockText },
  { key: 'sold', title: '已售', width: '80px', align: 'right', render: (row) => count(row.sold) },
  { key: 'store', title: '门店', width: '150px', minor: true, render: (row) => row.storeName },
];

function Items({ bar, make }: { bar: React.ReactNode; make: React.ReactNode }) {
  const navigate = useNavigate();
  const filters = useUrlFilters();
  const scope = useScope(filters);
  const kind = filters.oneOf('kind', payOrderKinds);
  const state = filters.oneOf('state', shopItemStates);
  const wanted = { ...scope, ...(kind && { kind }), ...(state && { state }) };
  const list = usePageQuery('shop-items', filters, wanted, (query) => api.staffShop.items({ query }));
  const filtered = kind !== undefined || state !== undefined;
  return (
    <ListPanel<StaffShopItem>
      label="保养卡和商品"
      testId="item-row"
      query={list}
      filters={filters}
      bar={
        <>
          {bar}
          <ChoiceFilter
            filters={filters}
            values={payOrderKinds}
            labels={payOrderKindLabel}
            name="kind"
            label="类型"
            placeholder="卡和商品"
            width={120}
          />
          <StateFilter filters={filters} values={shopItemStates} labels={shopItemStateLabel} />
          <ScopeSelect filters={filters} />
        </>
      }
      empty={
        <Empty
          icon="star"
          title={filtered ? '没有符合条件的' : '还没有保养卡和商品'}
          text={filtered ? '放宽条件再试试。' : '先做一张五次保养卡：车主在小程序里买，到店一次次用。'}
          action={!filtered && make}
        />
      }
      rowKey={(row) => row.id}
      columns={itemColumns}
      onOpen={(row) => void navigate(`/shop/${row.id}`)}
      card={(row) => (
        <CardLink to={`/shop/${row.id}`}>
          <div className="card-top">
            <span className="card-title">{row.title}</span>
            <ItemTag state={row.state} />
          </div>
          <div className="card-line small num">
            <span>
              {yuan(row.priceFen)} · {row.kindLabel}
            </span>
            <span>已售 {count(row.sold)}</span>
          </div>
        </CardLink>
      )}
    />
  );
}

const left = (row: StaffCard) => `${row.usesLeft} / ${row.usesTotal} 次`;
const cardColumns: Column<StaffCard>[] = [
  {
    key: 'title',
    title: '卡',
    render: (row) => (
      <span className="clip">
        <span className="strong">{row.title}</span> <span className="muted">{row.serviceName}</span>
      </span>
    ),
  },
  { key: 'state', title: '状态', width: '100px', render: (row) => <CardTag state={row.state} /> },
  { key: 'left', title: '剩余', width: '110px', align: 'right', render: left },
  {
    key: 'who',
    title: '车主',
    width: '190px',
    render: (row) => <OwnerLink of={row} />,
  },
  {
    key: 'until',
    title: '有效到',
    width: '110px',
    render: (row) => (
      <span className={`num ${row.expired ? 'text-red' : ''}`}>{shortDate(row.expiresOn)}</span>
    ),
  },
  { key: 'store', title: '门店', width: '150px', minor: true, render: (row) => row.storeName },
];

function Cards({ bar }: { bar: React.ReactNode }) {
  const filters = useUrlFilters();
  const scope = useScope(filters);
  const state = filters.oneOf('state', cardStates);
  const open = filters.get('card');
  const list = usePageQuery('cards', filters, { ...scope, ...(state && { state }) }, (query) =>
    api.staffShop.cards({ query }),
  );
  return (
    <>
      <ListPanel<StaffCard>
        label="售出的卡"
        testId="card-row"
        query={list}
        filters={filters}
        bar={
          <>
            {bar}
            <StateFilter filters={filters} values={cardStates} labels={cardStateLabel} />
            <ScopeSelect filters={filters} />
          </>
        }
        empty={
          <Empty
            icon="star"
            title={state ? `没有${cardStateLabel[state]}的卡` : '还没有卖出保养卡'}
            text="车主付款后，卡和每一次使用都在这里。"
          />
        }
        rowKey={(row) => row.id}
        columns={cardColumns}
        onOpen={(row) => filters.show('card', row.id)}
        card={(row) => (
          <button
            type="button"
            className="plain-button card-button"
            onClick={() => filters.show('card', row.id)}
          >
            <span className="card-top">
              <span className="card-title">{row.title}</span>
              <CardTag state={row.state} />
            </span>
            <span className="card-line small num">
              <span>{row.ownerName}</span>
              <span>剩 {left(row)}</span>
            </span>
          </button>
        )}
      />
      {open && <CardLayer key={open} id={open} onClose={() => filters.show('card', undefined)} />}
    </>
  );
}

/** What the store sells in the app: on sale, ordered, sold as cards. */
export default function ShopPage() {
  const may = useMay();
  const navigate = useNavigate();
  const filters = useUrlFilters();
  const view = filters.oneOf('view', views) ?? 'items';
  const make = may('shop.manage') && (
    <Button
      type="primary"
      icon={<Icon name="plus" />}
      data-testid="item-new"
      onClick={() => void navigate('/shop/new')}
    >
      新建
    </Button>
  );
  const bar = (
    <Segmented
      aria-label="看什么"
      value={view}
      options={views.map((value) => ({ value, label: viewLabel[value] }))}
      onChange={(value) =>
        filters.set({ view: value === 'items' ? undefined : value, state: undefined, kind: undefined })
      }
    />
  );
  return (
    <>
      <PageHead
        tab="保养卡与商品"
        title="保养卡与商品"
        sub="车主在小程序里用微信支付购买；卡按次用，商品到店取。"
        actions={make}
      />
      {view === 'items' && <Items bar={bar} make={make} />}
      {view === 'orders' && <Orders bar={bar} />}
      {view === 'cards' && <Cards bar={bar} />}
    </>
  );
}
