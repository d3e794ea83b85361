import type { StaffGameView } from '@cheban/contracts';
import { Tabs } from 'antd';
import { useParams } from 'react-router';
import { api } from '../../app/api.js';
import { PlanActions } from '../../features/campaign/plan-actions.js';
import { PlanNotice } from '../../features/campaign/plan-notice.js';
import { gameAreas, useGame } from '../../features/game/queries.js';
import { GameTag } from '../../features/game/tags.js';
import { stamp } from '../../shared/format/time.js';
import { count, yuan } from '../../shared/format/words.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import { Figures } from '../../shared/ui/figures.js';
import { Loaded } from '../../shared/ui/loaded.js';
import { PageHead } from '../../shared/ui/page.js';
import { PlanPanel } from './plan-panel.js';
import { PlaysPanel } from './plays-panel.js';
import { ResultsPanel } from './results-panel.js';

const tabs = ['plan', 'results', 'plays'] as const;
/** Owners may have played it. */
const started = ({ state }: StaffGameView) => !['draft', 'submitted', 'scheduled'].includes(state);

function Actions({ game }: { game: StaffGameView }) {
  const { meter, plan } = game;
  return (
    <PlanActions
      plan={game}
      desk={api.staffGame}
      areas={gameAreas}
      editPath={`/games/${game.id}/edit`}
      budgetFen={meter.budgetFen}
      testId="game"
      words={{
        approved: '已批准，到点自动开始',
        approve: (
          <>
            {game.kindLabel}，
            <b className="num">{count(game.prizes.reduce((sum, one) => sum + one.count, 0))}</b>{' '}
            份奖品，最多花 <b className="num">{yuan(plan.budgetFen)}</b>
            。批准后奖品立即留出，到点自动开始，随时可以叫停。
          </>
        ),
        kill: `一秒内停止，不能恢复。还没发出的 ${yuan(meter.leftFen)} 退回预算；已得奖的 ${count(meter.wins)} 份照常兑现。`,
      }}
    />
  );
}

function Game({ game }: { game: StaffGameView }) {
  const filters = useUrlFilters();
  const { meter } = game;
  const tab = filters.oneOf('tab', tabs) ?? 'plan';
  return (
    <>
      <PageHead
        tab={game.title}
        back={{ to: '/games', label: '答题与抽奖' }}
        title={
          <>
            {game.title} <GameTag state={game.state} />
          </>
        }
        sub={`${game.kindLabel} · ${stamp(game.startsAt)} 至 ${stamp(game.endsAt)}`}
        actions={<Actions game={game} />}
      />
      <PlanNotice plan={game} testId="game" />
      <Figures
        items={[
          { label: '预算', value: yuan(meter.budgetFen), note: `未装入奖品 ${yuan(meter.openFen)}` },
          { label: '玩过', value: `${count(meter.players)} 人` },
          {
            label: '已得奖',
            value: yuan(meter.wonFen),
            note: `${count(meter.wins)} 份，预算的 ${meter.wonPercent}%`,
            to: `/games/${game.id}?tab=plays&won=true`,
          },
          { label: '已到账', value: yuan(meter.paidFen), note: '车主已收到的现金' },
          { label: '还剩', value: yuan(meter.leftFen), note: `共备 ${count(meter.prizes)} 份` },
        ]}
      />
      <Tabs
        tabBarStyle={{ marginBottom: 0 }}
        activeKey={tab}
        onChange={(key) =>
          filters.set({ tab: key === 'plan' ? undefined : key, won: undefined, prize: undefined })
        }
        items={[
          { key: 'plan', label: '方案' },
          { key: 'results', label: '效果', disabled: !started(game) },
          { key: 'plays', label: '参与名单', disabled: !started(game) },
        ]}
      />
      {tab === 'plan' && <PlanPanel game={game} />}
      {tab === 'results' && <ResultsPanel id={game.id} />}
      {tab === 'plays' && <PlaysPanel id={game.id} title={game.title} filters={filters} />}
    </>
  );
}

/** One game: its meter, what can be done with it, plan, results, who played. */
export default function GamePage() {
  const { id = '' } = useParams();
  return (
    <Loaded query={useGame(id)} missing="没有找到这个游戏" blocks={[56, 96, 320]}>
      {(game) => <Game key={game.id} game={game} />}
    </Loaded>
  );
}
