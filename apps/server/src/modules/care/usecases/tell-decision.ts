import { topicOf } from '@cheban/contracts';
import { addDays, atShanghai, businessDate } from '@cheban/kernel';
import type { MessagePlan } from '../../messaging/index.js';
import type { Owner } from '../../owner/index.js';
import type { Store } from '../../store/index.js';
import { type Invited, invitedKey } from '../domain/care-campaign.js';
import { dueOf } from '../domain/care-dues.js';
import { type Bundle, bundle } from '../domain/care-merge.js';
import { OVERDUE, whyHeld } from '../domain/care-plan.js';
import { type EffectiveRule, isStage } from '../domain/care-rule.js';
import { type CarPerson, personToTell, whyStopped } from '../domain/care-stops.js';
import type { CareItem, CareItemChange } from '../persistence/care-item.repository.js';
import type { CarFacts } from './care-facts.queries.js';
import { careMessage } from './care-message.js';

/** The world in which reminders are told, read in bulk. */
export interface TellingWorld {
  readonly facts: ReadonlyMap<string, CarFacts>;
  /** People of each car, owners first. */
  readonly people: ReadonlyMap<string, readonly CarPerson[]>;
  readonly owners: ReadonlyMap<string, Owner>;
  readonly stores: readonly Pick<Store, 'id' | 'name' | 'phone'>[];
  readonly invited: Invited;
  readonly now: number;
}

export interface Telling {
  /** What becomes of reminders that are not told now. */
  readonly changes: readonly CareItemChange[];
  /** Cars whose due date or rule is another one since this was planned: plan again, and tell when that day comes. */
  readonly moved: readonly string[];
  /** One message for what is told together; the first reminder leads. */
  readonly told: readonly { readonly items: readonly CareItem[]; readonly plan: MessagePlan }[];
  /** Reminders that wait because nobody can be told: whether somebody calls is the room's business that does. */
  readonly unreached: readonly { readonly item: CareItem; readonly reason: string }[];
}

type Verdict = null | 'moved' | Pick<CareItemChange, 'state' | 'why'>;

/** What stands against telling a reminder now; null for nothing. */
export function judge(item: CareItem, known: CarFacts | undefined, now: number): Verdict {
  const stopped = known ? whyStopped(item, known) : '车辆已不在档案中。';
  if (!known || stopped !== null) return { state: 'stopped', why: stopped ?? '' };
  const rule = known.rules.get(item.rule);
  if (item.expiresAt <= now) return { state: 'missed', why: OVERDUE };
  if (rule?.state === 'paused') return { state: 'held', why: whyHeld(rule) };
  // A reminder that the owner has put off keeps its day.
  if (item.edition === 0 || !rule) return null;
  const follows = item.edition === rule.edition && isStage(rule, item.stage);
  return follows && dueOf(known.dues, item)?.dueOn === item.dueOn ? null : 'moved';
}

/** A telling while it is decided. */
type Deciding = { [K in keyof Telling]: Telling[K][number][] };

/**
 * Decides about reminders whose time has come (`due`), with what is planned for the same cars beyond (`later`): who is
 * told what in one message, and what becomes of the rest. Reads nothing and writes nothing, so that the calendar shows
 * what will be done and not what somebody else thinks of it.
 */
export function decideTelling(
  due: readonly CareItem[],
  later: readonly CareItem[],
  world: TellingWorld,
): Telling {
  const { facts, now } = world;
  const telling: Deciding = { changes: [], moved: [], told: [], unreached: [] };
  const ready = due.filter((item) => isReady(item, world, telling));
  const along = later.filter((item) => judge(item, facts.get(item.vehicleId), now) === null);
  for (const vehicleId of new Set(ready.map((item) => item.vehicleId))) {
    const known = facts.get(vehicleId);
    if (!known) continue;
    const ofCar = (items: readonly CareItem[]) => items.filter((item) => item.vehicleId === vehicleId);
    for (const [ownerId, items] of byPerson(ofCar(ready), known, world, telling)) {
      const others = ofCar(along).filter((item) => {
        const person = whoHears(item, known, world);
        return 'ownerId' in person && person.ownerId === ownerId;
      });
      for (const one of bundle(items, others, now, known.rules)) {
        const plan = planOf(one, ownerId, known, world);
        if (plan === null) telling.changes.push({ id: one.lead.id, state: 'stopped', why: '门店已不存在。' });
        else telling.told.push({ items: [one.lead, ...one.told], plan });
      }
    }
  }
  return telling;
}

