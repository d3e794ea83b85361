import { TimePicker } from 'antd';
import dayjs from 'dayjs';

/** Any day: the picker only carries a wall clock, and no clock is put forward on this one. */
const SOME_DAY = '2000-01-01';

/**
 * A clock time of a form as `HH:mm`; empty text is none. Not the browser's own time field: that one speaks the language
 * of the browser (AM/PM in an English one), the console speaks Chinese.
 */
export function ClockField({
  value,
  onChange,
  id,
  label,
  disabled = false,
  clearable = true,
  testId,
}: {
  value?: string | null;
  onChange?: (clock: string | null) => void;
  id?: string;
  label: string;
  disabled?: boolean;
  /** False where there is always a time: it can be changed, not taken away. */
  clearable?: boolean;
  testId?: string;
}) {
  return (
    <TimePicker
      {...(id && { id })}
      {...(testId && { 'data-testid': testId })}
      className="clock-field num"
      aria-label={label}
      placeholder="--:--"
      format="HH:mm"
      minuteStep={5}
      needConfirm={false}
      showNow={false}
      changeOnScroll
      allowClear={clearable}
      disabled={disabled}
      value={value ? dayjs(`${SOME_DAY}T${value}`) : null}
      onChange={(at) => onChange?.(at ? at.format('HH:mm') : null)}
    />
  );
}
