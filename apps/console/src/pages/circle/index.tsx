import './circle.css';
import type { StaffCircleItem } from '@cheban/contracts';
import { circleStateLabel, circleStates } from '@cheban/contracts/constants';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Popconfirm, Segmented, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { ScopeSelect, useScope } from '../../features/store/scope.js';
import { whenShort } from '../../shared/format/time.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { DownloadButton } from '../../shared/ui/download-button.js';
import { Figures } from '../../shared/ui/figures.js';
import { ChoiceFilter, ListPanel, StateFilter } from '../../shared/ui/list-panel.js';
import { PageHead } from '../../shared/ui/page.js';
import { SearchField } from '../../shared/ui/search-field.js';
import { Empty } from '../../shared/ui/states.js';
import { BlocksLayer } from './blocks-layer.js';
import { EntryLayer } from './entry-layer.js';
import { TopicsLayer } from './topics-layer.js';
import { authorOf, CIRCLE_AREAS, CircleTag, kindLabel, WaitTag } from './words.js';

type Row = StaffCircleItem;
const kinds = ['post', 'comment'] as const;

const columns: Column<Row>[] = [
  { key: 'kind', title: '类型', width: '64px', render: (row) => kindLabel[row.kind] },
  {
    key: 'state',
    title: '状态',
    width: '230px',
    render: (row) => (
      <span className="row-gap">
        <CircleTag state={row.state} />
        <WaitTag row={row} />
      </span>
    ),
  },
  {
    key: 'text',
    title: '内容',
    render: (row) => <span className="clip">{row.text || '（作者已删除）'}</span>,
  },
  {
    key: 'who',
    title: '作者',
    width: '150px',
    render: (row) => <span className="clip">{authorOf(row)}</span>,
  },
  { key: 'topic', title: '话题', width: '100px', minor: true, render: (row) => row.topicName },
  {
    key: 'answers',
    title: '赞 / 评',
    width: '80px',
    minor: true,
    render: (row) => (
      <span className="num">{row.kind === 'post' ? `${row.likes} / ${row.comments}` : ''}</span>
    ),
  },
  {
    key: 'at',
    title: '时间',
    width: '110px',
    render: (row) => <span className="num">{whenShort(row.at)}</span>,
  },
  { key: 'store', title: '门店', width: '120px', minor: true, render: (row) => row.storeName },
];

