import type { VisitView } from '@cheban/contracts';
import { clockOf, dateOf, sayDay, saySpan } from '@/shared/format/when';
import type { Tone } from '@/shared/theme/palette';
import { HourglassRing } from '@/shared/ui';

interface VisitClockProps {
  visit: Pick<VisitView, 'step' | 'arrivedAt' | 'promisedAt' | 'handedOverAt' | 'onTime'>;
  /** Milliseconds since the epoch; pass a new one each half minute. */
  nowMs: number;
}

const soonMinutes = 10;

/** The hourglass of the promise 准时承诺: how long until the car is handed over. */
export function VisitClock({ visit, nowMs }: VisitClockProps) {
  if (visit.handedOverAt) {
    const words = visit.onTime === false ? '比承诺晚了，抱歉让您久等' : '准时交车';
    return (
      <HourglassRing
        left={1}
        tone={visit.onTime === false ? 'amber' : 'green'}
        title="已交车"
        value={clockOf(visit.handedOverAt)}
        note={words}
      />
    );
  }
  if (visit.step === 'ready')
    return <HourglassRing left={1} tone="green" title="爱车已备好" value="可以取车" note="顾问在等您" />;
  if (!visit.promisedAt)
    return <HourglassRing left={1} tone="neutral" title="交车时间" value="待定" note="顾问正在为您估算" />;
  const end = Date.parse(visit.promisedAt);
  const start = Date.parse(visit.arrivedAt);
  const minutes = Math.ceil((end - nowMs) / 60_000);
  const left = end > start ? (end - nowMs) / (end - start) : 0;
  const today = dateOf(nowMs);
  const day = dateOf(end) === today ? '' : `${sayDay(dateOf(end), today)} `;
  const note = `承诺 ${day}${clockOf(visit.promisedAt)} 交车`;
  if (minutes < 0)
    return <HourglassRing left={0} tone="red" title="已超时" value={saySpan(-minutes)} note={note} />;
  const tone: Tone = minutes <= soonMinutes ? 'amber' : 'brand';
  return <HourglassRing left={left} tone={tone} title="还需约" value={saySpan(minutes)} note={note} />;
}
