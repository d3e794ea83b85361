import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, monotonicMs } from '../../../platform/clock/index.js';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { LOGGER, type Logger } from '../../../platform/logging/index.js';
import { Metrics } from '../../../platform/metrics/index.js';
import { Pace } from '../domain/pace.js';
import { type DuePlaces, MessageRepository } from '../persistence/message.repository.js';
import { CommitSending, type Committed, type InFlight } from './commit-sending.usecase.js';
import { countStates, PrepareSending } from './prepare-sending.usecase.js';
import { CLAIM_MS, RecoverSending } from './recover-sending.usecase.js';
import { SendAlong } from './send-along.usecase.js';
import { type SendResult, SendResults } from './send-results.usecase.js';

/** Messages that are on their way at once in a lane; a killed worker leaves at most `lanes` × CHUNK in doubt. */
const CHUNK = 150;
const RENEW_MS = 15_000;
/** Results that wait for a slow neighbour are kept after this time. */
const KEEP_MS = 250;

/**
 * The sender: finds what is due in MySQL, takes it through the gates and commits it as `sending`, all in one transaction
 * that holds the rows, and then sends it. Any number of workers may run it at once. Redis is not needed: rings only make
 * it start sooner.
 */
@Injectable()
export class SendDue {
  private readonly pace: Pace;
  /** Messages of a chunk: no more at once than the provider takes in a second. */
  private readonly size: number;
  private readonly lanes: number;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly messages: MessageRepository,
    private readonly prepare: PrepareSending,
    private readonly commit: CommitSending,
    private readonly ways: SendAlong,
    private readonly results: SendResults,
    private readonly recovery: RecoverSending,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    @Inject(CONFIG) readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    const { perSecond, lanes } = config.sending;
    this.lanes = lanes;
    this.pace = new Pace(perSecond);
    this.size = perSecond === 0 ? CHUNK : Math.min(CHUNK, perSecond);
  }

  /** Sends everything that is due now. Returns how many messages were looked at. */
  async run(): Promise<number> {
    await this.recovery.run();
    const walk: Walk = { places: {} };
    const lanes = await Promise.allSettled(Array.from({ length: this.lanes }, () => this.lane(walk)));
    const broken = lanes.find((lane) => lane.status === 'rejected');
    if (broken) throw broken.reason;
    return lanes.reduce((sum, lane) => sum + (lane.status === 'fulfilled' ? lane.value : 0), 0);
  }

  /**
   * Takes and sends chunk by chunk; the results of a chunk and the taking of the next one share a transaction. While one
   * lane waits for the database the others are on the wire.
   */
  private async lane(walk: Walk): Promise<number> {
    let total = 0;
    let last: Sent = { claimId: '', known: [] };
    for (;;) {
      const taken = await this.takeNext(last, walk);
      last = { claimId: taken.claimId, known: [] };
      total += taken.settled;
      if (taken.looked === 0 && taken.fromStart) return total;
      // At the end one begins anew: something may have come back to be sent.
      if (taken.looked < this.size) walk.places = {};
      await this.sendAll(taken.claimId, taken.inFlight, last.known);
    }
  }

  private async takeNext(last: Sent, walk: Walk): Promise<Taken> {
    const room = this.size;
    const waitMs = this.pace.take(room, monotonicMs());
    if (waitMs > 0) {
      await this.results.keep(last.claimId, last.known.splice(0));
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
    let taken: Taken;
    const from = walk.places;
    try {
      taken = await this.uow.run(
        async (tx) => {
          await this.results.write(tx, last.claimId, last.known);
          return this.take(tx, room, from, walk);
        },
        { recalls: true },
      );
    } catch (error) {
      // Nothing new may go out, but what has gone out is known and must be kept.
      this.pace.giveBack(room);
      await this.results.keep(last.claimId, last.known);
      throw error;
    }
    this.results.count(last.known);
    countStates(
      this.metrics,
      taken.patches.filter(({ patch }) => patch.state !== 'sending'),
    );
    this.pace.giveBack(room - taken.inFlight.length);
    return taken;
  }

  private async take(tx: Tx, room: number, from: DuePlaces, walk: Walk): Promise<Taken> {
    const now = this.clock.now();
    const claim = { id: randomUUID(), until: now + CLAIM_MS, now };
    const fromStart = Object.keys(from).length === 0;
    const { due, places } = await this.messages.lockDue(tx, now, room, from);
    // The other lanes go on behind these rows, which are locked.
    walk.places = places;
    const none = { claimId: claim.id, looked: 0, settled: 0, inFlight: [], patches: [], fromStart };
    if (due.length === 0) return none;
    const { ready, patches } = await this.prepare.run(tx, due, now);
    const committed = await this.commit.run(tx, claim, ready, patches);
    return { ...none, looked: due.length, settled: committed.patches.length, ...committed };
  }

  /** Sends messages side by side; those whose neighbours are slow are kept meanwhile. */
  private async sendAll(claimId: string, inFlight: readonly InFlight[], known: SendResult[]): Promise<void> {
    if (inFlight.length === 0) return;
    const stopRenewing = this.renew(claimId, inFlight);
    try {
      const all = this.startAll(claimId, inFlight, known);
      while (!(await within(all, KEEP_MS))) await this.results.keep(claimId, known.splice(0));
      // A message without a result stays `sending` and is settled when its claim has lapsed.
      const broken = await all;
      if (broken) {
        await this.results.keep(claimId, known.splice(0));
        throw broken.error;
      }
    } finally {
      stopRenewing();
    }
  }

  /** Resolves when each has an end, with the first error that left a message without a result; never rejects. */
  private startAll(
    claimId: string,
    inFlight: readonly InFlight[],
    known: SendResult[],
  ): Promise<{ error: unknown } | null> {
    return new Promise((resolve) => {
      let left = inFlight.length;
      let broken: { error: unknown } | null = null;
      const keep = (result: SendResult) => {
        known.push(result);
        left -= 1;
        if (left === 0) resolve(broken);
      };
      const fail = (error: unknown) => {
        broken ??= { error };
        left -= 1;
        if (left === 0) resolve(broken);
      };
      for (const entry of inFlight) this.ways.send(claimId, entry).then(keep, fail);
    });
  }

  /** A slow provider must not make a living sender look dead. Returns how to stop. */
  private renew(claimId: string, inFlight: readonly InFlight[]): () => void {
    const ids = inFlight.map(({ message }) => message.id);
    const timer = setInterval(() => {
      this.messages.renewClaims(claimId, ids, this.clock.now() + CLAIM_MS).catch((error: unknown) => {
        this.logger.warn({ err: error }, 'claims could not be renewed');
      });
    }, RENEW_MS);
    return () => clearInterval(timer);
  }
}

/** Results of a chunk that are still to be written. */
interface Sent {
  claimId: string;
  known: SendResult[];
}

/** How far the lanes of a run have come together. */
interface Walk {
  places: DuePlaces;
}

/** What one transaction has taken. */
interface Taken extends Committed {
  claimId: string;
  /** Messages that were due. */
  looked: number;
  /** Those of them that are not due any more: a message that waits for another one to the same person still is. */
  settled: number;
  /** Nothing that is due was left out. */
  fromStart: boolean;
}

/** Whether something ends within some milliseconds. Rejects if it does. */
async function within(work: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
