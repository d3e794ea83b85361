import { Panel } from '../../shared/ui/page.js';
import type { RosterRow } from './roster.js';

const LEVELS = [5, 4, 3, 2, 1] as const;

/** How it was: the stars of those who came, the words below, the worst first. */
export function SurveyPanel({ rows }: { rows: readonly RosterRow[] }) {
  const answers = rows.flatMap((row) =>
    row.survey ? [{ name: row.ownerName, id: row.id, ...row.survey }] : [],
  );
  if (answers.length === 0) return null;
  const words = answers.filter(({ text }) => text.trim() !== '').sort((a, b) => a.stars - b.stars);
  const low = answers.filter(({ stars }) => stars <= 3).length;
  return (
    <Panel
      title="车主怎么说"
      extra={
        <span className="small">
          {answers.length} 人评价{low > 0 ? `，${low} 人不太满意，值得回个电话` : ''}
        </span>
      }
    >
      <div className="survey" data-testid="survey-panel">
        <ul className="survey-bars num">
          {LEVELS.map((level) => {
            const share = answers.filter(({ stars }) => stars === level).length;
            return (
              <li key={level}>
                <span>{level} 星</span>
                <span className="survey-track" aria-hidden="true">
                  <i style={{ width: `${(share * 100) / answers.length}%` }} />
                </span>
                <span>{share}</span>
              </li>
            );
          })}
        </ul>
        <ul className="survey-words">
          {words.map((answer) => (
            <li key={answer.id}>
              <p>“{answer.text}”</p>
              <p className="small faint">
                {answer.name} · {answer.stars} 星
              </p>
            </li>
          ))}
          {words.length === 0 && <li className="hint">没有人留言。</li>}
        </ul>
      </div>
    </Panel>
  );
}
