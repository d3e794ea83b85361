import type { CaseDetail } from '@cheban/contracts';
import { whenShort } from '../../shared/format/time.js';
import { Icon } from '../../shared/ui/icon.js';

/** The way of a case through its time: opened, half over, all of it over. The server says which of them has been. */
export function SlaLine({ entry }: { entry: CaseDetail }) {
  const { escalation, closedAt } = entry;
  const points = [
    { key: 'open', done: true, tone: '', title: '建单', note: whenShort(entry.openedAt) },
    {
      key: 'half',
      done: escalation >= 1,
      tone: 'amber',
      title: '时限过半',
      note: escalation >= 1 ? '已提醒店总' : closedAt ? '没到一半' : '到时提醒店总',
    },
    {
      key: 'over',
      done: escalation >= 2,
      tone: 'red',
      title: escalation >= 2 ? '已超时' : '答复期限',
      note: escalation >= 2 ? '已转店总并安排致电' : whenShort(entry.dueAt),
    },
  ];
  return (
    <ol className="sla-line" aria-label="答复时限" data-testid="sla-line">
      {points.map((point) => (
        <li key={point.key} className={point.done ? `done ${point.tone}` : ''}>
          <span className="sla-dot">
            {point.done && <Icon name={point.tone === '' ? 'check' : 'alert'} size={12} />}
          </span>
          <span className="strong">{point.title}</span>
          <span className="small num">{point.note}</span>
        </li>
      ))}
    </ol>
  );
}
