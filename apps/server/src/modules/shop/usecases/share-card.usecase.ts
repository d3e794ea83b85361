import { MOST_SHARES } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import { RateLimit } from '../../../platform/http/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { CardRepository } from '../persistence/card.repository.js';
import { CardShareRepository, phoneIndexOf } from '../persistence/card-share.repository.js';

/** Invitations name phones: nobody shall find out with them who is a customer, or bother many. */
const INVITATIONS = { limit: 20, windowSec: 86_400 } as const;

/** Cards shared within the family: by the phone that a person has verified, revocable at any time. */
@Injectable()
export class ShareCard {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cards: CardRepository,
    private readonly shares: CardShareRepository,
    private readonly owners: OwnerDirectory,
    private readonly outbox: Outbox,
    private readonly rateLimit: RateLimit,
  ) {}

  /**
   * Invites a phone, whether somebody has it here or not: the answer is the same. Throws REQUEST.NOT_FOUND, CARD.STATE,
   * CARD.SHARE_SELF, CARD.SHARES_FULL, REQUEST.TOO_MANY.
   */
  async invite(actor: OwnerActor, cardId: string, phone: string): Promise<void> {
    await this.rateLimit.hit('card-share', actor.ownerId, INVITATIONS.limit, INVITATIONS.windowSec);
    const me = await this.owners.findById(actor.ownerId);
    await this.uow.run(async (tx) => {
      const card = await this.cards.lock(tx, { id: cardId });
      if (card?.ownerId !== actor.ownerId) throw notFound();
      if (card.state !== 'active' || !card.terms.shareable) throw new AppError('CARD.STATE');
      if (me?.phone === phone) throw new AppError('CARD.SHARE_SELF');
      const shared = await this.shares.ofCards([cardId]);
      const others = shared.filter(({ phoneIndex }) => phoneIndex !== phoneIndexOf(phone));
      if (others.length >= MOST_SHARES) throw new AppError('CARD.SHARES_FULL');
      const shareId = await this.shares.invite(tx, cardId, phone);
      const payload = { shareId };
      await this.outbox.append(tx, { type: 'card.invited', storeId: card.storeId, payload });
    });
  }

  /** Returns the card's id. Throws REQUEST.NOT_FOUND, CARD.STATE. */
  async revoke(actor: OwnerActor, shareId: string): Promise<string> {
    const share = await this.shares.findById(shareId);
    const card = share ? await this.cards.findById(share.cardId) : null;
    if (!card || card.ownerId !== actor.ownerId) throw notFound();
    await this.uow.run(async (tx) => {
      if (!(await this.shares.revoke(tx, shareId))) throw new AppError('CARD.STATE');
    });
    return card.id;
  }

  /** Accepts an invitation to my phone, or leaves a card that was shared with me. Throws REQUEST.NOT_FOUND, CARD.STATE. */
  async answer(actor: OwnerActor, shareId: string, accept: boolean): Promise<void> {
    const [share, me] = await Promise.all([
      this.shares.findById(shareId),
      this.owners.findById(actor.ownerId),
    ]);
    const invited = share?.state === 'invited' && me?.phone && share.phoneIndex === phoneIndexOf(me.phone);
    if (!share || !(invited || share.memberId === actor.ownerId)) throw notFound();
    await this.uow.run(async (tx) => {
      const done = accept
        ? await this.shares.join(tx, shareId, actor.ownerId)
        : await this.shares.decline(tx, shareId);
      if (!done) throw new AppError('CARD.STATE');
    });
  }
}
