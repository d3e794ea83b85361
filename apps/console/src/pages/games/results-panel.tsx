import '../../features/campaign/campaign.css';
import type { GameResultsView } from '@cheban/contracts';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../app/api.js';
import { shortDate } from '../../shared/format/time.js';
import { count, yuan } from '../../shared/format/words.js';
import { Bars, Figures } from '../../shared/ui/figures.js';
import { Loaded } from '../../shared/ui/loaded.js';
import { Panel } from '../../shared/ui/page.js';
import { StockTable } from './plan-panel.js';

/** Results change with every turn; the page asks again while somebody looks. */
const REFRESH_MS = 10_000;
const percent = (part: number, whole: number) =>
  whole === 0 ? '—' : `${(Math.round((part * 1_000) / whole) / 10).toString()}%`;

/** How often each segment was promised, and how often the wheel really drew it. */
function Segments({ view }: { view: GameResultsView }) {
  const drawn = view.segments.reduce((sum, segment) => sum + segment.drawn, 0);
  return (
    <Panel title="概率对照" extra={<span className="small">写明的概率和实际抽到的</span>}>
      <ol data-testid="odds-result">
        {view.segments.map((segment, index) => (
          <li key={`${index.toString()}-${segment.name}`} className="steps-line">
            <span>{segment.name}</span>
            <span className="meter" aria-hidden="true">
              <i style={{ width: drawn === 0 ? 0 : `${(segment.drawn * 100) / drawn}%` }} />
            </span>
            <span className="right num">
              {count(segment.drawn)} 次 <span className="muted">{percent(segment.drawn, drawn)}</span>
            </span>
            <span className="right num muted" title="写明的概率">
              {segment.oddsText}
            </span>
          </li>
        ))}
      </ol>
      <p className="hint">奖品发完后抽到的次数也算在内，但会停在没有奖品的扇区。</p>
    </Panel>
  );
}

function Questions({ view }: { view: GameResultsView }) {
  return (
    <Panel title="哪题最难" extra={<span className="small">答对的人占看到这题的人</span>}>
      <ol>
        {view.questions.map((question) => (
          <li key={question.number} className="steps-line">
            <span className="clip" title={question.text}>
              {question.number}. {question.text}
            </span>
            <span className="meter" aria-hidden="true">
              <i
                style={{ width: question.asked === 0 ? 0 : `${(question.right * 100) / question.asked}%` }}
              />
            </span>
            <span className="right num strong">{percent(question.right, question.asked)}</span>
            <span className="right num muted" title="超时没答">
              超时 {count(question.late)}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function words(view: GameResultsView): string {
  if (view.plays === 0) return '还没有人玩；开始后这里会实时更新。';
  return `${count(view.players)} 位车主玩了 ${count(view.plays)} 次，${count(view.winners)} 位得奖，占 ${percent(view.winners, view.players)}。`;
}

function Results({ view }: { view: GameResultsView }) {
  const [first, last] = [view.byDay[0], view.byDay.at(-1)];
  const quiz = view.questions.length > 0;
  return (
    <>
      <Figures
        items={[
          { label: '能玩的车主', value: `${count(view.reachable)} 人`, note: `${count(view.seen)} 人打开过` },
          {
            label: '玩过',
            value: `${count(view.players)} 人`,
            note: quiz ? `${count(view.finished)} 次答完` : `共 ${count(view.plays)} 次`,
            testId: 'game-players',
          },
          { label: '得奖', value: `${count(view.winners)} 人` },
          { label: '花费', value: yuan(view.costFen), note: '已发和待发的奖品' },
          {
            label: '每位参与成本',
            value: view.costPerPlayerFen === null ? '—' : yuan(view.costPerPlayerFen),
          },
        ]}
      />
      <p data-testid="game-words">{words(view)}</p>
      <Panel flush title="奖品">
        <StockTable rows={view.prizes} />
      </Panel>
      {view.segments.length > 0 && <Segments view={view} />}
      {quiz && <Questions view={view} />}
      {view.scores.length > 0 && (
        <Panel title="得分分布">
          <Bars
            points={view.scores.map(({ score, plays }) => ({
              key: score.toString(),
              value: plays,
              title: `${score} 分：${plays} 人`,
            }))}
            words="从低分到高分，各有多少人。"
            ends={[`${view.scores[0]?.score ?? 0} 分`, `${view.scores.at(-1)?.score ?? 0} 分`]}
          />
        </Panel>
      )}
      {first && last && (
        <Panel title="每天参与">
          <Bars
            points={view.byDay.map(({ on, plays, wins }) => ({
              key: on,
              value: plays,
              title: `${shortDate(on)}：${plays} 次，${wins} 次得奖`,
            }))}
            words={`每天玩的次数，共 ${count(view.plays)} 次。`}
            ends={[shortDate(first.on), shortDate(last.on)]}
          />
        </Panel>
      )}
    </>
  );
}

/** Players, prizes, and the odds as they came out. */
export function ResultsPanel({ id }: { id: string }) {
  const query = useQuery({
    queryKey: ['game', id, 'results'],
    queryFn: () => api.staffGame.results({ params: { id } }),
    refetchInterval: REFRESH_MS,
  });
  return (
    <Loaded query={query} missing="没有找到这个游戏" blocks={[84, 160, 200]}>
      {(view) => <Results view={view} />}
    </Loaded>
  );
}
