import type { ClaimState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import type { Claim } from '../persistence/claim.repository.js';

/** What became of a prize that was handed out. */
export interface Handed {
  readonly state: Extract<ClaimState, 'given' | 'confirming'>;
  readonly handedId: string;
}

/** Gives prizes through the rooms they come from. */
@Injectable()
export class PrizeDesk {
  /** Gives one prize, once however often it is asked; null if its room cannot give it now: it stays won. */
  async give(_tx: Tx, _claim: Claim): Promise<Handed | null> {
    return null;
  }
}
