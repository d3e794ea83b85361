import type { BoardView, StaffBookingView, StoreView } from '@cheban/contracts';
import { type BayKind, bayKindLabel } from '@cheban/contracts/constants';
import { clockMinutes, MINUTE_MS, timeOfDay, weekday } from '@cheban/kernel';
import { addDays, type BusinessDate, dateOfInstant } from '../../shared/format/time.js';
import { plateText } from '../../shared/format/words.js';
import { type Column, clockText } from './layout.js';

/** Pure rules of the places on the board: whose column, which day, which minute, and why something cannot stand there. */

export type Grouping = 'bay' | 'advisor';

/** A place that a booking stands at or is dragged to. */
export interface Place {
  column: string;
  on: BusinessDate;
  /** Minutes since midnight in Shanghai. */
  minute: number;
}

/** Bookings without an advisor stand in a column of their own. */
export const NOBODY = 'nobody';

export const minutesOf = (iso: string): number => Math.floor(timeOfDay(Date.parse(iso)) / MINUTE_MS);
/** Minutes that a booking takes. */
export const lengthOf = (booking: Pick<StaffBookingView, 'startsAt' | 'endsAt'>): number =>
  (Date.parse(booking.endsAt) - Date.parse(booking.startsAt)) / MINUTE_MS;
/** `24:00` is a closing time, though no clock shows it. */
const minutesOfClock = (clock: string) => (clock === '24:00' ? 1440 : clockMinutes(clock));

/** Monday of the week in which a date lies. */
export const mondayOf = (on: BusinessDate): BusinessDate => addDays(on, 1 - weekday(on));

export const columnOf = (booking: StaffBookingView, by: Grouping): string =>
  by === 'bay' ? booking.bayId : (booking.advisorId ?? NOBODY);

export const placeOf = (booking: StaffBookingView, by: Grouping): Place => ({
  column: columnOf(booking, by),
  on: dateOfInstant(booking.startsAt),
  minute: minutesOf(booking.startsAt),
});

export const samePlace = (a: Place, b: Place): boolean =>
  a.column === b.column && a.on === b.on && a.minute === b.minute;

/** The columns of the server, and one for every bay or advisor that is gone but still has bookings. */
export function columnsOf(board: BoardView, by: Grouping): Column[] {
  const columns = board.lanes.map(({ id, name, kindLabel }) => ({ id, name, note: kindLabel }));
  const known = new Set(columns.map(({ id }) => id));
  for (const booking of board.bookings) {
    const id = columnOf(booking, by);
    if (known.has(id)) continue;
    known.add(id);
    columns.push(
      id === NOBODY
        ? { id, name: '任一顾问', note: '待分配' }
        : {
            id,
            name: (by === 'bay' ? booking.bayName : booking.advisorName) ?? '',
            note: by === 'bay' ? '已停用' : '已离岗',
          },
    );
  }
  return columns;
}

/** The part of a closure or leave that lies on a day, in minutes of that day, or null. */
export function partOn(
  block: { from: string; to: string },
  on: BusinessDate,
): { from: number; to: number } | null {
  const [first, last] = [dateOfInstant(block.from), dateOfInstant(block.to)];
  const from = first < on ? 0 : first > on ? 1440 : minutesOf(block.from);
  const to = last > on ? 1440 : last < on ? 0 : minutesOf(block.to);
  return to > from ? { from, to } : null;
}

/** Why a booking cannot stand at a place: never there, or only beyond capacity. */
export interface Refusal {
  kind: 'never' | 'full';
  text: string;
}

const holds = new Set<StaffBookingView['state']>([
  'requested',
  'confirmed',
  'arrived',
  'in_service',
  'ready',
]);
const overlap = (aFrom: number, aTo: number, bFrom: number, bTo: number) => aFrom < bTo && bFrom < aTo;

const never = (text: string): Refusal => ({ kind: 'never', text });
const full = (text: string): Refusal => ({ kind: 'full', text });

/** A booking as it would stand at a place: minutes of that day. */
interface Stand {
  readonly board: BoardView;
  readonly by: Grouping;
  readonly booking: StaffBookingView;
  readonly place: Place;
  readonly from: number;
  readonly to: number;
}

/**
 * What the board itself knows against a place, so that it can be said while the card is still in the hand. The server
 * decides; null only means that nothing is known against it. `now` in milliseconds.
 */
