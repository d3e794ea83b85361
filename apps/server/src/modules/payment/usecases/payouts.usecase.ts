import { MIN_PAYOUT_FEN } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { newId, type Tx } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { WakeUp } from '../../../platform/queue/index.js';
import { cancellableStates } from '../domain/payout-rules.js';
import { PAYOUT_RING } from '../jobs/send-payouts.job.js';
import { type Payout, PayoutRepository } from '../persistence/payout.repository.js';
import { Ledger } from './ledger.usecase.js';
import { payoutNumber } from './pay-numbers.js';

export interface PayoutWish {
  readonly storeId: string;
  readonly ownerId: string;
  readonly amountFen: number;
  /** ASCII, at most 120 characters. The same key is the same payout. */
  readonly dedupeKey: string;
  /** What it is for: one word and an id, for instance `campaign`. The ledger sums by the id. */
  readonly subjectType: string;
  readonly subjectId: string;
  /** Chinese: name of the campaign and what it rewards; at most 32 characters each are kept. WeChat shows both. */
  readonly title: string;
  readonly note: string;
  /** Waits for `release`, for instance until the owner checks in. */
  readonly hold?: boolean;
}

/** Largest sum whatever the merchant's own limit: from 2,000 yuan on WeChat Pay wants the owner's real name. */
const MOST_FEN = 199_999;
const SHOWN = 32;

/**
 * Money for owners, for the rooms that give it. The row with its bill number and the reserved sum are written in the
 * caller's transaction; a worker then sends it. Event `payout.changed` on every step, also when it comes back to the
 * budget (failed, cancelled).
 */
@Injectable()
export class Payouts {
  constructor(
    private readonly payouts: PayoutRepository,
    private readonly ledger: Ledger,
    private readonly outbox: Outbox,
    private readonly wakeUp: WakeUp,
    private readonly clock: Clock,
  ) {}

  /** Returns the id; the same key again gives the same payout. Throws PAY.AMOUNT below 0.1 yuan or from 2,000 yuan on. */
  async request(tx: Tx, wish: PayoutWish): Promise<string> {
    const { amountFen, hold = false, title, note, ...rest } = wish;
    if (!Number.isSafeInteger(amountFen) || amountFen < MIN_PAYOUT_FEN || amountFen > MOST_FEN)
      throw new AppError('PAY.AMOUNT');
    const id = newId(this.clock);
    const payout = {
      ...rest,
      id,
      amountFen,
      outBillNo: payoutNumber(wish.dedupeKey, 1),
      title: title.slice(0, SHOWN),
      note: note.slice(0, SHOWN),
      state: hold ? ('held' as const) : ('planned' as const),
    };
    if (!(await this.payouts.insert(tx, payout))) {
      const known = await this.payouts.lock(tx, { dedupeKey: wish.dedupeKey });
      if (!known) throw new AppError('REQUEST.IN_PROGRESS', { retryAfterSec: 1 });
      return known.id;
    }
    await this.reserve(tx, { ...payout, round: 1 });
    this.ring(tx);
    return id;
  }

  /** Lets a held payout go; false if it was not held (any more). */
  async release(tx: Tx, dedupeKey: string): Promise<boolean> {
    const payout = await this.payouts.lock(tx, { dedupeKey });
    if (payout?.state !== 'held') return false;
    await this.payouts.update(tx, payout.id, { state: 'planned', nextAt: this.clock.now() });
    await this.changed(tx, { ...payout, state: 'planned' });
    this.ring(tx);
    return true;
  }

  /**
   * Takes a payout back: at once if WeChat Pay has not heard of it, else by asking. Whoever was faster, owner or we, wins at
   * WeChat Pay. False if it is too late or its outcome is in doubt.
   */
  async cancel(tx: Tx, payoutId: string): Promise<boolean> {
    const payout = await this.payouts.lock(tx, { id: payoutId });
    if (!payout || !cancellableStates.includes(payout.state)) return false;
    const unheard = payout.tries === 0 && (payout.state === 'held' || payout.state === 'planned');
    if (unheard) {
      await this.end(tx, payout, 'cancelled', null);
      return true;
    }
    if (payout.state === 'planned') return false;
    await this.payouts.update(tx, payout.id, { state: 'cancelling', nextAt: this.clock.now() });
    await this.changed(tx, { ...payout, state: 'cancelling' });
    this.ring(tx);
    return true;
  }

  /** Gives it once more with a new number, after WeChat Pay ended the last. False if it is not ended without success. */
  async repeat(tx: Tx, payoutId: string): Promise<boolean> {
    const payout = await this.payouts.lock(tx, { id: payoutId });
    if (payout?.state !== 'failed' && payout?.state !== 'cancelled') return false;
    const round = payout.round + 1;
    await this.payouts.update(tx, payout.id, {
      state: 'planned',
      round,
      outBillNo: payoutNumber(payout.dedupeKey, round),
      transferBillNo: null,
      packageInfo: null,
      openid: null,
      merchantId: null,
      problem: null,
      takeUntil: null,
      tries: 0,
      nextAt: this.clock.now(),
      doneAt: null,
      checkedAt: null,
    });
    await this.reserve(tx, { ...payout, round });
    await this.changed(tx, { ...payout, state: 'planned' });
    this.ring(tx);
    return true;
  }

  /** Ends a payout in the books and tells whoever gave it. */
  async end(
    tx: Tx,
    payout: Payout,
    state: 'done' | 'failed' | 'cancelled',
    problem: string | null,
  ): Promise<void> {
    const doneAt = this.clock.now();
    await this.payouts.update(tx, payout.id, { state, problem, doneAt, nextAt: null, packageInfo: null });
    const posting = state === 'done' ? 'payout_paid' : 'payout_returned';
    const key = `payout:${payout.id}:${payout.round}:${state === 'done' ? 'paid' : 'returned'}`;
    await this.ledger.post(tx, posting, key, payout, payout.amountFen);
    await this.changed(tx, { ...payout, state });
  }

  async changed(tx: Tx, payout: Payout): Promise<void> {
    const {
      id: payoutId,
      dedupeKey,
      subjectType,
      subjectId,
      ownerId,
      amountFen,
      state,
      takeUntil,
      storeId,
    } = payout;
    await this.outbox.append(tx, {
      type: 'payout.changed',
      storeId,
      payload: { payoutId, dedupeKey, subjectType, subjectId, ownerId, amountFen, state, takeUntil },
    });
  }

  /** How payouts stand, by dedupe key. */
  findByKeys(dedupeKeys: readonly string[]): Promise<Map<string, Payout>> {
    return this.payouts.findByKeys(dedupeKeys);
  }

  /** Payouts of a store that wait for their owners' yes: the newest `most`, and how many there are. */
  waiting(storeId: string, most: number): Promise<{ payouts: Payout[]; total: number }> {
    return this.payouts.page({ storeIds: [storeId], state: 'confirm' }, 1, most);
  }

  async mustFind(id: string): Promise<Payout> {
    const payout = await this.payouts.findById(id);
    if (!payout) throw notFound();
    return payout;
  }

  private async reserve(
    tx: Tx,
    payout: Pick<Payout, 'id' | 'round' | 'storeId' | 'subjectType' | 'subjectId' | 'amountFen'>,
  ): Promise<void> {
    const key = `payout:${payout.id}:${payout.round}:reserved`;
    await this.ledger.post(tx, 'payout_reserved', key, payout, payout.amountFen);
  }

  private ring(tx: Tx): void {
    tx.afterCommit(() => this.wakeUp.ring(PAYOUT_RING));
  }
}
