import type { StaffSessionView } from '@cheban/contracts';
import { addDays, clockOf, dateOfInstant, dayWords, diffDays, instantAt } from '../../shared/format/time.js';
import type { IconName } from '../../shared/ui/icon.js';
import type { Tone } from '../../shared/ui/tag.js';

type Times = Pick<
  StaffSessionView,
  'state' | 'startsAt' | 'endsAt' | 'signUpUntil' | 'seatsLeft' | 'waiting'
>;

/** Where a session stands, as one word with its look. */
export function sessionStanding(session: Times, now: number): { tone: Tone; icon: IconName; text: string } {
  if (session.state === 'cancelled') return { tone: 'grey', icon: 'close', text: '已取消' };
  if (now >= Date.parse(session.endsAt)) return { tone: 'grey', icon: 'check', text: '已结束' };
  if (now >= Date.parse(session.startsAt)) return { tone: 'violet', icon: 'clock', text: '进行中' };
  if (now >= Date.parse(session.signUpUntil)) return { tone: 'amber', icon: 'lock', text: '报名已截止' };
  if (session.seatsLeft === 0 || session.waiting > 0)
    return { tone: 'amber', icon: 'flag', text: '已满，可候补' };
  return { tone: 'green', icon: 'check', text: `报名中，余 ${session.seatsLeft}` };
}

/** `11月28日 周六 14:00–15:30`; the day of the end is said when it is another one. */
export function sessionWhen({ startsAt, endsAt }: Pick<Times, 'startsAt' | 'endsAt'>): string {
  const [from, to] = [dateOfInstant(startsAt), dateOfInstant(endsAt)];
  const end = from === to ? clockOf(endsAt) : `${dayWords(to)} ${clockOf(endsAt)}`;
  return `${dayWords(from)} ${clockOf(startsAt)}–${end}`;
}

/** True while sessions can still be changed or cancelled: the server asks the same. */
export const isToCome = ({ state, startsAt }: Pick<Times, 'state' | 'startsAt'>, now: number): boolean =>
  state === 'open' && Date.parse(startsAt) > now;

/** The door opens four hours before the start and takes late scans for twelve hours after the end, as the server has it. */
const DOOR_MS = 4 * 3_600_000;
const LATE_MS = 12 * 3_600_000;
export const isDoorOpen = (
  { state, startsAt, endsAt }: Pick<Times, 'state' | 'startsAt' | 'endsAt'>,
  now: number,
) => state === 'open' && now >= Date.parse(startsAt) - DOOR_MS && now <= Date.parse(endsAt) + LATE_MS;

/** The session that matters now: the first that has not ended, else the last. */
export function nextSession<S extends Pick<Times, 'state' | 'endsAt'>>(
  sessions: readonly S[],
  now: number,
): S | undefined {
  const open = sessions.filter(({ state }) => state === 'open');
  return open.find(({ endsAt }) => Date.parse(endsAt) > now) ?? open.at(-1) ?? sessions.at(-1);
}

/** A session as a form holds it: calendar day and clocks of Shanghai. */
export interface SessionForm {
  on: string;
  from: string;
  to: string;
  /** Days that the end lies after the start; 0 for nearly all. */
  daysLong: number;
  untilOn: string;
  untilClock: string;
}
export interface SessionInstants {
  startsAt: string;
  endsAt: string;
  signUpUntil: string;
}

export function formOf(session: SessionInstants): SessionForm {
  const on = dateOfInstant(session.startsAt);
  return {
    on,
    from: clockOf(session.startsAt),
    to: clockOf(session.endsAt),
    daysLong: diffDays(on, dateOfInstant(session.endsAt)),
    untilOn: dateOfInstant(session.signUpUntil),
    untilClock: clockOf(session.signUpUntil),
  };
}

/** The instants of a form, so many weeks later. */
export function instantsOf(form: SessionForm, weeks = 0): SessionInstants {
  const later = (on: string) => addDays(on, 7 * weeks);
  return {
    startsAt: instantAt(later(form.on), form.from),
    endsAt: instantAt(addDays(later(form.on), form.daysLong), form.to),
    signUpUntil: instantAt(later(form.untilOn), form.untilClock),
  };
}

/** What is wrong with the times, by field; the server has the last word. */
export function timeProblem(
  times: SessionInstants,
  now: number,
): { field: 'on' | 'to' | 'untilOn'; text: string } | null {
  if (Date.parse(times.startsAt) <= now) return { field: 'on', text: '开始时间已经过去' };
  if (times.endsAt <= times.startsAt) return { field: 'to', text: '结束要晚于开始' };
  if (times.signUpUntil > times.startsAt) return { field: 'untilOn', text: '报名截止不能晚于开始' };
  return null;
}
