import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import type { UrlFilters } from '../hooks/use-url-filters.js';

const isDay = (text: string | undefined) => text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text);

/** What the address narrows to: `from` and `to`, both included, each as `YYYY-MM-DD` or not there. */
export function dayRangeOf(filters: UrlFilters): { from?: string; to?: string } {
  const [from, to] = [filters.get('from'), filters.get('to')];
  return { ...(isDay(from) && { from }), ...(isDay(to) && { to }) };
}

/** First and last business date of what is shown, either of them open; lives in the address as `from` and `to`. */
export function DayRangeFilter({ filters }: { filters: UrlFilters }) {
  const { from, to } = dayRangeOf(filters);
  return (
    <DatePicker.RangePicker
      aria-label="日期"
      allowEmpty
      value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
      onChange={(range) =>
        filters.set({
          from: range?.[0]?.format('YYYY-MM-DD'),
          to: range?.[1]?.format('YYYY-MM-DD'),
        })
      }
    />
  );
}
