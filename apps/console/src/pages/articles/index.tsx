import type { StaffArticleView } from '@cheban/contracts';
import { articleStateLabel, articleStates } from '@cheban/contracts/constants';
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { photoUrl } from '../../features/photo/photo-strip.js';
import { ScopeSelect, useScope } from '../../features/store/scope.js';
import { whenShort } from '../../shared/format/time.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { Icon } from '../../shared/ui/icon.js';
import { CardLink, ListPanel, StateFilter } from '../../shared/ui/list-panel.js';
import { PageHead } from '../../shared/ui/page.js';
import { Empty } from '../../shared/ui/states.js';
import { Tag } from '../../shared/ui/tag.js';

type Row = StaffArticleView;
const models = (row: Row) => row.models.join('、') || '所有车型';
const StateTag = ({ row }: { row: Row }) => (
  <Tag
    tone={row.state === 'published' ? 'green' : 'amber'}
    icon={row.state === 'published' ? 'check' : 'file'}
  >
    {row.stateLabel}
  </Tag>
);

const columns: Column<Row>[] = [
  {
    key: 'title',
    title: '文章',
    render: (row) => (
      <span className="clip" title={row.title}>
        <Link to={`/articles/${row.id}`} className="strong">
          {row.title}
        </Link>{' '}
        <span className="muted">{row.summary}</span>
      </span>
    ),
  },
  { key: 'state', title: '状态', width: '100px', render: (row) => <StateTag row={row} /> },
  {
    key: 'models',
    title: '适用车型',
    width: '200px',
    render: (row) => (
      <span className="clip" title={models(row)}>
        {models(row)}
      </span>
    ),
  },
  {
    key: 'published',
    title: '发布',
    width: '130px',
    render: (row) => (row.publishedAt ? whenShort(row.publishedAt) : <span className="none">—</span>),
  },
  { key: 'updated', title: '修改', width: '130px', render: (row) => whenShort(row.updatedAt) },
  { key: 'store', title: '门店', width: '150px', minor: true, render: (row) => row.storeName },
];

export default function ArticlesPage() {
  const may = useMay();
  const navigate = useNavigate();
  const filters = useUrlFilters();
  const scope = useScope(filters);
  const state = filters.oneOf('state', articleStates);
  const list = usePageQuery('articles', filters, { ...scope, ...(state && { state }) }, (query) =>
    api.staffArticle.list({ query }),
  );
  const write = may('activity.manage') && (
    <Button
      type="primary"
      icon={<Icon name="plus" />}
      data-testid="article-new"
      onClick={() => void navigate('/articles/new')}
    >
      写文章
    </Button>
  );
  return (
    <>
      <PageHead
        tab="用车文章"
        title="用车文章"
        sub="按车型推给车主：自己的车能用上的排在最前面。"
        actions={write}
      />
      <ListPanel<Row>
        label="文章"
        testId="article-row"
        query={list}
        filters={filters}
        bar={
          <>
            <StateFilter filters={filters} values={articleStates} labels={articleStateLabel} />
            <ScopeSelect filters={filters} />
          </>
        }
        empty={
          <Empty
            icon="file"
            title={state ? `没有${articleStateLabel[state]}的文章` : '还没有文章'}
            text="从车主最常问的写起：胎压、冬季用车、故障灯。"
            action={
              state ? <Button onClick={() => filters.set({ state: undefined })}>查看全部</Button> : write
            }
          />
        }
        rowKey={(row) => row.id}
        columns={columns}
        onOpen={(row) => void navigate(`/articles/${row.id}`)}
        card={(row) => (
          <CardLink to={`/articles/${row.id}`}>
            <div className="card-top">
              <span className="card-title">{row.title}</span>
              <StateTag row={row} />
            </div>
            <div className="card-line small">
              <span>{row.summary || models(row)}</span>
              {row.cover && (
                <img
                  src={photoUrl(row.cover.thumbPath)}
                  alt=""
                  width={56}
                  height={42}
                  style={{ borderRadius: 6, objectFit: 'cover' }}
                />
              )}
            </div>
          </CardLink>
        )}
      />
    </>
  );
}
