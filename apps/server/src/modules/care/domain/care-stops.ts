/** Why a reminder that is due is not told after all. Pure. */
import { addDays } from '@cheban/kernel';
import { type Due, dueOf } from './care-dues.js';
import { type CareRule, type CareRuleId, careRules } from './care-rules.js';

/** Days after any paid visit in which the owner is left alone. */
const REST_DAYS = 7;

export interface CareFacts {
  /** The car is still in our files. */
  carKnown: boolean;
  hasOpenBooking: boolean;
  isInStore: boolean;
  /** Business date of the last paid visit, or null. */
  lastPaidVisitOn: string | null;
  /** What is due for the car now. */
  dues: readonly Due[];
  today: string;
}

export const STOPPED_BY_BOOKING = '车主已预约，不再提醒。';
export const STOPPED_BY_VISIT = '爱车已到店，不再提醒。';

/** The reason in Chinese, or null if the reminder is still right. */
export function whyStopped(item: { rule: CareRuleId; cycle: string }, facts: CareFacts): string | null {
  if (!facts.carKnown) return '车辆已不在档案中。';
  const { endsWithVisit, doneWhy } = careRules[item.rule];
  if (endsWithVisit && facts.hasOpenBooking) return STOPPED_BY_BOOKING;
  if (endsWithVisit && facts.isInStore) return STOPPED_BY_VISIT;
  if (dueOf(facts.dues, item) === null) return doneWhy;
  if (
    endsWithVisit &&
    facts.lastPaidVisitOn !== null &&
    addDays(facts.lastPaidVisitOn, REST_DAYS) > facts.today
  )
    return '车主这几天刚到过店，不打扰。';
  return null;
}

/** Somebody of a car, as the vehicle room lists them: owners first. */
export interface CarPerson {
  ownerId: string;
  role: 'owner' | 'driver' | 'company_contact';
  /** Bound in WeChat with consent. */
  bound: boolean;
  /** Classes they do not want to hear. */
  optedOut: readonly CareRule['class'][];
}

/**
 * Who is told about a car, once per car: the owner if they are bound in WeChat, else the driver who is, else nobody
 * yet; `onlyOwnerId` for what is about one person. `reason` says why nobody is.
 */
export function personToTell(
  people: readonly CarPerson[],
  messageClass: CareRule['class'],
  onlyOwnerId: string | null = null,
): { ownerId: string } | { reason: string; final: boolean } {
  const meant = people.filter(({ ownerId }) => onlyOwnerId === null || ownerId === onlyOwnerId);
  if (meant.length === 0) return { reason: '没有登记的车主。', final: false };
  const order = { owner: 0, driver: 1, company_contact: 2 } as const;
  const bound = meant.filter((person) => person.bound).sort((a, b) => order[a.role] - order[b.role]);
  const willing = bound.find((person) => !person.optedOut.includes(messageClass));
  if (willing) return { ownerId: willing.ownerId };
  if (bound.length > 0) {
    const what = messageClass === 'care' ? '关怀提醒' : '营销消息';
    return { reason: `车主已选择不再接收${what}。`, final: true };
  }
  return { reason: '车主尚未在微信绑定，绑定后会立即提醒；也可由顾问致电。', final: false };
}
