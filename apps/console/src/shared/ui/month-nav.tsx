import { addMonths, partsOf } from '@cheban/kernel';
import { Button } from 'antd';
import { type BusinessDate, today } from '../format/time.js';
import { Icon } from './icon.js';

const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/;

/** The month in the address (`2026-11`), or the one of a day. */
export const monthOf = (asked: string | undefined, on: BusinessDate): string =>
  asked && MONTH.test(asked) ? asked : on.slice(0, 7);

export const shiftMonth = (month: string, by: number): string => addMonths(`${month}-01`, by).slice(0, 7);

export const monthWords = (month: string): string => {
  const { year, month: number } = partsOf(`${month}-01`);
  return `${year}年${number}月`;
};

/** `11月`, January with its year. */
export const monthLabel = (month: string): string => {
  const number = Number(month.slice(5));
  return number === 1 ? `${month.slice(0, 4)}年1月` : `${number}月`;
};

/** One month back, one on, and back to this one, which is told as undefined. */
export function MonthNav({ month, onChange }: { month: string; onChange(month: string | undefined): void }) {
  const now = today().slice(0, 7);
  const go = (to: string) => onChange(to === now ? undefined : to);
  return (
    <div className="month-nav">
      <Button aria-label="上个月" icon={<Icon name="left" />} onClick={() => go(shiftMonth(month, -1))} />
      <strong className="num" data-testid="month-name">
        {monthWords(month)}
      </strong>
      <Button aria-label="下个月" icon={<Icon name="right" />} onClick={() => go(shiftMonth(month, 1))} />
      {month !== now && <Button onClick={() => go(now)}>回到本月</Button>}
    </div>
  );
}
