/**
 * Dates that a single cell does not tell: the year in two digits, or the day before or after the month. What order a
 * column has is proven by all its cells together or not at all: nothing here is a guess.
 */
import { addDays, type BusinessDate, dateOf, toHalfWidth, yearOf } from '@cheban/kernel';

const orders = ['ymd', 'dmy', 'mdy'] as const;
type DateOrder = (typeof orders)[number];

/** Between which days the dates of a field lie; less than a hundred years, so that two digits mean one year. */
export interface DateWindow {
  from: BusinessDate;
  to: BusinessDate;
}

const CLOCK = String.raw`(?:\s*(?:上午|下午)?\s*\d{1,2}[:时]\d{1,2}(?:[:分]\d{1,2}(?:\.\d+)?秒?)?\s*(?:AM|PM)?)?`;
const NUMBERS = new RegExp(String.raw`^(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{1,2})${CLOCK}$`, 'i');
const YEAR_FIRST = new RegExp(String.raw`^(\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?${CLOCK}$`);
/** `5-Mar-26`, `05-3月 -26` as Oracle writes it, `5 March 2026`. */
const NAMED = new RegExp(
  String.raw`^(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?(\d{1,2})[-/ ]\s*([a-z]{3,9}|\d{1,2}月)\s*[-/, ]\s*(\d{4}|\d{2})${CLOCK}$`,
  'i',
);
/** `Mar 5, 2026`, `Thu Mar 05 00:00:00 CST 2026` as Java writes it, `Mar  5 2026 12:00AM` as SQL Server does. */
const NAMED_FIRST = new RegExp(
  String.raw`^(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?([a-z]{3,9})\s+(\d{1,2}),?\s+(?:\d{2}:\d{2}:\d{2}\s+\S+\s+)?(\d{4})${CLOCK}$`,
  'i',
);
/** Our own time, as browsers say it: `GMT+0800 (中国标准时间)`. */
const OFFSET = /\s*GMT\+08:?00(?:\s*\(.*\))?$/i;
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** A cell with its parts in the order in which they stand; `order` where the cell itself tells it. */
interface Parts {
  parts: readonly [number, number, number];
  order: DateOrder | null;
  /** The year has four digits and stands last. */
  isLong: boolean;
  /** No year has a single digit: `26/3/5` does not end with one, `3/5/26` does not begin with one. */
  mayBeYear: { first: boolean; last: boolean };
}

function partsIn(cell: string): Parts | null {
  // Four digits in front are a year: such a cell needs no help.
  if (cell.length < 6 || cell.length > 60 || /^\s*\d{4}/.test(cell)) return null;
  const text = toHalfWidth(cell).trim().replace(OFFSET, '');
  const numbers = NUMBERS.exec(text);
  if (numbers) return partsOf(null, numbers[1], numbers[3], numbers[4]);
  const first = YEAR_FIRST.exec(text);
  if (first) return partsOf('ymd', first[1], first[2], first[3]);
  const named = NAMED.exec(text);
  const [word, day, year] = named
    ? [named[2], named[1], named[3]]
    : (NAMED_FIRST.exec(text)?.slice(1, 4) ?? []);
  const month = monthOf(word ?? '');
  return month === 0 ? null : partsOf('dmy', day, String(month), year);
}

function partsOf(order: DateOrder | null, a = '', b = '', c = ''): Parts {
  return {
    parts: [Number(a), Number(b), Number(c)],
    order,
    isLong: c.length === 4,
    mayBeYear: { first: a.length === 2, last: c.length > 1 },
  };
}

function monthOf(word: string): number {
  if (/^\d/.test(word)) return Number.parseInt(word, 10);
  return MONTHS.findIndex((month) => word.toLowerCase().startsWith(month)) + 1;
}

function dateIn(cell: Parts, order: DateOrder, window: DateWindow): BusinessDate | null {
  const { parts, isLong, mayBeYear } = cell;
  if (order === 'ymd' ? isLong || !mayBeYear.first : !mayBeYear.last) return null;
  const [a, b, c] = parts;
  const [year, month, day] = order === 'ymd' ? [a, b, c] : order === 'dmy' ? [c, b, a] : [c, a, b];
  for (const full of isLong ? [year] : [1900 + year, 2000 + year]) {
    try {
      const date = dateOf(full, month, day);
      if (date >= window.from && date <= window.to) return date;
    } catch {
      // No such day.
    }
  }
  return null;
}

/** One of so many cells may be a slip of the pen and does not speak against the order of the others. */
const SLIPS_IN = 50;
/** An order that is right fits so many times better than every other one. */
const CLEARLY = 10;

/** What all the cells of one kind say of their order. */
class Evidence {
  private cells = 0;
  private readonly against = { ymd: 0, dmy: 0, mdy: 0 };

  add(parts: Parts, window: DateWindow): void {
    this.cells += 1;
    for (const order of orders) if (dateIn(parts, order, window) === null) this.against[order] += 1;
  }

  /** The one order that fits; null if several do or none. */
  get order(): DateOrder | null {
    const fits = (order: DateOrder) =>
      this.against[order] * SLIPS_IN <= this.cells &&
      orders.every(
        (other) => other === order || this.against[other] >= Math.max(1, this.against[order] * CLEARLY),
      );
    return this.cells === 0 ? null : (orders.find(fits) ?? null);
  }
}

/** The dates of one column. Shown all cells first, it then tells the day of each that is no plain date by itself. */
export class DateColumn {
  private readonly short = new Evidence();
  private readonly long = new Evidence();

  constructor(private readonly window: DateWindow) {}

  see(cell: string): void {
    const parts = partsIn(cell);
    if (parts?.order === null) (parts.isLong ? this.long : this.short).add(parts, this.window);
  }

  /** The day; null where the cell needs no help, or none can be given. */
  dayOf(cell: string): BusinessDate | null {
    const parts = partsIn(cell);
    if (parts === null) return null;
    const order = parts.order ?? (parts.isLong ? this.long : this.short).order;
    return order === null ? null : dateIn(parts, order, this.window);
  }
}

const inYears = (day: BusinessDate, years: number): BusinessDate =>
  addDays(day, Math.round(years * 365.2425));

/** Between which days the dates of a field lie, seen from `today`; null for a field that holds none. */
export function windowOf(key: string, today: BusinessDate): DateWindow | null {
  switch (key) {
    case 'soldOn':
    case 'lastServiceOn':
    case 'visitedOn':
      return { from: dateOf(Math.max(1990, yearOf(today) - 60), 1, 1), to: today };
    // Who has a car of their own is grown up.
    case 'birthday':
      return { from: inYears(today, -95), to: inYears(today, -16) };
    case 'insuranceExpiresOn':
      return { from: inYears(today, -20), to: inYears(today, 6) };
    case 'licenceExpiresOn':
      return { from: inYears(today, -20), to: inYears(today, 25) };
    default:
      return null;
  }
}
