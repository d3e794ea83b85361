import type { CampaignState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Sessions } from '../../../platform/auth/index.js';
import { isDuplicate, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { Live } from '../../../platform/live/index.js';
import { isGrabbable } from '../../../platform/planned/index.js';
import { type Claim, ClaimRepository, type NewClaim } from '../persistence/claim.repository.js';

/** A claim and the log-in that asked for it. */
export interface ClaimRequest {
  readonly claim: NewClaim;
  readonly sessionId: string;
}

export type WriteOutcome =
  /** The row is committed. */
  | { readonly kind: 'written' }
  /** This person has a packet of the wave already. */
  | { readonly kind: 'had'; readonly claim: Claim }
  | { readonly kind: 'packet_taken' | 'limited' | 'signed_out' | 'stopped' | 'closed' };

/** Where the claims of a batch belong. */
export interface WriteTarget {
  readonly campaignId: string;
  readonly waveId: string;
  readonly storeIds: readonly string[];
  /** Consoles that watch are told. */
  readonly tell: boolean;
}

/**
 * Writes the claims of some milliseconds in one transaction. The rows of wave and campaign are locked for sharing, so
 * that a stop or a closing comes wholly before or wholly after: what is written here was allowed at that moment.
 */
@Injectable()
export class WriteClaims {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly claims: ClaimRepository,
    private readonly sessions: Sessions,
    private readonly live: Live,
  ) {}

  /**
   * One outcome for each request, in their order. Throws if it is not known whether the rows are committed (the
   * database went away): then nobody may be told anything but to try again.
   */
  async write(target: WriteTarget, requests: readonly ClaimRequest[]): Promise<WriteOutcome[]> {
    try {
      return await this.uow.run((tx) => this.together(tx, target, requests));
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    // Somebody in the batch meets a unique key: rare, so each is tried alone.
    const outcomes: WriteOutcome[] = [];
    for (const request of requests) outcomes.push(await this.alone(target, request));
    return outcomes;
  }

  private async together(
    tx: Tx,
    target: WriteTarget,
    requests: readonly ClaimRequest[],
  ): Promise<WriteOutcome[]> {
    const refusal = await this.refusal(tx, target);
    if (refusal) return requests.map(() => refusal);
    const alive = await this.sessions.alive(
      tx,
      requests.map(({ sessionId }) => sessionId),
    );
    const good = requests.filter(({ sessionId }) => alive.has(sessionId));
    if (good.length > 0)
      await this.claims.insert(
        tx,
        target.campaignId,
        target.waveId,
        good.map(({ claim }) => claim),
      );
    if (target.tell)
      for (const storeId of target.storeIds)
        this.live.publish(tx, { topic: 'campaign', storeId, id: target.campaignId, notice: null });
    return requests.map(({ sessionId }) => ({ kind: alive.has(sessionId) ? 'written' : 'signed_out' }));
  }

  private async refusal(tx: Tx, { waveId }: WriteTarget): Promise<WriteOutcome | null> {
    const [row] = await tx.query<{ state: CampaignState; closedAt: Date | null }[]>(
      `SELECT c.state, w.closed_at AS closedAt FROM campaign_wave w JOIN campaign c ON c.id = w.campaign_id
        WHERE w.id = ? LOCK IN SHARE MODE`,
      [waveId],
    );
    if (!row || row.closedAt !== null) return { kind: 'closed' };
    return isGrabbable(row.state) ? null : { kind: 'stopped' };
  }

  private async alone(target: WriteTarget, request: ClaimRequest): Promise<WriteOutcome> {
    try {
      const [outcome] = await this.uow.run((tx) => this.together(tx, target, [request]));
      return outcome ?? { kind: 'closed' };
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      const had = await this.claims.ofOwner(target.waveId, request.claim.ownerId);
      if (had) return had.id === request.claim.id ? { kind: 'written' } : { kind: 'had', claim: had };
      return { kind: isDuplicate(error, 'uq_packet_claim_packet') ? 'packet_taken' : 'limited' };
    }
  }
}
