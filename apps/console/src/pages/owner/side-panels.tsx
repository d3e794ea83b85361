import type { OwnerDetail } from '@cheban/contracts';
import { Link } from 'react-router';
import { useMay } from '../../app/me.js';
import { daysWords, dayWords, whenShort } from '../../shared/format/time.js';
import { Panel } from '../../shared/ui/page.js';
import { Tag, type Tone } from '../../shared/ui/tag.js';

type Car = OwnerDetail['vehicles'][number];

const tileTone: Record<Car['tiles'][number]['tone'], Tone> = {
  grey: 'grey',
  amber: 'amber',
  red: 'red',
  unknown: 'grey',
};

/** What falls due for the chosen car, and why. */
export function DuePanel({ car }: { car: Car | undefined }) {
  if (!car) return null;
  const { due } = car;
  return (
    <Panel title="即将到期">
      {due ? (
        <div className="due-main">
          <p className="due-title">
            {due.title}
            <Tag tone={due.daysLeft < 0 ? 'red' : due.daysLeft <= 14 ? 'amber' : 'grey'}>
              {daysWords(due.daysLeft)}
            </Tag>
          </p>
          <p>
            {dayWords(due.dueOn)}
            {due.kmLeft !== null && (
              <span className="muted">
                {due.kmLeft >= 0
                  ? ` · 还有约 ${due.kmLeft.toLocaleString('en-US')} 公里`
                  : ` · 已超约 ${(-due.kmLeft).toLocaleString('en-US')} 公里`}
              </span>
            )}
          </p>
          <p className="hint">{due.why}</p>
        </div>
      ) : (
        <p className="muted">暂时无法推算保养日期，补充里程或购车日期后会自动计算。</p>
      )}
      <ul className="tiles">
        {car.tiles.map((tile) => (
          <li key={tile.kind}>
            <span>{tile.title}</span>
            <span className="muted small">{tile.note}</span>
            <Tag tone={tileTone[tile.tone]}>
              {tile.daysLeft === null ? '未登记' : daysWords(tile.daysLeft)}
            </Tag>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

export function CasesPanel({ cases }: { cases: OwnerDetail['openCases'] }) {
  const may = useMay();
  if (!may('case.read')) return null;
  return (
    <Panel title="未结投诉" flush={cases.length > 0}>
      {cases.length === 0 && <p className="muted small">没有未结投诉。</p>}
      <ul className="side-list">
        {cases.map((entry) => (
          <li key={entry.id}>
            <Link to={`/cases/${entry.id}`}>{entry.title}</Link>
            <span className="small muted">{whenShort(entry.dueAt)} 前回复</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
