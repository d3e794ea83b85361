import type { Claim } from '../persistence/claim.repository.js';
import type { PacketGate, Popped } from '../redis/packet-gate.js';
import type { GateKeeper } from './gate-keeper.js';
import type { Ticket } from './grab-tickets.js';
import type { WriteClaims } from './write-claims.usecase.js';

/** What became of somebody's wish. `busy`: nothing is decided, the same person may ask again. */
export type Outcome =
  | { readonly kind: 'won'; readonly claimId: string; readonly packetNo: number }
  | { readonly kind: 'sold_out' | 'limited' | 'stopped' | 'closed' | 'signed_out' | 'busy' };

/** What the line needs of its surroundings. */
export interface LineTools {
  readonly gate: PacketGate;
  readonly keeper: GateKeeper;
  readonly writer: Pick<WriteClaims, 'write'>;
  now(): number;
  newId(): string;
  /** Winners of the wave by its rows. */
  winners(): Promise<{ ownerId: string; id: string; packetNo: number }[]>;
  ofOwner(ownerId: string): Promise<Pick<Claim, 'id' | 'packetNo'> | null>;
  soldOut(): Promise<void>;
  warn(error: unknown, what: string): void;
}

/** Somebody in the line. */
export interface Waiting {
  readonly ticket: Ticket;
  readonly since: number;
  readonly answer: (outcome: Outcome) => void;
}
/** Somebody whose packet is popped and not written yet. */
export interface Drawn extends Waiting {
  readonly popped: Popped;
}

export const SOLD_OUT: Outcome = { kind: 'sold_out' };
export const BUSY: Outcome = { kind: 'busy' };
