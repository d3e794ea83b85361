import type { MyDayView } from '@cheban/contracts';
import { Link } from 'react-router';
import { whenShort } from '../../shared/format/time.js';
import { Panel } from '../../shared/ui/page.js';
import { Tag } from '../../shared/ui/tag.js';

/** My open complaints with the time by which they must be answered. Nothing is shown when there are none. */
export function CasesPanel({ cases }: { cases: MyDayView['cases'] }) {
  if (cases.length === 0) return null;
  return (
    <Panel flush title="待处理投诉" extra={<Link to="/cases">全部</Link>}>
      <ul className="cars">
        {cases.map((entry) => (
          <li key={entry.id}>
            <Link
              to={`/cases/${entry.id}`}
              className={`car ${entry.overdue ? 'late' : ''}`}
              data-testid="case-row"
            >
              <span className="car-top">
                <strong>{entry.title}</strong>
              </span>
              <span className="car-top small">
                <span className="muted">{entry.ownerName}</span>
                {entry.overdue ? (
                  <Tag tone="red" icon="alert">
                    已超时
                  </Tag>
                ) : (
                  <span className="muted num">{whenShort(entry.dueAt)} 前回复</span>
                )}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
