import type { StaffGameView } from '@cheban/contracts';
import { limitWords } from '../../features/campaign/people-panels.js';
import { whoFacts } from '../../features/campaign/plan-notice.js';
import { CodePanel } from '../../features/photo/code-panel.js';
import { stamp } from '../../shared/format/time.js';
import { count, yuan } from '../../shared/format/words.js';
import { type Column, DataList } from '../../shared/ui/data-list.js';
import { Facts, Panel } from '../../shared/ui/page.js';
import { Tag } from '../../shared/ui/tag.js';
import { draftOf } from './draft.js';
import { OwnerPreview } from './owner-preview.js';

type Stock = StaffGameView['prizes'][number];
const stockColumns: Column<Stock>[] = [
  { key: 'name', title: '奖品', render: (row) => <span className="strong">{row.name}</span> },
  { key: 'when', title: '怎么得', width: '140px', render: (row) => row.condition },
  { key: 'count', title: '共', width: '80px', align: 'right', render: (row) => count(row.count) },
  { key: 'wins', title: '已发', width: '80px', align: 'right', render: (row) => count(row.wins) },
  {
    key: 'left',
    title: '剩',
    width: '80px',
    align: 'right',
    render: (row) => (row.left === 0 ? <span className="text-red">发完</span> : count(row.left)),
  },
  { key: 'cost', title: '每份', width: '100px', align: 'right', render: (row) => yuan(row.costFen) },
];

/** Prizes: how they are won, how many are left. */
export const StockTable = ({ rows }: { rows: readonly Stock[] }) => (
  <DataList<Stock>
    label="奖品"
    testId="stock-row"
    rows={rows}
    rowKey={(row) => `${row.condition}-${row.name}`}
    columns={stockColumns}
    card={(row) => (
      <>
        <div className="card-top">
          <span className="card-title">{row.name}</span>
          <span className="num">{yuan(row.costFen)}</span>
        </div>
        <div className="card-line small num">
          <span>{row.condition}</span>
          <span>
            已发 {count(row.wins)}，剩 {count(row.left)}
          </span>
        </div>
      </>
    )}
  />
);

function Questions({ game }: { game: StaffGameView }) {
  const questions = game.plan.quiz?.questions ?? [];
  return (
    <Panel title={`题目（${questions.length}）`}>
      <ol className="question-rows">
        {questions.map((question, index) => (
          <li key={question.text}>
            <p className="strong">
              {index + 1}. {question.text} <span className="muted small">{question.points} 分</span>
            </p>
            <p className="row-gap">
              {question.options.map((option, place) =>
                place === question.right ? (
                  <Tag key={option} tone="green" icon="check">
                    {option}
                  </Tag>
                ) : (
                  <Tag key={option}>{option}</Tag>
                ),
              )}
            </p>
            {question.explain && <p className="hint">{question.explain}</p>}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** What was planned, as the second person reads it. */
export function PlanPanel({ game }: { game: StaffGameView }) {
  const { plan } = game;
  const { wheel, quiz } = plan;
  return (
    <div className="two-columns">
      <div className="stack">
        <Panel flush title="奖品">
          <StockTable rows={game.prizes} />
        </Panel>
        {quiz && <Questions game={game} />}
        <Panel title="规则">
          <Facts
            rows={[
              ['门店', game.storeNames.join('、')],
              ['时间', `${stamp(plan.startsAt)} 至 ${stamp(plan.endsAt)}`],
              ['参加的人', game.audience],
              ...(wheel
                ? ([
                    [
                      '机会',
                      `每人每天 ${wheel.triesPerDay} 次${wheel.triesInAll === null ? '' : `，共 ${wheel.triesInAll} 次`}`,
                    ],
                    ['奖品发完', `停在“${wheel.segments[wheel.fallback]?.name ?? ''}”，不算中奖`],
                  ] as const)
                : []),
              ...(quiz
                ? ([
                    ['答题', `每题 ${quiz.secondsPerQuestion} 秒，全部 ${quiz.secondsInAll} 秒；每人一次`],
                    ['题序', quiz.shuffle ? '每人不同' : '按编写顺序'],
                  ] as const)
                : []),
              ['每人上限', limitWords(plan)],
              ['到店归因', `得奖后 ${plan.attributionDays} 天内到店，算这次活动带回`],
              ...whoFacts(game),
              ...(wheel
                ? ([
                    [
                      '公正凭据',
                      game.commitment ? (
                        <code key="proof" style={{ overflowWrap: 'anywhere' }}>
                          {game.commitment}
                        </code>
                      ) : (
                        '批准时生成'
                      ),
                    ],
                  ] as const)
                : []),
            ]}
          />
        </Panel>
      </div>
      <aside className="stack">
        <Panel title="车主看到的样子">
          <OwnerPreview draft={draftOf(plan)} />
        </Panel>
        {['scheduled', 'live'].includes(game.state) && (
          <CodePanel area="game" id={game.id} title={game.title} />
        )}
      </aside>
    </div>
  );
}
