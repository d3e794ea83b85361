import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { addDays, type BusinessDate, dayWords, today } from '../format/time.js';
import { Icon } from './icon.js';

/** One day back, a calendar, one day on, and back to today. Dates are calendar days in Shanghai, never instants. */
export function DayNav({
  on,
  onChange,
  step = 1,
}: {
  on: BusinessDate;
  onChange(on: BusinessDate): void;
  /** Days that the arrows go: 1, or 7 for a week. */
  step?: 1 | 7;
}) {
  const what = step === 1 ? '一天' : '一周';
  return (
    <div className="day-nav">
      <Button
        aria-label={`前${what}`}
        icon={<Icon name="left" />}
        onClick={() => onChange(addDays(on, -step))}
      />
      <DatePicker
        aria-label="选择日期"
        allowClear={false}
        value={dayjs(on)}
        inputReadOnly
        format={() => dayWords(on)}
        onChange={(value) => value && onChange(value.format('YYYY-MM-DD'))}
      />
      <Button
        aria-label={`后${what}`}
        icon={<Icon name="right" />}
        onClick={() => onChange(addDays(on, step))}
      />
      {on !== today() && <Button onClick={() => onChange(today())}>回到今天</Button>}
    </div>
  );
}

/** A date field for forms: text `YYYY-MM-DD` in and out. */
export function DateField({
  value,
  onChange,
  placeholder,
  id,
}: {
  value?: BusinessDate | undefined;
  onChange?: (on: BusinessDate | undefined) => void;
  placeholder?: string;
  id?: string;
}) {
  return (
    <DatePicker
      {...(id && { id })}
      aria-label={placeholder}
      placeholder={placeholder}
      value={value ? dayjs(value) : null}
      onChange={(next) => onChange?.(next ? next.format('YYYY-MM-DD') : undefined)}
    />
  );
}
