import type { MyDayView } from '@cheban/contracts';
import { Link } from 'react-router';
import { useMay } from '../../app/me.js';
import { plateText } from '../../shared/format/words.js';
import { Panel } from '../../shared/ui/page.js';
import { PromiseClock } from '../../shared/ui/promise-clock.js';
import { Empty } from '../../shared/ui/states.js';
import { StepTag, Tag } from '../../shared/ui/tag.js';

const urgency = (visit: MyDayView['visits'][number]) => visit.promisedAt ?? '9999';

/** Cars in the workshop, the nearest promise first. */
export function CarsPanel({ visits }: { visits: MyDayView['visits'] }) {
  const may = useMay();
  const sorted = [...visits].sort((a, b) => urgency(a).localeCompare(urgency(b)));
  return (
    <Panel
      flush
      title={`在店车辆${visits.length > 0 ? ` ${visits.length}` : ''}`}
      extra={may('visit.read') && <Link to="/visits">车间</Link>}
    >
      {sorted.length === 0 && (
        <Empty icon="car" title="车间里没有车" text="接车后，这里会倒数每辆车的承诺时间。" />
      )}
      <ul className="cars">
        {sorted.map((visit) => (
          <li key={visit.id}>
            <Link
              to={`/visits/${visit.id}`}
              className={`car ${visit.overdue ? 'late' : ''}`}
              data-testid="car-row"
            >
              <span className="car-top">
                <strong>{plateText(visit.plate)}</strong>
                <StepTag step={visit.step} />
              </span>
              <span className="small muted">
                {[visit.ownerName, visit.model, visit.advisorName].filter(Boolean).join(' · ')}
              </span>
              <span className="car-top">
                {visit.step !== 'ready' && <PromiseClock at={visit.promisedAt} />}
                {!visit.reportSigned && <Tag tone="amber">三项数据未签</Tag>}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
