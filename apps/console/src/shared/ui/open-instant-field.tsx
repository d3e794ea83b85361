import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { clockOf, dateOfInstant, instantAt } from '../format/time.js';

/** An instant that may be left open: the form holds an ISO instant or null. */
export function OpenInstantField({
  value,
  onChange,
  id,
}: {
  value?: string | null;
  onChange?: (iso: string | null) => void;
  id?: string;
}) {
  return (
    <DatePicker
      {...(id && { id })}
      style={{ width: '100%' }}
      inputReadOnly
      placeholder="不限"
      showTime={{ format: 'HH:mm', minuteStep: 5 }}
      format="YYYY-MM-DD HH:mm"
      value={value ? dayjs(`${dateOfInstant(value)}T${clockOf(value)}`) : null}
      onChange={(at) =>
        onChange?.(at === null ? null : instantAt(at.format('YYYY-MM-DD'), at.format('HH:mm')))
      }
    />
  );
}
