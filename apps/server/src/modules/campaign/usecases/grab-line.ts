import { monotonicMs } from '../../../platform/clock/index.js';
import type { NewClaim } from '../persistence/claim.repository.js';
import type { Taken } from '../redis/packet-gate.js';
import { refOf, STALE_MS } from './gate-keeper.js';
import type { Ticket } from './grab-tickets.js';
import { BUSY, type Drawn, type LineTools, type Outcome, SOLD_OUT, type Waiting } from './line-tools.js';
import type { OpenWave } from './open-wave.js';
import type { ClaimRequest, WriteOutcome } from './write-claims.usecase.js';

const GATE_BATCH = 256;
const GATE_CALLS = 2;
const WRITE_BATCH = 512;
const WRITES = 2;
/** Nobody is kept waiting longer than this. */
const PATIENCE_MS = 6_000;
const RETRY_MS = 20;
const TELL_MS = 500;

/**
 * Everybody who wants a packet of one wave, in this process. Wishes of the same moment go to the gate in one script and
 * to the database in one transaction; nobody is answered before the commit. Two taps of one person are one wish.
 */
export class GrabLine {
  private readonly asking = new Map<string, Promise<Outcome>>();
  private readonly won = new Map<string, Outcome>();
  private soldOut = false;
  private ending: Promise<void> | null = null;
  private readonly queue: Waiting[] = [];
  private readonly drawn: Drawn[] = [];
  /** Those for whom the pool was empty while packets may still come back. */
  private parked: Waiting[] = [];
  private gateCalls = 0;
  private writes = 0;
  private flushing = false;
  private checkedConnection = -1;
  private toldAt = 0;
  private parkTimer = false;

  constructor(
    readonly open: OpenWave,
    private readonly tools: LineTools,
  ) {}

  /** What is known without asking anybody: a packet of this person, or that there is none left. */
  known(ownerId: string): Outcome | undefined {
    return this.won.get(ownerId) ?? (this.soldOut ? SOLD_OUT : undefined);
  }

  /** Has the gate stand before anybody taps. */
  async warm(): Promise<void> {
    if (this.checkedConnection === -1) await this.build();
  }

  ask(ticket: Ticket): Promise<Outcome> {
    const running = this.asking.get(ticket.ownerId);
    if (running) return running;
    const work = new Promise<Outcome>((resolve) => {
      const answer = (outcome: Outcome) => {
        this.asking.delete(ticket.ownerId);
        resolve(outcome);
      };
      this.queue.push({ ticket, since: monotonicMs(), answer });
    });
    this.asking.set(ticket.ownerId, work);
    this.wake();
    return work;
  }

  private wake(): void {
    if (this.flushing) return;
    this.flushing = true;
    setImmediate(() => {
      this.flushing = false;
      while (this.queue.length > 0 && this.gateCalls < GATE_CALLS)
        void this.callGate(this.queue.splice(0, GATE_BATCH));
    });
  }

  private async callGate(batch: Waiting[]): Promise<void> {
    this.gateCalls += 1;
    try {
      const answers = await this.take(batch);
      for (const [index, one] of batch.entries()) {
        if (answers === null) this.again(one);
        else this.sort(one, answers[index] ?? { kind: 'empty', pending: 1 });
      }
    } catch (error) {
      this.tools.warn(error, 'packet gate');
      for (const { answer } of batch) answer(BUSY);
    } finally {
      this.gateCalls -= 1;
      if (this.queue.length > 0) this.wake();
    }
  }

  /** Asks the gate; null if it had to be built first. */
  private async take(batch: readonly Waiting[]): Promise<Taken[] | null> {
    const { gate } = this.tools;
    // Behind a new connection may be a Redis that was restarted from an old file.
    if (this.checkedConnection !== gate.connectionNo || gate.connectionNo === 0) await this.build();
    const tickets = batch.map(({ ticket }) => ticket);
    const answers = await gate.take(refOf(this.open), this.open.plan, tickets);
    if (answers === null) await this.build();
    return answers;
  }

  private async build(): Promise<void> {
    if (!(await this.tools.keeper.ensure(this.open))) throw new Error('The gate was not built in time');
    this.checkedConnection = this.tools.gate.connectionNo;
  }

  private sort(one: Waiting, taken: Taken): void {
    switch (taken.kind) {
      case 'new':
        this.drawn.push({ ...one, popped: taken.popped });
        this.write();
        return;
      case 'committed':
        this.give(one, taken.claimId, taken.packetNo);
        return;
      case 'limited':
        one.answer({ kind: 'limited' });
        return;
      case 'pending':
        void this.resolve(one);
        return;
      case 'empty':
        if (taken.pending === 0) void this.end(one);
        else this.park(one);
    }
  }

  /** Another process, or a commit in doubt, has this person's packet: the row decides. */
  private async resolve(one: Waiting): Promise<void> {
    try {
      const row = await this.tools.ofOwner(one.ticket.ownerId);
      if (row) return this.give(one, row.id, row.packetNo);
      await this.tools.keeper.settleStale(this.open);
      setTimeout(() => this.again(one), RETRY_MS * 2);
    } catch (error) {
      this.tools.warn(error, 'packet in doubt');
      one.answer(BUSY);
    }
  }

  /** The pool is empty for good: whoever has nothing now gets nothing, in this process without asking again. */
  private async end(one: Waiting): Promise<void> {
    try {
      this.ending ??= this.remember();
      await this.ending;
      one.answer(this.known(one.ticket.ownerId) ?? SOLD_OUT);
    } catch (error) {
      this.ending = null;
      this.tools.warn(error, 'winners of a wave');
      one.answer(BUSY);
    }
  }

