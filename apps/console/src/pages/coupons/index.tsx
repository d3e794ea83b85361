import type { CouponTypeView } from '@cheban/contracts';
import {
  couponKindLabel,
  couponKinds,
  couponTypeStateLabel,
  couponTypeStates,
} from '@cheban/contracts/constants';
import { Button, Segmented } from 'antd';
import { Link, useNavigate } from 'react-router';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { CouponTypeTag } from '../../features/coupon/tags.js';
import { ScopeSelect, useScope } from '../../features/store/scope.js';
import { count, yuan } from '../../shared/format/words.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { Icon } from '../../shared/ui/icon.js';
import { CardLink, ChoiceFilter, ListPanel, StateFilter } from '../../shared/ui/list-panel.js';
import { PageHead } from '../../shared/ui/page.js';
import { Empty } from '../../shared/ui/states.js';
import { IssueList } from './issue-list.js';

type Row = CouponTypeView;
const stock = (row: Row) =>
  row.stock === null ? '不限' : `${count(row.stockLeft ?? 0)} / ${count(row.stock)}`;
const usedShare = ({ figures: { issued, used } }: Row) =>
  issued === 0 ? '—' : `${Math.round((used * 100) / issued)}%`;

const columns: Column<Row>[] = [
  {
    key: 'title',
    title: '卡券',
    render: (row) => (
      <span className="clip" title={`${row.title} ${row.faceText}`}>
        <Link to={`/coupons/${row.id}`} className="strong">
          {row.title}
        </Link>{' '}
        <span className="muted">{row.faceText}</span>
      </span>
    ),
  },
  { key: 'kind', title: '类型', width: '80px', render: (row) => row.kindLabel },
  { key: 'state', title: '状态', width: '100px', render: (row) => <CouponTypeTag state={row.state} /> },
  { key: 'stock', title: '余量 / 总量', width: '120px', align: 'right', render: stock },
  { key: 'issued', title: '已发', width: '80px', align: 'right', render: (row) => count(row.figures.issued) },
  {
    key: 'used',
    title: '核销',
    width: '110px',
    align: 'right',
    render: (row) => `${count(row.figures.used)}（${usedShare(row)}）`,
  },
  {
    key: 'off',
    title: '已抵扣',
    width: '110px',
    align: 'right',
    minor: true,
    render: (row) => yuan(row.figures.offFen),
  },
  { key: 'store', title: '门店', width: '140px', minor: true, render: (row) => row.storeName },
];

function Types({ bar, make }: { bar: React.ReactNode; make: React.ReactNode }) {
  const navigate = useNavigate();
  const filters = useUrlFilters();
  const scope = useScope(filters);
  const state = filters.oneOf('state', couponTypeStates);
  const kind = filters.oneOf('kind', couponKinds);
  const wanted = { ...scope, ...(state && { state }), ...(kind && { kind }) };
  const list = usePageQuery('coupon-types', filters, wanted, (query) => api.couponType.list({ query }));
  const filtered = state !== undefined || kind !== undefined;
  return (
    <ListPanel<Row>
      label="卡券"
      testId="coupon-row"
      query={list}
      filters={filters}
      bar={
        <>
          {bar}
          <ChoiceFilter
            filters={filters}
            values={couponKinds}
            labels={couponKindLabel}
            name="kind"
            label="类型"
            placeholder="全部类型"
            width={120}
          />
          <StateFilter filters={filters} values={couponTypeStates} labels={couponTypeStateLabel} />
          <ScopeSelect filters={filters} />
        </>
      }
      empty={
        <Empty
          icon="star"
          title={filtered ? '没有符合条件的卡券' : '还没有卡券'}
          text={filtered ? '放宽条件再试试。' : '从一张保养代金券开始：领到、到店、核销，一路都看得见。'}
          action={
            filtered ? (
              <Button onClick={() => filters.set({ state: undefined, kind: undefined })}>清除条件</Button>
            ) : (
              make
            )
          }
        />
      }
      rowKey={(row) => row.id}
      columns={columns}
      onOpen={(row) => void navigate(`/coupons/${row.id}`)}
      card={(row) => (
        <CardLink to={`/coupons/${row.id}`}>
          <div className="card-top">
            <span className="card-title">{row.title}</span>
            <CouponTypeTag state={row.state} />
          </div>
          <div className="card-line small">{row.faceText}</div>
          <div className="card-line small num">
            <span>
              已发 {count(row.figures.issued)} · 核销 {count(row.figures.used)}
            </span>
            <span>余 {stock(row)}</span>
          </div>
        </CardLink>
      )}
    />
  );
}

/** Kinds of coupons, and how they went out to many. */
export default function CouponsPage() {
  const may = useMay();
  const navigate = useNavigate();
  const filters = useUrlFilters();
  const issues = filters.get('view') === 'issues';
  const make = may('coupon.manage') && (
    <Button
      type="primary"
      icon={<Icon name="plus" />}
      data-testid="coupon-new"
      onClick={() => void navigate('/coupons/new')}
    >
      新建卡券
    </Button>
  );
  const bar = (
    <Segmented
      aria-label="看什么"
      value={issues ? 'issues' : 'types'}
      options={[
        { value: 'types', label: '卡券' },
        { value: 'issues', label: '批量发放' },
      ]}
      onChange={(value) => filters.set({ view: value === 'types' ? undefined : value, state: undefined })}
    />
  );
  return (
    <>
      <PageHead
        tab="卡券"
        title="卡券"
        sub="代金、折扣、项目和礼品券：谁领了、谁用了、抵了多少，都在这里。"
        actions={make}
      />
      {issues ? <IssueList bar={bar} /> : <Types bar={bar} make={make} />}
    </>
  );
}