export function refusalOf(
  board: BoardView,
  by: Grouping,
  booking: StaffBookingView,
  place: Place,
  service: Pick<StoreView['services'][number], 'bayKind' | 'name'> | undefined,
  startsAt: string,
  now: number,
): Refusal | null {
  if (Date.parse(startsAt) < now - 15 * MINUTE_MS) return never('这个时间已经过去，请选稍后的时间。');
  const day = board.days.find((entry) => entry.on === place.on);
  if (!day) return null;
  const stand = { board, by, booking, place, from: place.minute, to: place.minute + lengthOf(booking) };
  const wrong = closedAt(day, stand) ?? wrongColumn(stand, service);
  if (wrong !== null || place.column === NOBODY) return wrong;
  return blockedAt(stand) ?? bookedAt(stand) ?? heldAt(stand);
}

/** The store is closed then, or has its break. */
function closedAt(day: BoardView['days'][number], { from, to }: Stand): Refusal | null {
  const { opensAt, closesAt, breakFrom, breakTo } = day;
  const why = day.holiday ?? day.note;
  if (!day.open || opensAt === null || closesAt === null)
    return never(`${why ? `${why}，` : ''}当天不营业。`);
  if (from < minutesOfClock(opensAt) || to > minutesOfClock(closesAt))
    return never(`超出营业时间 ${opensAt}–${closesAt}。`);
  if (breakFrom && breakTo && overlap(from, to, minutesOfClock(breakFrom), minutesOfClock(breakTo)))
    return never(`与午休 ${breakFrom}–${breakTo} 重叠。`);
  return null;
}

/** The bay is gone or of another kind, or the advisor is gone. */
function wrongColumn(
  { board, by, place }: Stand,
  service: Pick<StoreView['services'][number], 'bayKind' | 'name'> | undefined,
): Refusal | null {
  if (by === 'advisor')
    return place.column === NOBODY || board.lanes.some(({ id }) => id === place.column)
      ? null
      : never('这位顾问已离岗。');
  const bay = board.bays.find(({ id }) => id === place.column);
  if (!bay) return never('这个工位已停用。');
  return service && bay.kind !== service.bayKind
    ? never(`“${service.name}”要用${bayKindLabel[service.bayKind as BayKind]}。`)
    : null;
}

const nameAt = ({ board, place }: Stand) => board.lanes.find(({ id }) => id === place.column)?.name ?? '';

/** The bay is closed or the advisor on leave. */
function blockedAt(stand: Stand): Refusal | null {
  const { board, by, place, from, to } = stand;
  for (const block of board.lanes.find(({ id }) => id === place.column)?.blocks ?? []) {
    const part = partOn(block, place.on);
    if (part && overlap(from, to, part.from, part.to))
      return full(`${nameAt(stand)}${by === 'bay' ? '停用' : '休假'}：${block.reason}。`);
  }
  return null;
}

function bookedAt(stand: Stand): Refusal | null {
  const { board, by, booking, place, from, to } = stand;
  for (const other of board.bookings) {
    if (other.id === booking.id || !holds.has(other.state) || columnOf(other, by) !== place.column) continue;
    if (dateOfInstant(other.startsAt) !== place.on) continue;
    const start = minutesOf(other.startsAt);
    const end = start + lengthOf(other) + (by === 'bay' ? other.bufferMinutes : 0);
    if (overlap(from, to, start, end))
      return full(
        `${nameAt(stand)} ${clockText(start)}–${clockText(end)} 已约给 ${plateText(other.plate)}。`,
      );
  }
  return null;
}

function heldAt({ board, by, place, from, to }: Stand): Refusal | null {
  for (const hold of board.holds) {
    const id = by === 'bay' ? hold.bayId : hold.advisorId;
    if (id !== place.column || dateOfInstant(hold.startsAt) !== place.on) continue;
    if (overlap(from, to, minutesOf(hold.startsAt), minutesOf(hold.endsAt)))
      return full(`这段时间正为${hold.ownerName ? ` ${hold.ownerName} ` : '车主'}留位。`);
  }
  return null;
}

/** `3 小时`, `45 分`, `已满` for the free minutes of a column on a day. */
export function freeWords(minutes: number): string {
  if (minutes < 15) return '已满';
  if (minutes < 60) return `空 ${minutes} 分`;
  const hours = Math.round((minutes / 60) * 2) / 2;
  return `空 ${hours} 小时`;
}
