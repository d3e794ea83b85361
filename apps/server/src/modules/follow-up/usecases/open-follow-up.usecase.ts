import type { FollowUpKind } from '@cheban/contracts';
import { HOUR_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Live } from '../../../platform/live/index.js';
import { Advisors } from '../../staff/index.js';
import type { CallFacts } from '../domain/call-facts.js';
import { firstTry, halfOf } from '../domain/next-try.js';
import { titleOf } from '../domain/scripts.js';
import { FollowUpRepository } from '../persistence/follow-up.repository.js';

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
      const facts = { ...open.facts, dues: [...(open.facts.dues ?? []), ...(wanted.facts.dues ?? [])] };
      await this.tasks.moveKey(tx, wanted.key, open.id);
      await this.tasks.update(tx, open.id, {
        facts,
        title: titleOf(open.kind, facts),
        dueAt: Math.min(open.dueAt, Math.max(wanted.dueAt, open.nextAt + LEAST_TIME_MS)),
      });
      return open.id;
    }
    throw new Error(`An open call that is neither there nor not: ${wanted.key}`);
  }

  private async insert(tx: Tx, id: string, wanted: Wanted): Promise<boolean> {
    const answered = await this.tasks.lastAnswered(wanted.ownerId);
    const bestTime = answered === null ? 'any' : halfOf(answered);
    const nextAt = firstTry(Math.max(wanted.from, this.clock.now()), bestTime);
    const isNew = await this.tasks.insert(tx, id, {
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
      assigneeId: await this.assignee(wanted),
      bestTime,
      nextAt,
      dueAt: Math.max(wanted.dueAt, nextAt + LEAST_TIME_MS),
    });
    if (isNew) this.live.publish(tx, { topic: 'call', storeId: wanted.storeId, id, notice: null });
    return isNew;
  }

  /** Nobody rather than somebody who has left: the task stands in the list of the whole store then. */
  private async assignee({ assigneeId, storeId }: Wanted): Promise<string | null> {
    if (!assigneeId) return null;
    return (await this.advisors.worksAt(assigneeId, storeId)) ? assigneeId : null;
  }
}
