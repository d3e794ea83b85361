/** Whether a car belongs to an audience, from facts in memory: the definition that the SQL has to agree with. Pure. */
import type { Segment, SegmentCondition } from '@cheban/contracts';
import { partsOf } from '@cheban/kernel';
import {
  type Bounds,
  daysAgo,
  daysAhead,
  fenOfYuan,
  plain,
  quarterAgo,
  type Range,
  type SegmentContext,
  soldWithin,
  yearAgo,
} from './segment-bounds.js';

export interface SegmentOwner {
  readonly sex: string;
  readonly district: string | null;
  readonly birthdayOn: string | null;
  /** Bound in WeChat with consent. */
  readonly bound: boolean;
}

/** A car with what its file says. Dates are business dates. */
export interface SegmentCar {
  readonly brand: string;
  readonly model: string;
  readonly modelYear: number | null;
  readonly soldOn: string | null;
  readonly latestKm: number | null;
  readonly use: string;
  readonly soldHere: boolean;
  readonly insuredHere: boolean;
  readonly lastPaidVisitOn: string | null;
  readonly dueOn: string | null;
  /** Present owners. */
  readonly owners: readonly SegmentOwner[];
  readonly visits: readonly { readonly on: string; readonly paidFen: number }[];
  /** Of the visit rated last; null if none was. */
  readonly lastStars: number | null;
  readonly messages: readonly { readonly sentOn: string | null; readonly readOn: string | null }[];
}

export function matches(segment: Segment, car: SegmentCar, context: SegmentContext): boolean {
  if ('field' in segment) return holds(segment, car, context);
  if ('not' in segment) return !matches(segment.not, car, context);
  return 'all' in segment
    ? segment.all.every((part) => matches(part, car, context))
    : segment.any.some((part) => matches(part, car, context));
}

function holds({ field, op, value }: SegmentCondition, car: SegmentCar, context: SegmentContext): boolean {
  const { today } = context;
  const bounds = (op === 'between' ? value : [null, null]) as Bounds;
  const is = (fact: boolean) => fact === value;
  const listed = (fact: string | null) => {
    const found = fact !== null && (value as string[]).some((text) => fold(text) === fold(fact));
    return op === 'in' ? found : !found;
  };
  const year = car.visits.filter(({ on }) => on >= yearAgo(today) && on <= today);
  switch (field) {
    case 'car.brand':
      return listed(car.brand);
    case 'car.model':
      return listed(car.model);
    case 'car.use':
      return listed(car.use);
    case 'car.group':
      return listed(groupIn(car.lastPaidVisitOn, context));
    case 'car.model_year':
      return inside(car.modelYear, plain(bounds));
    case 'car.age_months':
      return inside(car.soldOn, soldWithin(bounds, today));
    case 'car.km':
      return inside(car.latestKm, plain(bounds));
    case 'car.sold_here':
      return is(car.soldHere);
    case 'car.insured_here':
      return is(car.insuredHere);
    case 'car.due_in_days':
      return inside(car.dueOn, daysAhead(bounds, today));
    case 'owner.sex':
      return car.owners.some((owner) => listed(owner.sex));
    case 'owner.region':
      return car.owners.some((owner) => listed(owner.district));
    case 'owner.birthday_month':
      return car.owners.some(({ birthdayOn }) =>
        inside(birthdayOn === null ? null : partsOf(birthdayOn).month, plain(bounds)),
      );
    case 'owner.bound':
      return is(car.owners.some(({ bound }) => bound));
    case 'visit.last_days':
      return inside(car.lastPaidVisitOn, daysAgo(bounds, today));
    case 'visit.count_12m':
      return inside(year.length, plain(bounds));
    case 'visit.paid_12m_yuan':
      return inside(
        year.reduce((sum, { paidFen }) => sum + paidFen, 0),
        fenOfYuan(bounds),
      );
    case 'visit.last_stars':
      return inside(car.lastStars, plain(bounds));
    case 'message.opened_90d':
      return is(car.messages.some(({ readOn }) => readOn !== null && readOn >= quarterAgo(today)));
    case 'message.unopened_90d':
      return inside(
        car.messages.filter(
          ({ sentOn, readOn }) => readOn === null && sentOn !== null && sentOn >= quarterAgo(today),
        ).length,
        plain(bounds),
      );
  }
}

/** Texts are compared as MySQL does it: without regard to case and trailing blanks. */
const fold = (text: string) => text.trimEnd().toLowerCase();

function inside<T extends string | number>(fact: T | null, { from, to }: Range<T>): boolean {
  return fact !== null && (from === null || fact >= from) && (to === null || fact <= to);
}

function groupIn(lastPaidVisitOn: string | null, { atRiskBefore, lostBefore }: SegmentContext) {
  if (lastPaidVisitOn === null) return 'never';
  if (lastPaidVisitOn < lostBefore) return 'lost';
  return lastPaidVisitOn < atRiskBefore ? 'at_risk' : 'active';
}
