import './month-columns.css';
import { useEffect, useRef } from 'react';
import { monthLabel } from './month-nav.js';

export interface MonthColumn {
  /** YYYY-MM */
  month: string;
  /** 0 to 1 of the chart's height; null: nothing is known. */
  height: number | null;
  /** What stands above the column. */
  text: string;
  /** What stands below the name of the month. */
  note?: string;
  good?: boolean;
  /** It may still grow. */
  faint?: boolean;
  /** The column in words. */
  words: string;
}

/** Room for the number above the highest column. */
const TEXT_PX = 24;

/** Months as columns, each a button that chooses its month; a goal is a line across them. */
export function MonthColumns({
  label,
  columns,
  goal,
  chosen,
  testId,
  onChoose,
}: {
  label: string;
  columns: readonly MonthColumn[];
  goal?: { height: number; words: string };
  chosen?: string | undefined;
  /** Test ids are this and the month. */
  testId: string;
  onChoose(month: string): void;
}) {
  const frame = useRef<HTMLFieldSetElement>(null);
  // On a phone the year is wider than the screen: the month that is looked at stands in it.
  useEffect(() => {
    const box = frame.current;
    const column = box?.querySelector<HTMLElement>(`[data-testid="${testId}-${chosen}"]`);
    if (box && column) box.scrollLeft = column.offsetLeft - (box.clientWidth - column.offsetWidth) / 2;
  }, [chosen, testId]);
  const isNoted = columns.some(({ note }) => note !== undefined);
  const foot = isNoted ? 44 : 22;
  return (
    <fieldset ref={frame} className="columns" aria-label={label}>
      {goal && (
        <span
          className="columns-goal"
          style={{ bottom: `calc(${foot}px + (100% - ${foot + TEXT_PX}px) * ${goal.height})` }}
        >
          <i>{goal.words}</i>
        </span>
      )}
      {columns.map(({ month, height, text, note, good, faint, words }) => (
        <button
          type="button"
          key={month}
          className={`column ${good ? 'good' : ''} ${faint ? 'faint-column' : ''}`}
          aria-pressed={chosen === month}
          aria-label={`${monthLabel(month)}：${words}`}
          data-testid={`${testId}-${month}`}
          onClick={() => onChoose(month)}
        >
          <span className="column-bar">
            <b className="num">{text}</b>
            {height !== null && <i style={{ height: `calc((100% - ${TEXT_PX}px) * ${height})` }} />}
          </span>
          <span className="column-name num">{monthLabel(month)}</span>
          {isNoted && <span className="column-name faint small num">{note}</span>}
        </button>
      ))}
    </fieldset>
  );
}