/** What owners write for each other: what waits for a person first, then everything. */
export default function CirclePage() {
  const may = useMay();
  const filters = useUrlFilters();
  const scope = useScope(filters);
  const [layer, setLayer] = useState<'topics' | 'blocks' | null>(null);
  const overview = useQuery({
    queryKey: ['circle-overview', scope],
    queryFn: () => api.staffCircle.overview({ query: scope }),
    refetchInterval: 60_000,
  });
  const all = filters.get('view') === 'all';
  const state = all ? filters.oneOf('state', circleStates) : undefined;
  const kind = filters.oneOf('kind', kinds);
  const topicId = filters.get('topicId');
  const q = filters.get('q');
  const narrowed = {
    ...scope,
    ...(state && { state }),
    ...(kind && { kind }),
    ...(topicId && { topicId }),
    ...(q && { q }),
    ...(all ? {} : { waiting: 'true' as const }),
  };
  const list = usePageQuery('circle', filters, narrowed, (query) => api.staffCircle.list({ query }), 60_000);
  const turn = useSubmit(api.staffCircle.turn, {
    refresh: CIRCLE_AREAS,
    success: '已保存，车主端下次打开时生效',
  });
  const open = filters.get('open');
  const show = (row: Row) => filters.show('open', row.id);
  const data = overview.data;
  const search = (changes: Record<string, string | undefined>) => filters.set({ view: 'all', ...changes });
  return (
    <>
      <PageHead
        tab="车主圈"
        title="车主圈"
        sub="先经微信检测，拿不准的由您决定；没有通过的内容，除作者外谁也看不到。"
        actions={
          <>
            <Button data-testid="circle-blocks" onClick={() => setLayer('blocks')}>
              禁言名单
            </Button>
            {may('circle.manage') && (
              <>
                <Button data-testid="circle-topics" onClick={() => setLayer('topics')}>
                  话题
                </Button>
                {data && (
                  <Popconfirm
                    title={
                      data.open ? '关闭后车主看不到车主圈，内容会保留。' : '开启后所有门店的车主都能看到。'
                    }
                    okText={data.open ? '关闭' : '开启'}
                    cancelText="先不"
                    onConfirm={() => turn.mutate({ body: { open: !data.open } })}
                  >
                    <Button
                      type={data.open ? 'default' : 'primary'}
                      danger={data.open}
                      loading={turn.isPending}
                      data-testid="circle-turn"
                    >
                      {data.open ? '关闭车主圈' : '开启车主圈'}
                    </Button>
                  </Popconfirm>
                )}
              </>
            )}
          </>
        }
      />
      {data && !data.open && (
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: 16 }}
          title="车主圈没有开启，车主端看不到入口。开启前请确认小程序已有“社交 - 社区/论坛”类目。"
        />
      )}
      {data && (
        <Figures
          items={[
            { label: '待处理', value: data.waiting, to: '/circle', testId: 'circle-waiting' },
            { label: '提问待回复', value: data.unanswered },
            { label: '近 30 天帖子', value: data.posts, to: '/circle?view=all&kind=post&state=shown' },
            { label: '近 30 天作者', value: data.authors },
            {
              label: '提问一天内回复',
              value:
                data.questions === 0 ? '—' : `${Math.round((data.answeredInDay / data.questions) * 100)}%`,
              note: `${data.answeredInDay} / ${data.questions} 个提问`,
            },
          ]}
        />
      )}
      <ListPanel<Row>
        label="车主圈"
        testId="circle-row"
        query={list}
        filters={filters}
        bar={
          <>
            <Segmented
              value={all ? 'all' : 'waiting'}
              options={[
                { value: 'waiting', label: '待处理' },
                { value: 'all', label: '全部内容' },
              ]}
              onChange={(value) =>
                filters.set({ view: value === 'all' ? 'all' : undefined, state: undefined })
              }
            />
            {all && <StateFilter filters={filters} values={circleStates} labels={circleStateLabel} />}
            <ChoiceFilter
              filters={filters}
              values={kinds}
              labels={kindLabel}
              name="kind"
              label="类型"
              placeholder="帖子和评论"
            />
            <Select
              aria-label="话题"
              placeholder="全部话题"
              allowClear
              style={{ minWidth: 130 }}
              value={topicId ?? null}
              options={(data?.topics ?? []).map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(value: string | null | undefined) => filters.set({ topicId: value ?? undefined })}
            />
            <SearchField value={q ?? ''} placeholder="搜内容" onChange={(text) => search({ q: text })} />
            <ScopeSelect filters={filters} />
            {may('circle.moderate') && (
              <DownloadButton
                path="/staff/circle/entries.csv"
                query={narrowed}
                fileName="车主圈.csv"
                disabled={(list.data?.total ?? 0) === 0}
              />
            )}
          </>
        }
        empty={
          all ? (
            <Empty icon="search" title="没有符合条件的内容" />
          ) : (
            <Empty
              icon="circle"
              title="没有待处理的内容"
              text="微信拿不准的、检测没有完成的和被举报的，会出现在这里。"
            />
          )
        }
        rowKey={(row) => row.id}
        columns={columns}
        onOpen={show}
        card={(row) => (
          <button type="button" className="plain-button card-button" onClick={() => show(row)}>
            <span className="card-top">
              <span className="card-title">{authorOf(row)}</span>
              <CircleTag state={row.state} />
            </span>
            <span className="card-line small circle-short">{row.text}</span>
            <span className="card-line small num">
              <span>
                {kindLabel[row.kind]} {row.topicName}
              </span>
              <span>{whenShort(row.at)}</span>
            </span>
          </button>
        )}
      />
      {open && <EntryLayer key={open} id={open} onClose={() => filters.show('open', undefined)} />}
      {layer === 'topics' && data && <TopicsLayer topics={data.topics} onClose={() => setLayer(null)} />}
      {layer === 'blocks' && <BlocksLayer scope={scope} onClose={() => setLayer(null)} />}
    </>
  );
}
