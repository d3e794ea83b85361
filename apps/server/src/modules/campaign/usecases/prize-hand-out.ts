import { type ClaimState, isReturnedClaim, type PrizeKind } from '@cheban/contracts/constants';
import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import type { Logger } from '../../../platform/logging/index.js';
import type { PlannedRepository } from '../../../platform/planned/index.js';
import type { PaymentEvents } from '../../payment/index.js';
import { Suspicions } from '../../suspicion/index.js';
import { prizeText } from '../domain/campaign-words.js';
import { PrizeDesk, type PrizeSource } from './prize-desk.js';

const BATCH = 200;

/** A prize that somebody has won, in whatever campaign or game. */
export interface Won {
  readonly id: string;
  readonly storeId: string;
  readonly ownerId: string;
  readonly kind: PrizeKind;
  readonly amountFen: number;
  readonly state: ClaimState;
}

/** Rows of won prizes; a state is only ever changed from the one it is in. */
export interface WonRows<W extends Won> {
  inState(state: ClaimState, after: string, limit: number): Promise<W[]>;
  lock(tx: Tx, id: string): Promise<W | null>;
  move(
    tx: Tx,
    id: string,
    from: ClaimState,
    to: ClaimState,
    change?: { untilAt?: number | null; handedId?: string },
  ): Promise<boolean>;
}

/** The prize behind something won, and what it was won in. */
export interface WonFrom {
  readonly prize: PrizeSource & { readonly name: string };
  readonly subjectId: string;
  readonly title: string;
}

/**
 * What comes after a win: it is looked at, given through the rooms of money and coupons, and what comes back is in the
 * budget again. Every step is a conditional move of the row's state in the transaction of its effect.
 */
@Injectable()
export abstract class PrizeHandOut<W extends Won> {
  protected abstract readonly area: 'campaign' | 'game';
  /** What the person who looks at it calls it. */
  protected abstract readonly suspect: 'packet' | 'game';
  /** Begins the key of a payout, coupon or code. */
  protected abstract readonly prefix: string;
  /** Chinese, beside the name of the campaign in WeChat. */
  protected abstract readonly payNote: string;
  protected abstract readonly won: WonRows<W>;
  protected abstract readonly plans: Pick<PlannedRepository, 'giveBack'>;

  constructor(
    protected readonly uow: UnitOfWork,
    private readonly desk: PrizeDesk,
    private readonly suspicions: Suspicions,
    // Without @Inject here: Nest would hand it on to the subclass, to another place of its list.
    private readonly logger: Logger,
  ) {}

  protected abstract fromOf(won: W): Promise<WonFrom>;

  /** Cash waits for the winner's yes, arrived, or came back: nobody confirmed it in time, or WeChat Pay refused it. */
  protected async paid(
    tx: Tx,
    { dedupeKey, state, takeUntil }: PaymentEvents['payout.changed'],
  ): Promise<void> {
    if (!dedupeKey.startsWith(this.prefix)) return;
    const won = await this.won.lock(tx, dedupeKey.slice(this.prefix.length));
    if (!won) return;
    const { subjectId } = await this.fromOf(won);
    if (state === 'done') {
      // A payout that was given once more after it had come back.
      if (isReturnedClaim(won.state)) await this.plans.giveBack(tx, subjectId, -won.amountFen);
      await this.won.move(tx, won.id, won.state, 'paid');
    } else if (state === 'failed' || state === 'cancelled') {
      // Who could take it and did not let it lapse; all else was not up to them.
      const left = state === 'failed' && takeUntil !== null;
      if (await this.won.move(tx, won.id, 'confirming', left ? 'lapsed' : 'withdrawn'))
        await this.plans.giveBack(tx, subjectId, won.amountFen);
    } else if (state === 'planned' && isReturnedClaim(won.state)) {
      // Staff give it once more: its winner can take it again, and its money is not free any more.
      await this.plans.giveBack(tx, subjectId, -won.amountFen);
      await this.won.move(tx, won.id, won.state, 'confirming');
    } else if (state === 'confirm') {
      await this.won.move(tx, won.id, 'confirming', 'confirming', { untilAt: takeUntil });
    }
  }

  /** Does a work for everything in a state. One that fails does not hold up the others. */
  protected async each(
    state: 'won' | 'held' | 'waiting',
    work: (tx: Tx, won: W) => Promise<void>,
  ): Promise<void> {
    let last = '';
    for (;;) {
      const found = await this.won.inState(state, last, BATCH);
      for (const won of found) {
        try {
          await this.uow.run((tx) => work(tx, won));
        } catch (error) {
          this.logger.error({ err: error, won: won.id }, 'prize not handed out');
        }
      }
      last = found.at(-1)?.id ?? last;
      if (found.length < BATCH) return;
    }
  }

  /** @param from where it was won, if that is known already */
  protected async give(tx: Tx, won: W, from?: WonFrom): Promise<void> {
    const { id, storeId, ownerId, kind, amountFen, state } = won;
    const { prize, subjectId, title } = from ?? (await this.fromOf(won));
    const verdict = await this.suspicions.check(tx, {
      kind: this.suspect,
      subjectId: id,
      storeId,
      ownerIds: [ownerId],
      title,
      rewardText: prizeText(kind, prize.name, amountFen),
    });
    if (verdict === 'refused') return this.takeBack(tx, won, 'withdrawn');
    if (verdict === 'held') {
      if (state !== 'held') await this.won.move(tx, id, state, 'held');
      return;
    }
    const handed = await this.desk.give(tx, {
      key: `${this.prefix}${id}`,
      storeId,
      ownerId,
      prize,
      amountFen,
      subjectType: this.area,
      subjectId,
      title,
      note: this.payNote,
    });
    await this.won.move(tx, id, state, handed.state, { handedId: handed.handedId });
  }

  /** Nobody gets it: its money and its coupon are free again. */
  protected async takeBack(tx: Tx, won: W, as: 'lapsed' | 'withdrawn'): Promise<void> {
    if (!(await this.won.move(tx, won.id, won.state, as))) return;
    const { prize, subjectId } = await this.fromOf(won);
    await this.plans.giveBack(tx, subjectId, won.amountFen);
    await this.desk.giveBack(tx, prize, 1);
  }
}
