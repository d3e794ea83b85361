import type { CodePoolItem } from '@cheban/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { ScopeSelect, useScope } from '../../features/store/scope.js';
import { shortDate } from '../../shared/format/time.js';
import { count } from '../../shared/format/words.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { Icon } from '../../shared/ui/icon.js';
import { CardLink, ListPanel } from '../../shared/ui/list-panel.js';
import { PageHead } from '../../shared/ui/page.js';
import { Empty } from '../../shared/ui/states.js';
import { Tag } from '../../shared/ui/tag.js';
import { PoolLayer } from './pool-layer.js';

type Row = CodePoolItem;

const State = ({ row }: { row: Row }) => {
  if (!row.active) return <Tag icon="close">已停用</Tag>;
  return row.low ? (
    <Tag tone="red" icon="alert">
      快发完了
    </Tag>
  ) : (
    <Tag tone="green" icon="check">
      充足
    </Tag>
  );
};
const expiry = ({ nextExpiry }: Row) =>
  nextExpiry === null ? (
    <span className="none">—</span>
  ) : (
    <span className="num">
      {shortDate(nextExpiry.on)} 到期 {count(nextExpiry.codes)} 个
    </span>
  );

const columns: Column<Row>[] = [
  {
    key: 'title',
    title: '码池',
    render: (row) => (
      <span className="clip">
        <Link to={`/code-pools/${row.id}`} className="strong">
          {row.title}
        </Link>{' '}
        <span className="muted">{row.issuer}</span>
      </span>
    ),
  },
  { key: 'state', title: '状态', width: '110px', render: (row) => <State row={row} /> },
  { key: 'free', title: '可发', width: '90px', align: 'right', render: (row) => count(row.free) },
  { key: 'given', title: '已发', width: '90px', align: 'right', render: (row) => count(row.given) },
  { key: 'expired', title: '过期', width: '80px', align: 'right', render: (row) => count(row.expired) },
  { key: 'expiry', title: '下次到期', width: '170px', render: expiry },
  { key: 'store', title: '门店', width: '150px', minor: true, render: (row) => row.storeName },
];

/** Pools of codes that come from elsewhere: movie tickets, car washes, health checks. */
export default function CodePoolsPage() {
  const may = useMay();
  const navigate = useNavigate();
  const filters = useUrlFilters();
  const scope = useScope(filters);
  const [making, setMaking] = useState(false);
  const list = usePageQuery('code-pools', filters, scope, (query) => api.codePool.list({ query }));
  const make = may('coupon.manage') && (
    <Button type="primary" icon={<Icon name="plus" />} data-testid="pool-new" onClick={() => setMaking(true)}>
      新建码池
    </Button>
  );
  return (
    <>
      <PageHead
        tab="兑换码"
        title="兑换码"
        sub="电影票、洗车码这类外来的码：加密保存，每个只发给一个人。"
        actions={make}
      />
      <ListPanel<Row>
        label="码池"
        testId="pool-row"
        query={list}
        filters={filters}
        bar={<ScopeSelect filters={filters} />}
        empty={
          <Empty
            icon="lock"
            title="还没有码池"
            text="先建一个码池，再把商家给的码导进来，就能当红包奖品或会员权益发出去。"
            action={make}
          />
        }
        rowKey={(row) => row.id}
        columns={columns}
        onOpen={(row) => void navigate(`/code-pools/${row.id}`)}
        card={(row) => (
          <CardLink to={`/code-pools/${row.id}`}>
            <div className="card-top">
              <span className="card-title">{row.title}</span>
              <State row={row} />
            </div>
            <div className="card-line small num">
              <span>
                可发 {count(row.free)} · 已发 {count(row.given)}
              </span>
              {expiry(row)}
            </div>
          </CardLink>
        )}
      />
      {making && (
        <PoolLayer
          pool={null}
          onDone={(pool) => void navigate(`/code-pools/${pool.id}?import=1`)}
          onClose={() => setMaking(false)}
        />
      )}
    </>
  );
}
