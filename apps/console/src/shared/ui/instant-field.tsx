import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { serverNow } from '../format/now.js';
import { clockOf, dateOfInstant, dayWords, instantAt, plusMinutes } from '../format/time.js';

const roundUp = (instant: number) => Math.ceil(instant / 300_000) * 300_000;

const HOUR = 60;
const DAY = 24 * HOUR;

/** 45 分钟, 2 小时, 7 天: a number of minutes in the largest unit that holds it whole. */
function spanWords(minutes: number): string {
  if (minutes % DAY === 0) return `${minutes / DAY} 天`;
  return minutes % HOUR === 0 ? `${minutes / HOUR} 小时` : `${minutes} 分钟`;
}

/**
 * A point in time as an ISO instant: chips for "so many minutes from the base", and a calendar with a clock. The
 * calendar only carries the wall clock of Shanghai; the zone of the browser never takes part.
 */
export function InstantField({
  value,
  onChange,
  steps = [30, 45, 60, 90, 120],
  base,
  id,
  label = '承诺交车时间',
}: {
  value?: string | undefined;
  onChange?: (iso: string) => void;
  steps?: readonly number[];
  /** ISO instant that the chips count from; now without it. */
  base?: string | undefined;
  id?: string;
  /** What the time is for, for those who cannot see the field. */
  label?: string;
}) {
  const start = base ?? new Date(roundUp(serverNow())).toISOString();
  const wall = value ? dayjs(`${dateOfInstant(value)}T${clockOf(value)}`) : null;
  return (
    <div className="instant-field">
      <div className="chips">
        {steps.map((minutes) => {
          const iso = plusMinutes(start, minutes);
          return (
            <Button
              key={minutes}
              size="small"
              type={value === iso ? 'primary' : 'default'}
              onClick={() => onChange?.(iso)}
            >
              {base ? `+${spanWords(minutes)}` : `${spanWords(minutes)}后`}
            </Button>
          );
        })}
      </div>
      <DatePicker
        {...(id && { id })}
        aria-label={label}
        allowClear={false}
        inputReadOnly
        showTime={{ format: 'HH:mm', minuteStep: 5 }}
        value={wall}
        format={(day) => `${dayWords(day.format('YYYY-MM-DD'))} ${day.format('HH:mm')}`}
        onChange={(next) => next && onChange?.(instantAt(next.format('YYYY-MM-DD'), next.format('HH:mm')))}
      />
    </div>
  );
}
