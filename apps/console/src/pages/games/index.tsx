import type { StaffGameItem } from '@cheban/contracts';
import { gameKindLabel, gameKinds, gameStateLabel, gameStates } from '@cheban/contracts/constants';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { ApprovalsPanel } from '../../features/campaign/approvals-panel.js';
import { GameTag } from '../../features/game/tags.js';
import { ScopeSelect, useScope } from '../../features/store/scope.js';
import { whenShort } from '../../shared/format/time.js';
import { count, yuan } from '../../shared/format/words.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { Icon } from '../../shared/ui/icon.js';
import { CardLink, ChoiceFilter, ListPanel } from '../../shared/ui/list-panel.js';
import { PageHead } from '../../shared/ui/page.js';
import { SearchField } from '../../shared/ui/search-field.js';
import { Empty } from '../../shared/ui/states.js';

type Row = StaffGameItem;
const to = (row: Row) => `/games/${row.id}`;
const won = ({ meter }: Row) => `${count(meter.wins)} / ${count(meter.prizes)}`;
const spent = ({ meter }: Row) => `${yuan(meter.wonFen)} / ${yuan(meter.budgetFen)}`;

const Card = ({ row }: { row: Row }) => (
  <CardLink to={to(row)}>
    <div className="card-top">
      <span className="card-title">{row.title}</span>
      <GameTag state={row.state} />
    </div>
    <div className="card-line small num">
      <span>
        {row.kindLabel} · {whenShort(row.startsAt)} 开始
      </span>
      <span>{count(row.meter.players)} 人玩过</span>
    </div>
    <div className="card-line small num">
      <span>已发 {won(row)} 份</span>
      <span>{spent(row)}</span>
    </div>
  </CardLink>
);

const columns: Column<Row>[] = [
  {
    key: 'title',
    title: '游戏',
    render: (row) => (
      <span className="clip" title={row.title}>
        <Link to={to(row)} className="strong">
          {row.title}
        </Link>{' '}
        <span className="muted">{row.subtitle}</span>
      </span>
    ),
  },
  { key: 'kind', title: '玩法', width: '100px', render: (row) => row.kindLabel },
  { key: 'state', title: '状态', width: '100px', render: (row) => <GameTag state={row.state} /> },
  {
    key: 'when',
    title: '开始',
    width: '120px',
    render: (row) => <span className="num">{whenShort(row.startsAt)}</span>,
  },
  {
    key: 'end',
    title: '结束',
    width: '120px',
    minor: true,
    render: (row) => <span className="num">{whenShort(row.endsAt)}</span>,
  },
  {
    key: 'players',
    title: '参与',
    width: '90px',
    align: 'right',
    render: (row) => `${count(row.meter.players)} 人`,
  },
  { key: 'won', title: '已发 / 奖品', width: '110px', align: 'right', render: won },
  { key: 'spent', title: '已发 / 预算', width: '180px', align: 'right', render: spent },
  {
    key: 'stores',
    title: '门店',
    width: '150px',
    minor: true,
    render: (row) => <span title={row.storeNames.join('、')}>{row.storeNames.join('、')}</span>,
  },
];

function Approvals() {
  const inbox = useQuery({ queryKey: ['game-approvals'], queryFn: () => api.staffGame.approvals() });
  return (
    <ApprovalsPanel<Row>
      rows={inbox.data?.items ?? []}
      what="游戏"
      to={to}
      columns={columns.filter(({ key }) => key === 'title' || key === 'when')}
      card={(row) => <Card row={row} />}
    />
  );
}

/** Quizzes and lottery wheels, from the draft to the settlement. */
export default function GamesPage() {
  const may = useMay();
  const navigate = useNavigate();
  const filters = useUrlFilters();
  const scope = useScope(filters);
  const state = filters.oneOf('state', gameStates);
  const kind = filters.oneOf('kind', gameKinds);
  const q = filters.get('q') ?? '';
  const wanted = { ...scope, ...(state && { state }), ...(kind && { kind }), ...(q !== '' && { q }) };
  const list = usePageQuery('games', filters, wanted, (query) => api.staffGame.list({ query }));
  const narrowed = state !== undefined || kind !== undefined || q !== '';
  const plan = may('campaign.manage') && (
    <Button
      type="primary"
      icon={<Icon name="plus" />}
      data-testid="game-new"
      onClick={() => void navigate('/games/new')}
    >
      新建游戏
    </Button>
  );
  // An empty list offers it itself.
  const none = !narrowed && list.data?.total === 0;
  return (
    <>
      <PageHead
        tab="答题与抽奖"
        title="答题与抽奖"
        sub="知识竞赛和幸运转盘：概率写明、奖品定量、预算封顶，由第二个人批准后开始。"
        actions={none ? undefined : plan}
      />
      <Approvals />
      <ListPanel<Row>
        label="答题与抽奖"
        testId="game-row"
        query={list}
        filters={filters}
        bar={
          <>
            <ChoiceFilter
              filters={filters}
              values={gameKinds}
              labels={gameKindLabel}
              name="kind"
              label="玩法"
              placeholder="全部玩法"
            />
            <ChoiceFilter
              filters={filters}
              values={gameStates}
              labels={gameStateLabel}
              name="state"
              label="状态"
              placeholder="全部状态"
            />
            <SearchField
              value={q}
              placeholder="活动名称"
              onChange={(text) => filters.set({ q: text || undefined })}
            />
            <ScopeSelect filters={filters} />
          </>
        }
        empty={
          narrowed ? (
            <Empty
              icon="search"
              title="没有符合条件的游戏"
              action={
                <Button onClick={() => filters.set({ state: undefined, kind: undefined, q: undefined })}>
                  清除条件
                </Button>
              }
            />
          ) : (
            <Empty
              icon="games"
              title="还没有游戏"
              text="从一个转盘或三道题开始：车主玩得开心，也更愿意回来。"
              action={plan}
            />
          )
        }
        rowKey={(row) => row.id}
        columns={columns}
        onOpen={(row) => void navigate(to(row))}
        card={(row) => <Card row={row} />}
      />
    </>
  );
}