  private async remember(): Promise<void> {
    for (const { ownerId, id, packetNo } of await this.tools.winners())
      this.won.set(ownerId, { kind: 'won', claimId: id, packetNo });
    this.soldOut = true;
    await this.tools.soldOut();
  }

  /** Waits with the others until the packets under way are written or back; one of them asks for all. */
  private park(one: Waiting): void {
    this.parked.push(one);
    if (this.parkTimer) return;
    this.parkTimer = true;
    setTimeout(() => void this.unpark(), RETRY_MS);
  }

  private async unpark(): Promise<void> {
    this.parkTimer = false;
    const [first, ...rest] = this.parked.splice(0);
    if (first === undefined) return;
    try {
      if (monotonicMs() - first.since >= STALE_MS) await this.tools.keeper.settleStale(this.open);
      const [taken] = (await this.take([first])) ?? [];
      if (taken?.kind === 'empty' && taken.pending > 0)
        for (const one of [first, ...rest]) this.parkOrGiveUp(one);
      else {
        if (taken) this.sort(first, taken);
        else this.again(first);
        for (const one of rest) this.again(one);
      }
    } catch (error) {
      this.tools.warn(error, 'packet gate');
      for (const { answer } of [first, ...rest]) answer(BUSY);
    }
  }

  private parkOrGiveUp(one: Waiting): void {
    if (monotonicMs() - one.since >= PATIENCE_MS) one.answer(BUSY);
    else this.park(one);
  }

  private again(one: Waiting): void {
    const known = this.known(one.ticket.ownerId);
    if (known) one.answer(known);
    else if (monotonicMs() - one.since >= PATIENCE_MS) one.answer(BUSY);
    else {
      this.queue.push(one);
      this.wake();
    }
  }

  private write(): void {
    if (this.writes >= WRITES || this.drawn.length === 0) return;
    this.writes += 1;
    // What the gate answers in this moment goes into the same transaction.
    setImmediate(() => {
      const batch = this.drawn.splice(0, WRITE_BATCH);
      void this.writeBatch(batch).finally(() => {
        this.writes -= 1;
        this.write();
      });
    });
  }

  private async writeBatch(batch: readonly Drawn[]): Promise<void> {
    if (batch.length === 0) return;
    const { wave, plan } = this.open;
    const tell = monotonicMs() - this.toldAt >= TELL_MS;
    if (tell) this.toldAt = monotonicMs();
    const target = { campaignId: wave.campaignId, waveId: wave.id, storeIds: plan.storeIds, tell };
    let requests: ClaimRequest[];
    let outcomes: WriteOutcome[];
    try {
      requests = batch.map((one) => this.requestOf(one));
      outcomes = await this.tools.writer.write(target, requests);
    } catch (error) {
      // Whether the rows are there is not known: the marks in the gate stay, and the next tap finds out.
      this.tools.warn(error, 'claims not written');
      for (const { answer } of batch) answer(BUSY);
      return;
    }
    const written = batch.flatMap((one, index) => {
      const outcome = outcomes[index] ?? { kind: 'closed' as const };
      const claimId = requests[index]?.claim.id ?? '';
      if (outcome.kind !== 'written') {
        void this.refuse(one, outcome);
        return [];
      }
      this.give(one, claimId, one.popped.packetNo);
      return [{ ownerId: one.ticket.ownerId, packetNo: one.popped.packetNo, claimId }];
    });
    if (written.length === 0) return;
    // A lost confirmation costs a look into the database, no more.
    await this.tools.gate
      .confirm(refOf(this.open), written)
      .catch((error: unknown) => this.tools.warn(error, 'claims not confirmed'));
  }

  private async refuse(one: Drawn, outcome: Exclude<WriteOutcome, { kind: 'written' }>): Promise<void> {
    const { ticket, popped } = one;
    const undo = (back: boolean, freeLimits: boolean) =>
      this.tools.gate.undo(refOf(this.open), ticket.ownerId, popped, { back, freeLimits });
    try {
      if (outcome.kind === 'packet_taken') {
        await undo(false, true);
        return this.again(one);
      }
      await undo(true, outcome.kind !== 'limited');
    } catch (error) {
      this.tools.warn(error, 'packet not given back');
    }
    if (outcome.kind === 'had') this.give(one, outcome.claim.id, outcome.claim.packetNo);
    else one.answer(outcome.kind === 'packet_taken' ? BUSY : { kind: outcome.kind });
  }

  private give(one: Waiting, claimId: string, packetNo: number): void {
    const outcome: Outcome = { kind: 'won', claimId, packetNo };
    this.won.set(one.ticket.ownerId, outcome);
    one.answer(outcome);
  }

  private requestOf({ ticket, popped }: Drawn): ClaimRequest {
    const packet = this.open.packet(popped.packetNo);
    const prize = packet ? this.open.wave.prizes[packet.prize] : undefined;
    if (!packet || !prize) throw new Error(`Packet ${popped.packetNo} was never written`);
    const claim: NewClaim = {
      id: this.tools.newId(),
      packetNo: popped.packetNo,
      storeId: ticket.storeId,
      ownerId: ticket.ownerId,
      accountId: ticket.accountId,
      vehicleId: popped.vehicleId || (ticket.vehicleIds[0] ?? null),
      prize: packet.prize,
      kind: prize.kind,
      amountFen: packet.amountFen,
      personKey: popped.personSlot > 0 ? `${ticket.ownerId}:${popped.personSlot}` : null,
      phoneKey: popped.phoneSlot > 0 ? `${popped.phoneIndex}:${popped.phoneSlot}` : null,
      carKey: popped.carSlot > 0 ? `${popped.vehicleId}:${popped.carSlot}` : null,
      wonAt: this.tools.now(),
    };
    return { claim, sessionId: ticket.sessionId };
  }
}
