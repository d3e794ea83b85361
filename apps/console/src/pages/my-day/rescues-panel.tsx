import type { MyDayView } from '@cheban/contracts';
import { rescueKindLabel } from '@cheban/contracts/constants';
import { Link } from 'react-router';
import { RescueTag } from '../../features/rescue/tags.js';
import { whenShort } from '../../shared/format/time.js';
import { plateText } from '../../shared/format/words.js';
import { Panel } from '../../shared/ui/page.js';

/** Who waits on the road: above everything else, as long as somebody does. */
export function RescuesPanel({ rescues }: { rescues: MyDayView['rescues'] }) {
  if (rescues.length === 0) return null;
  return (
    <Panel flush title="车主在等救援" extra={<Link to="/rescues">全部</Link>}>
      <ul className="cars">
        {rescues.map((row) => (
          <li key={row.id}>
            <Link
              to={`/rescues?open=${row.id}`}
              className={`car ${row.state === 'requested' ? 'late' : ''}`}
              data-testid="day-rescue"
            >
              <span className="car-top">
                <strong>
                  {rescueKindLabel[row.kind]} · {row.ownerName} ·{' '}
                  <span className="num">{row.plate ? plateText(row.plate) : row.model}</span>
                </strong>
                <RescueTag state={row.state} />
              </span>
              <span className="car-top small muted num">
                <span>{whenShort(row.calledAt)} 呼叫</span>
                <span>{row.etaAt ? `预计 ${whenShort(row.etaAt)} 到达` : '还没有到达时间'}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
