import type { PrizePlan } from '@cheban/contracts';
import { type Random, shuffle, splitFixed, splitRandom } from './split.js';

/** A packet as it is written: which prize of the wave it holds, and what it takes from the budget, in fen. */
export interface Packet {
  /** 1, 2, 3 … within the wave. */
  readonly number: number;
  /** Place of the prize in the wave's list. */
  readonly prize: number;
  readonly amountFen: number;
}

/** What one prize takes from the budget. */
export function costOf(prize: Pick<PrizePlan, 'kind' | 'totalFen' | 'unitCostFen' | 'count'>): number {
  return prize.kind === 'cash' ? prize.totalFen : prize.unitCostFen * prize.count;
}

/** All packets of a wave, in an order that tells nothing. The same for the same random numbers. */
export function packetsOf(prizes: readonly PrizePlan[], random: Random): Packet[] {
  const packets = prizes.flatMap((prize, index) =>
    amountsOf(prize, random).map((amountFen) => ({ prize: index, amountFen })),
  );
  return shuffle(packets, random).map((packet, index) => ({ number: index + 1, ...packet }));
}

function amountsOf(prize: PrizePlan, random: Random): number[] {
  if (prize.kind !== 'cash') return Array.from({ length: prize.count }, () => prize.unitCostFen);
  return prize.split === 'fixed' ? splitFixed(prize) : splitRandom(prize, random);
}
