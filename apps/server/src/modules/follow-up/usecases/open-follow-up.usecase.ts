import { type FollowUpKind, isTalk } from '@cheban/contracts';
import { HOUR_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Live } from '../../../platform/live/index.js';
import { Advisors } from '../../staff/index.js';
import type { CallFacts } from '../domain/call-facts.js';
import { firstTry, halfOf, withinCallingHours } from '../domain/next-try.js';
import { titleOf } from '../domain/scripts.js';
import { FollowUpRepository, type NewTask, type TaskChange } from '../persistence/follow-up.repository.js';

/** A call that something asks for. Instants are milliseconds. */
export interface Wanted {
  /** ASCII, at most 100 characters: names the thing. The same thing leads to one call, however often it is told. */
  key: string;
  kind: FollowUpKind;
  storeId: string;
  ownerId: string;
  vehicleId: string | null;
  subjectId: string | null;
  facts: CallFacts;
  why: string;
  /** Not before then; moved into the owner's best time. */
  from: number;
  /** To be done by then; at least four hours after the first try. */
  dueAt: number;
  /** There is at most one open call under this name; a second thing is added to the first call. */
  openKey?: string;
  title?: string;
  script?: string;
  /** Who should call, if they still work in the store. */
  assigneeId?: string | null;
}

const LEAST_TIME_MS = 4 * HOUR_MS;
/** Another call may be closed between the failed insert and the look at it. */
const TRIES = 3;

/** Opens call tasks, each thing once, in the transaction of whoever asks. */
@Injectable()
export class OpenFollowUp {
  constructor(
    private readonly tasks: FollowUpRepository,
    private readonly advisors: Advisors,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  /** Returns the task that covers the thing: a new one, or the open one it was added to; null if there was one before. */
  async run(tx: Tx, wanted: Wanted): Promise<string | null> {
    const id = this.tasks.newId();
    if (!(await this.tasks.takeKey(tx, wanted.key, id))) return null;
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      if (await this.insert(tx, id, wanted)) return id;
      const open = await this.tasks.lockOpen(tx, wanted.openKey ?? '');
      if (!open) continue;
      await this.tasks.moveKey(tx, wanted.key, open.id);
      await this.tasks.update(tx, open.id, {
        ...addedTo(open, wanted),
        dueAt: Math.min(open.dueAt, Math.max(wanted.dueAt, open.nextAt + LEAST_TIME_MS)),
      });
      this.live.publish(tx, { topic: 'call', storeId: open.storeId, id: open.id, notice: null });
      return open.id;
    }
    throw new Error(`An open call that is neither there nor not: ${wanted.key}`);
  }

  /**
   * Opens many talks in two statements; what has led to one before is left out. Returns the keys that were new. The
   * caller has seen that whoever is to hold them works in the store.
   */
  async talks(tx: Tx, wanted: readonly Wanted[]): Promise<Set<string>> {
    const asked = wanted.map((one) => ({ ...one, id: this.tasks.newId() }));
    const taken = await this.tasks.takeKeys(tx, asked);
    const fresh = asked.filter(({ id }) => taken.has(id));
    await this.tasks.insertMany(
      tx,
      fresh.map((one) => {
        const nextAt = withinCallingHours(Math.max(one.from, this.clock.now()));
        return this.taskOf(one, { id: one.id, bestTime: 'any', nextAt, assigneeId: one.assigneeId ?? null });
      }),
    );
    const [first] = fresh;
    if (first) this.live.publish(tx, { topic: 'call', storeId: first.storeId, id: first.id, notice: null });
    return new Set(fresh.map(({ key }) => key));
  }

  private async insert(tx: Tx, id: string, wanted: Wanted): Promise<boolean> {
    const answered = await this.tasks.lastAnswered(wanted.ownerId);
    // A talk is held when the owner is there, whatever the hour at which they pick up the phone.
    const bestTime = answered === null || isTalk(wanted.kind) ? 'any' : halfOf(answered);
    const nextAt = firstTry(Math.max(wanted.from, this.clock.now()), bestTime);
    const assigneeId = await this.assignee(wanted);
    const isNew = await this.tasks.insert(tx, id, this.taskOf(wanted, { id, bestTime, nextAt, assigneeId }));
    if (isNew) this.live.publish(tx, { topic: 'call', storeId: wanted.storeId, id, notice: null });
    return isNew;
  }

  private taskOf(
    wanted: Wanted,
    set: Pick<NewTask, 'bestTime' | 'nextAt' | 'assigneeId'> & { id: string },
  ): NewTask & { id: string } {
    return {
      ...set,
      openKey: wanted.openKey ?? null,
      kind: wanted.kind,
      storeId: wanted.storeId,
      ownerId: wanted.ownerId,
      vehicleId: wanted.vehicleId,
      subjectId: wanted.subjectId,
      facts: wanted.facts,
      title: wanted.title ?? titleOf(wanted.kind, wanted.facts),
      script: wanted.script ?? '',
      why: wanted.why,
      dueAt: Math.max(wanted.dueAt, set.nextAt + LEAST_TIME_MS),
    };
  }

  /** Nobody rather than somebody who has left: the task stands in the list of the whole store then. */
  private async assignee({ assigneeId, storeId }: Wanted): Promise<string | null> {
    if (!assigneeId) return null;
    return (await this.advisors.worksAt(assigneeId, storeId)) ? assigneeId : null;
  }
}

/** What an open call says once a second thing was told: due things are added up, words of its own are replaced by later ones. */
function addedTo(
  open: Pick<Wanted, 'kind' | 'facts'>,
  { facts, title, why }: Wanted,
): Pick<TaskChange, 'facts' | 'title' | 'why'> {
  if (title !== undefined) return (facts.toldAt ?? 0) < (open.facts.toldAt ?? 0) ? {} : { facts, title, why };
  const all = { ...open.facts, dues: [...(open.facts.dues ?? []), ...(facts.dues ?? [])] };
  return { facts: all, title: titleOf(open.kind, all) };
}
