import { type MessageClass, type MessageKind, type WishTopic, wishTopics } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { newId, type Tx } from '../../../platform/database/index.js';
import { WakeUp } from '../../../platform/queue/index.js';
import { MESSAGE_RING } from '../jobs/send.job.js';
import { MessageRepository } from '../persistence/message.repository.js';
import { WishRepository } from '../persistence/wish.repository.js';

const CHUNK = 500;
/** Stands for the message's own id in `page`. */
export const MESSAGE_ID = '{messageId}';

/** A message as other rooms plan it. Instants are milliseconds. */
export interface MessagePlan {
  /** ASCII, at most 120 characters. The same key is never said twice; it names the subject and its revision. */
  dedupeKey: string;
  storeId: string;
  ownerId: string;
  vehicleId: string | null;
  kind: MessageKind;
  class: MessageClass;
  subjectType: string | null;
  subjectId: string | null;
  /** Chinese, at most 60 characters. */
  title: string;
  /** Chinese, at most 500 characters, without plate or phone. */
  body: string;
  /** Words for the template fields; the plate is added at send time. */
  words: Readonly<Record<string, string>>;
  /** Mini-program page without leading slash, or null; `{messageId}` in it becomes the message's id. */
  page: string | null;
  actionLabel: string | null;
  notBefore: number;
  /** From then on it is not sent any more. */
  expiresAt: number;
  /** Channels it may take, of those its class allows; left out or null: all of them. The inbox always has it. */
  channels?: readonly string[] | null;
}

/** The one way to say something to an owner: a row with a unique key, which is also the inbox entry. */
@Injectable()
export class Messages {
  constructor(
    private readonly repository: MessageRepository,
    private readonly wishes: WishRepository,
    private readonly wakeUp: WakeUp,
    private readonly clock: Clock,
  ) {}

  /** Plans one message in the caller's transaction. Returns its id, or null if it was planned before. */
  async plan(tx: Tx, plan: MessagePlan): Promise<string | null> {
    return (await this.planMany(tx, [plan]))[0] ?? null;
  }

  /** Plans many, in the order given: the id of each, or null where the key was there before. */
  async planMany(tx: Tx, plans: readonly MessagePlan[]): Promise<(string | null)[]> {
    const ids: (string | null)[] = [];
    const now = this.clock.now();
    for (let start = 0; start < plans.length; start += CHUNK) {
      // Ids in the order given: who is planned first has the first place under a cap, as the calendar shows.
      const fresh = plans
        .slice(start, start + CHUNK)
        .map(() => newId(this.clock))
        .sort();
      const messages = plans.slice(start, start + CHUNK).map((plan, index) => {
        const id = fresh[index] ?? newId(this.clock);
        return { ...plan, id, page: plan.page?.replace(MESSAGE_ID, id) ?? null };
      });
      const written = await this.repository.insert(tx, messages, now);
      ids.push(...messages.map(({ id }) => (written.has(id) ? id : null)));
    }
    if (ids.some((id) => id !== null)) tx.afterCommit(() => this.wakeUp.ring(MESSAGE_RING));
    return ids;
  }

  /** Takes back what was not sent yet about a car, with the reason in Chinese. Returns the ids of these messages. */
  async takeBack(
    tx: Tx,
    about: { vehicleId: string; kinds: readonly MessageKind[] },
    why: string,
  ): Promise<string[]> {
    const rows: { id: string }[] = await tx.manager.query(
      "SELECT id FROM message WHERE vehicle_id = ? AND kind IN (?) AND state IN ('planned', 'held') FOR UPDATE",
      [about.vehicleId, about.kinds],
    );
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return ids;
    await tx.manager.query(
      "UPDATE message SET state = 'suppressed', why = ?, claim_until = ? WHERE id IN (?)",
      [why, toDate(this.clock.now()), ids],
    );
    return ids;
  }

  /** Owners of the list who do not want to hear any message of a class and kind. */
  async optedOut(
    ownerIds: readonly string[],
    messageClass: MessageClass,
    kind: MessageKind = messageClass === 'marketing' ? 'win_back' : 'service_due',
  ): Promise<Set<string>> {
    const wishes = await this.wishes.of(ownerIds);
    return new Set(
      ownerIds.filter((ownerId) => wishes.refusal({ ownerId, class: messageClass, kind }) !== null),
    );
  }

  /** The topics that owners of the list do not want to hear of; who has none is left out. */
  async topicsOff(ownerIds: readonly string[]): Promise<Map<string, ReadonlySet<WishTopic>>> {
    const wishes = await this.wishes.of(ownerIds);
    const off = new Map<string, ReadonlySet<WishTopic>>();
    for (const ownerId of ownerIds) {
      const topics = wishTopics.filter((topic) => !wishes.isOn(ownerId, topic, 'all'));
      if (topics.length > 0) off.set(ownerId, new Set(topics));
    }
    return off;
  }
}
