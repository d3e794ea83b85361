import type { FollowUpDetail } from '@cheban/contracts';
import { followUpOutcomeLabel } from '@cheban/contracts/constants';
import { Link } from 'react-router';
import { daysWords, dayWords, stamp, whenShort } from '../../shared/format/time.js';
import { plateText } from '../../shared/format/words.js';
import { Tag, type Tone } from '../../shared/ui/tag.js';
import { wordsOf } from './outcome.js';

export type Call = FollowUpDetail;
type Tile = Call['cars'][number]['tiles'][number];

const tileTone: Record<Tile['tone'], Tone> = { grey: 'grey', amber: 'amber', red: 'red', unknown: 'grey' };

/** The owner's cars with what falls due, so that one call settles everything. */
export function CallCars({ call }: { call: Call }) {
  if (call.cars.length === 0) return null;
  return (
    <section>
      <h3 className="call-head">名下车辆</h3>
      <ul className="call-cars">
        {call.cars.map((car) => (
          <li key={car.id}>
            <p className="row-gap">
              <Link to={`/owners/${call.ownerId}?vehicle=${car.id}`} className="strong">
                {plateText(car.plate)}
              </Link>
              <span className="muted">{car.model}</span>
              {car.openBookingId && (
                <Link to={`/my-day?booking=${car.openBookingId}`}>
                  <Tag tone="blue" icon="check">
                    已有预约
                  </Tag>
                </Link>
              )}
            </p>
            {car.due && (
              <p className="small">
                {car.due.title} {dayWords(car.due.dueOn)}（{daysWords(car.due.daysLeft)}）
                <span className="muted"> {car.due.why}</span>
              </p>
            )}
            <p className="row-gap">
              {car.tiles
                .filter((tile) => tile.daysLeft !== null)
                .map((tile) => (
                  <Tag key={tile.kind} tone={tileTone[tile.tone]}>
                    {tile.title} {daysWords(tile.daysLeft ?? 0)}
                  </Tag>
                ))}
            </p>
            <p className="hint">
              {car.lastVisitOn ? `上次到店 ${dayWords(car.lastVisitOn)}` : '还没有到过店'}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How the earlier tries went, newest first. */
export function CallTries({ tries, kind }: Pick<Call, 'tries' | 'kind'>) {
  if (tries.length === 0) return null;
  return (
    <section>
      <h3 className="call-head">
        {wordsOf(kind).tried} {tries.length} 次
      </h3>
      <ul className="call-tries" data-testid="call-tries">
        {[...tries]
          .sort((a, b) => b.at.localeCompare(a.at))
          .map((one) => (
            <li key={one.at}>
              <p className="row-gap">
                <strong>{followUpOutcomeLabel[one.outcome]}</strong>
                <span className="small faint num">
                  {one.by} · {stamp(one.at)}
                </span>
              </p>
              {one.note && <p>{one.note}</p>}
              {one.nextAt && <p className="hint">下次 {whenShort(one.nextAt)}</p>}
            </li>
          ))}
      </ul>
    </section>
  );
}
