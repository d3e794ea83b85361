import './figures.css';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

export interface Figure {
  label: string;
  value: ReactNode;
  note?: ReactNode;
  /** The rows behind it. */
  to?: string;
  testId?: string;
}

/** Numbers first: a row of figures, each of which may open the rows behind it. */
export function Figures({ items }: { items: readonly Figure[] }) {
  return (
    <div className="figures">
      {items.map(({ label, value, note, to, testId }) => {
        const inner = (
          <>
            <span className="figure-label">{label}</span>
            <span className="figure-value" data-testid={testId}>
              {value}
            </span>
            {note && <span className="figure-note">{note}</span>}
          </>
        );
        return to ? (
          <Link key={label} className="figure" to={to}>
            {inner}
          </Link>
        ) : (
          <div key={label} className="figure">
            {inner}
          </div>
        );
      })}
    </div>
  );
}

/** A curve as columns: one sentence says what it shows, the ends of the axis are named. */
export function Bars({
  points,
  words,
  ends,
}: {
  points: readonly { key: string; value: number; title: string }[];
  /** What the chart shows, in one sentence. */
  words: string;
  ends: readonly [string, string];
}) {
  const top = Math.max(1, ...points.map(({ value }) => value));
  return (
    <figure>
      <figcaption className="hint" style={{ marginBottom: 8 }}>
        {words}
      </figcaption>
      <div className="bars" aria-hidden="true">
        {points.map(({ key, value, title }) => (
          <i key={key} title={title} style={{ height: `${Math.max(1, (value * 100) / top)}%` }} />
        ))}
      </div>
      <div className="bars-ends num">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </div>
    </figure>
  );
}
