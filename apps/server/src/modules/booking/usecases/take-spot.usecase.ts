import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { HoldRepository } from '../persistence/hold.repository.js';
import { WaitingRepository } from '../persistence/waiting.repository.js';
import { Holds } from './holds.usecase.js';
import type { Shop } from './slot-finder.js';
import { SlotGate, type Spot } from './slot-gate.js';

export interface TakenSpot extends Spot {
  /** Set if the booking stands beyond capacity. */
  overbookReason: string | null;
}

export interface SpotWish {
  /** Id of the booking. */
  id: string;
  /** Milliseconds. */
  startsAt: number;
  ownerId: string;
  /** Set if staff do it. */
  staffId: string | null;
  /** Key of a hold of the same person that must not stand in the way. */
  formHolder: string | null;
  advisorId: string | null;
  bayId?: string | undefined;
  holdId?: string | undefined;
  overbook?: string | undefined;
  onlyFromHold?: boolean;
}

/** The place of a booking: from a hold, through the gate, or beyond capacity if that is allowed. */
@Injectable()
export class TakeSpot {
  constructor(
    private readonly gate: SlotGate,
    private readonly holds: Holds,
    private readonly holdRows: HoldRepository,
    private readonly waiting: WaitingRepository,
  ) {}

  /** Throws as the gate does, and BOOKING.HOLD_GONE if only the hold would do. */
  async forNew(tx: Tx, shop: Shop, wish: SpotWish): Promise<TakenSpot> {
    if (wish.holdId !== undefined) {
      const spot = await this.holds.redeem(tx, wish.holdId, shop, wish);
      if (spot !== null) {
        const { bayId, advisorId, technicianId, endsAt } = spot;
        return { bayId, advisorId, technicianId, endsAt, overbookReason: null };
      }
      if (wish.onlyFromHold) throw new AppError('BOOKING.HOLD_GONE');
    } else if (wish.formHolder !== null) {
      await this.holds.release(tx, wish.formHolder);
    }
    return this.throughGate(tx, shop, wish);
  }

  /** The gate, and beyond it with a reason. */
  async throughGate(
    tx: Tx,
    shop: Shop,
    wish: Pick<SpotWish, 'id' | 'startsAt' | 'advisorId' | 'bayId' | 'staffId' | 'overbook'>,
  ): Promise<TakenSpot> {
    const { id, startsAt, advisorId, bayId } = wish;
    const asked = { holder: id, startsAt, advisorId, bayId, staff: wish.staffId !== null, expiresAt: null };
    try {
      return { ...(await this.gate.take(tx, shop, asked)), overbookReason: null };
    } catch (error) {
      const full = error instanceof AppError && error.code === 'BOOKING.SLOT_FULL';
      if (!full || wish.overbook === undefined) throw error;
      return { ...(await this.gate.beyond(shop, asked)), overbookReason: wish.overbook };
    }
  }

  /** A booking of the car ends its place on the waiting list, and gives back what was offered beside it. */
  async endWaiting(tx: Tx, vehicleId: string): Promise<void> {
    const entry = await this.waiting.lockOpenOf(tx, vehicleId);
    if (!entry) return;
    if (entry.holdId !== null) {
      const hold = await this.holdRows.lockById(tx, entry.holdId);
      if (hold) await this.holds.drop(tx, hold);
      await this.waiting.answerOffer(tx, entry.holdId, entry.id, 'booked');
    }
    await this.waiting.update(tx, entry.id, { state: 'booked', why: '已预约成功。' });
  }
}
