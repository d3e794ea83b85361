import { topicOf } from '@cheban/contracts';
import { addDays, atShanghai, businessDate } from '@cheban/kernel';
import type { MessagePlan } from '../../messaging/index.js';
import type { Owner } from '../../owner/index.js';
import type { Store } from '../../store/index.js';
import { type Invited, invitedKey } from '../domain/care-campaign.js';
import { dueOf } from '../domain/care-dues.js';
import { bundle } from '../domain/care-merge.js';
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
  const changes: CareItemChange[] = [];
  const moved: string[] = [];
  const ready: CareItem[] = [];
  const unreached: { item: CareItem; reason: string }[] = [];
  for (const item of due) {
    const verdict = judge(item, facts.get(item.vehicleId), now);
    if (verdict === 'moved') moved.push(item.vehicleId);
    else if (verdict !== null) {
      changes.push({ id: item.id, ...verdict });
      // It has run out, and nobody could have been told: somebody calls.
      const known = facts.get(item.vehicleId);
      const nobody = verdict.state === 'missed' && known ? whoHears(item, known, world) : null;
      if (nobody && 'reason' in nobody && !nobody.final)
        unreached.push({ item, reason: `${OVERDUE}${nobody.reason}` });
    } else ready.push(item);
  }
  const along = later.filter((item) => judge(item, facts.get(item.vehicleId), now) === null);
  const told: { items: readonly CareItem[]; plan: MessagePlan }[] = [];
  for (const vehicleId of new Set(ready.map((item) => item.vehicleId))) {
    const known = facts.get(vehicleId);
    if (!known) continue;
    const who = (item: CareItem) => whoHears(item, known, world);
    const mine = new Map<string, CareItem[]>();
    for (const item of ready.filter((one) => one.vehicleId === vehicleId)) {
      const person = who(item);
      if ('ownerId' in person) mine.set(person.ownerId, [...(mine.get(person.ownerId) ?? []), item]);
      else if (person.final) changes.push({ id: item.id, state: 'stopped', why: person.reason });
      else {
        changes.push(wait(item, known, person.reason, now));
        unreached.push({ item, reason: person.reason });
      }
    }
    for (const [ownerId, items] of mine) {
      const others = along.filter((item) => {
        const person = item.vehicleId === vehicleId ? who(item) : null;
        return person !== null && 'ownerId' in person && person.ownerId === ownerId;
      });
      for (const one of bundle(items, others, now, known.rules)) {
        const store = world.stores.find((entry) => entry.id === one.lead.storeId);
        const plan =
          store && known.car
            ? careMessage({
                bundle: one,
                rules: known.rules,
                car: known.car,
                ownerId,
                owner: world.owners.get(ownerId) ?? null,
                store,
                campaign: campaignFor(world, known.rules.get(one.lead.rule), vehicleId),
                today: businessDate(now),
                now,
              })
            : null;
        if (plan === null) changes.push({ id: one.lead.id, state: 'stopped', why: '门店已不存在。' });
        else told.push({ items: [one.lead, ...one.told], plan });
      }
    }
  }
  return { changes, moved, told, unreached };
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