/** True for a reminder that is told now; what becomes of another one is put down. */
function isReady(item: CareItem, world: TellingWorld, telling: Deciding): boolean {
  const known = world.facts.get(item.vehicleId);
  const verdict = judge(item, known, world.now);
  if (verdict === null) return true;
  if (verdict === 'moved') {
    telling.moved.push(item.vehicleId);
    return false;
  }
  telling.changes.push({ id: item.id, ...verdict });
  // It has run out, and nobody could have been told: somebody calls.
  const nobody = verdict.state === 'missed' && known ? whoHears(item, known, world) : null;
  if (nobody && 'reason' in nobody && !nobody.final)
    telling.unreached.push({ item, reason: `${OVERDUE}${nobody.reason}` });
  return false;
}

/** Reminders of one car by the person who hears them; what becomes of those that nobody hears is put down. */
function byPerson(
  items: readonly CareItem[],
  known: CarFacts,
  world: TellingWorld,
  telling: Deciding,
): Map<string, CareItem[]> {
  const found = new Map<string, CareItem[]>();
  for (const item of items) {
    const person = whoHears(item, known, world);
    if ('ownerId' in person) found.set(person.ownerId, [...(found.get(person.ownerId) ?? []), item]);
    else if (person.final) telling.changes.push({ id: item.id, state: 'stopped', why: person.reason });
    else {
      telling.changes.push(wait(item, known, person.reason, world.now));
      telling.unreached.push({ item, reason: person.reason });
    }
  }
  return found;
}

/** The message for what is told together; null if its store is gone. */
function planOf(
  together: Bundle<CareItem>,
  ownerId: string,
  known: CarFacts,
  world: TellingWorld,
): MessagePlan | null {
  const { lead } = together;
  const store = world.stores.find((entry) => entry.id === lead.storeId);
  if (!store || !known.car) return null;
  return careMessage({
    bundle: together,
    rules: known.rules,
    car: known.car,
    ownerId,
    owner: world.owners.get(ownerId) ?? null,
    store,
    campaign: campaignFor(world, known.rules.get(lead.rule), lead.vehicleId),
    today: businessDate(world.now),
    now: world.now,
  });
}

/** The campaign that a rule names, if the car is invited to it. */
export function campaignFor({ invited }: TellingWorld, rule: EffectiveRule | undefined, vehicleId: string) {
  return invited.get(invitedKey(rule?.body.campaignId ?? '', vehicleId)) ?? null;
}

/** Who of the car's people is told about a reminder, or why nobody is. */
function whoHears(item: CareItem, known: CarFacts, world: TellingWorld): ReturnType<typeof personToTell> {
  const body = known.rules.get(item.rule)?.body;
  return personToTell(
    world.people.get(item.vehicleId) ?? [],
    body ? (topicOf(body.class, body.kind) ?? body.class) : 'care',
    dueOf(known.dues, item)?.ownerId ?? null,
    body?.channels.includes('call_task'),
  );
}

/** Looks again tomorrow at the rule's hour, and a last time when the reminder runs out. */
function wait(item: CareItem, known: CarFacts, why: string, now: number): CareItemChange {
  const tellAt = known.rules.get(item.rule)?.body.tellAt ?? '09:30';
  const tomorrow = atShanghai(addDays(businessDate(now), 1), tellAt);
  return {
    id: item.id,
    state: 'planned',
    why,
    notBefore: Math.max(now, Math.min(tomorrow, item.expiresAt)),
  };
}
