/** Why a reminder that is due is not told after all. Pure. */

import type { CareRuleBody } from '@cheban/contracts';
import { type WishTopic, wishTopicLabel } from '@cheban/contracts/constants';
import { addDays } from '@cheban/kernel';
import { type Due, dueOf } from './care-dues.js';
import type { RuleSet } from './care-rule.js';

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
  /** Rules of the car's store. */
  rules: RuleSet;
  /** Codes of rules whose audience leaves the car out. */
  unmeant: ReadonlySet<string>;
  today: string;
}

/** Subject type of words that a colleague sends to themselves: nothing has to be true of them. */
export const RULE_TEST = 'rule_test';

export const STOPPED_BY_BOOKING = '车主已预约，不再提醒。';
const STOPPED_BY_VISIT = '爱车已到店，不再提醒。';
/** Reasons of the plan itself: planning takes them back when they hold no longer. */
export const RULE_OFF = '提醒规则已停用，不再提醒。';
export const STAGE_GONE = '提醒规则已修改，不再有这一次提醒。';
export const NOT_MEANT = '不在这条提醒的人群里，不再提醒。';
export const REVIVABLE = [RULE_OFF, STAGE_GONE, NOT_MEANT] as const;

/** The reason in Chinese, or null if the reminder is still right. */
export function whyStopped(item: { rule: string; cycle: string }, facts: CareFacts): string | null {
  if (!facts.carKnown) return '车辆已不在档案中。';
  const rule = facts.rules.get(item.rule);
  if (!rule || rule.state === 'off') return RULE_OFF;
  const { endsWithVisit, dayChosen, doneWhy } = rule.facts;
  if (endsWithVisit && facts.hasOpenBooking) return STOPPED_BY_BOOKING;
  if (endsWithVisit && facts.isInStore) return STOPPED_BY_VISIT;
  if (dueOf(facts.dues, item) === null) return facts.unmeant.has(item.rule) ? NOT_MEANT : doneWhy;
  if (
    endsWithVisit &&
    !dayChosen &&
    facts.lastPaidVisitOn !== null &&
    addDays(facts.lastPaidVisitOn, REST_DAYS) > facts.today
  )
    return '车主这几天刚到过店，不打扰。';
  return null;
}

const UNBOUND = '车主尚未在微信绑定，绑定后会立即提醒。';
const UNBOUND_CALLED = '车主尚未在微信绑定，由顾问致电；绑定后会立即提醒。';

/** Somebody of a car, as the vehicle room lists them: owners first. */
export interface CarPerson {
  ownerId: string;
  role: 'owner' | 'driver' | 'company_contact';
  /** Bound in WeChat with consent. */
  bound: boolean;
  /** Classes and topics they do not want to hear; a class when they want none of its due reminders or offers. */
  optedOut: readonly (CareRuleBody['class'] | WishTopic)[];
}

/**
 * Who is told about a car, once per car: the owner if they are bound in WeChat, else the driver who is, else nobody
 * yet; `said`: the class or, better, the topic of what is told; `onlyOwnerId` for what is about one person; `calls`: the
 * rule has a colleague call whom no message reaches. `reason` says why nobody is told.
 */
export function personToTell(
  people: readonly CarPerson[],
  said: CareRuleBody['class'] | WishTopic,
  onlyOwnerId: string | null = null,
  calls = false,
): { ownerId: string } | { reason: string; final: boolean } {
  const meant = people.filter(({ ownerId }) => onlyOwnerId === null || ownerId === onlyOwnerId);
  if (meant.length === 0) return { reason: '没有登记的车主。', final: false };
  const order = { owner: 0, driver: 1, company_contact: 2 } as const;
  const bound = meant.filter((person) => person.bound).sort((a, b) => order[a.role] - order[b.role]);
  const willing = bound.find((person) => !person.optedOut.includes(said));
  if (willing) return { ownerId: willing.ownerId };
  if (bound.length > 0) {
    const topic = said === 'care' ? 'due' : said === 'marketing' || said === 'service' ? 'offers' : said;
    return { reason: `车主已关闭“${wishTopicLabel[topic]}”。`, final: true };
  }
  return { reason: calls ? UNBOUND_CALLED : UNBOUND, final: false };
}
