import { whenShort } from '../../shared/format/time.js';
import { Icon } from '../../shared/ui/icon.js';

/** Until when a case must be answered. Business hours run by the server's calendar, so only the end is shown, no countdown. */
export function SlaClock({ entry }: { entry: { dueAt: string; overdue: boolean; closedAt: string | null } }) {
  if (entry.closedAt) return <span className="muted num">{whenShort(entry.closedAt)} 关闭</span>;
  return (
    <span className={`promise num ${entry.overdue ? 'late' : ''}`}>
      <Icon name={entry.overdue ? 'alert' : 'clock'} size={14} />
      {entry.overdue ? `已超时，应在 ${whenShort(entry.dueAt)} 前` : `${whenShort(entry.dueAt)} 前回复`}
    </span>
  );
}
