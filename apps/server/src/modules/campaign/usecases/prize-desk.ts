import type { ClaimState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import { Payouts } from '../../payment/index.js';
import type { Campaign } from '../persistence/campaign.repository.js';
import type { Claim } from '../persistence/claim.repository.js';

/** What became of a prize that was handed out. */
export interface Handed {
  readonly state: Extract<ClaimState, 'given' | 'confirming'>;
  readonly handedId: string;
}

const KEY = 'packet:';

/** The key by which the other rooms know what they give for a claim: the same claim is never given twice. */
export const keyOf = (claim: Pick<Claim, 'id'>) => `${KEY}${claim.id}`;
/** The claim behind such a key, or null if it is somebody else's. */
export const claimIdOf = (key: string) => (key.startsWith(KEY) ? key.slice(KEY.length) : null);

/** Gives prizes through the rooms they come from. */
@Injectable()
export class PrizeDesk {
  constructor(private readonly payouts: Payouts) {}

  /** Gives one prize, once however often it is asked; null if its room cannot give it now: it stays won. */
  async give(tx: Tx, claim: Claim, { plan }: Campaign): Promise<Handed | null> {
    if (claim.kind !== 'cash') return null;
    const handedId = await this.payouts.request(tx, {
      storeId: claim.storeId,
      ownerId: claim.ownerId,
      amountFen: claim.amountFen,
      dedupeKey: keyOf(claim),
      subjectType: 'campaign',
      subjectId: claim.campaignId,
      title: plan.title,
      note: '抢红包奖励',
    });
    return { state: 'confirming', handedId };
  }
}
