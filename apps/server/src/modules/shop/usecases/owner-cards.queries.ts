import {
  cardStateLabel,
  type OwnerCardItem,
  type OwnerCardsView,
  type OwnerCardView,
  shareStateLabel,
} from '@cheban/contracts';
import { maskPhone } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { notFound } from '../../../platform/errors/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { type Store, StoreCatalog } from '../../store/index.js';
import { whyNotUsable } from '../domain/card-rules.js';
import { cardText, termsOf } from '../domain/shop-words.js';
import { type Card, CardRepository } from '../persistence/card.repository.js';
import { CardShareRepository } from '../persistence/card-share.repository.js';

const iso = (at: number) => toDate(at).toISOString();

/** The cards of an owner: bought, shared with them, or offered to them. */
@Injectable()
export class OwnerCards {
  constructor(
    private readonly cards: CardRepository,
    private readonly shares: CardShareRepository,
    private readonly owners: OwnerDirectory,
    private readonly stores: StoreCatalog,
    private readonly clock: Clock,
  ) {}

  /** Usable ones first, those that expire soonest on top. */
  async list(actor: OwnerActor): Promise<OwnerCardsView> {
    const me = await this.owners.findById(actor.ownerId);
    const [mine, joined, invitations] = await Promise.all([
      this.cards.ofOwner(actor.ownerId),
      this.shares.joinedBy(actor.ownerId),
      me?.phone ? this.shares.invitationsTo(me.phone) : [],
    ]);
    const shared = await this.cards.findByIds(joined.map(({ cardId }) => cardId));
    const offered = await this.cards.findByIds(invitations.map(({ cardId }) => cardId));
    const all = [...mine, ...shared];
    const stores = await this.stores.findByIds(all.map(({ storeId }) => storeId));
    const names = new Map(stores.map(({ id, name }) => [id, name]));
    const givers = await this.owners.findByIds(offered.map(({ ownerId }) => ownerId));
    const items = all.map((card) => this.item(actor, card, names.get(card.storeId) ?? ''));
    items.sort((a, b) =>
      a.canUse === b.canUse ? a.expiresOn.localeCompare(b.expiresOn) : Number(b.canUse) - Number(a.canUse),
    );
    return {
      cards: items,
      invitations: invitations.flatMap((share) => {
        const card = offered.find(({ id }) => id === share.cardId);
        if (card?.state !== 'active') return [];
        const from = givers.get(card.ownerId)?.name || '您的家人';
        return [
          { id: share.id, cardTitle: card.title, from, usesLeft: card.usesLeft, expiresOn: card.expiresOn },
        ];
      }),
    };
  }

  /** Throws REQUEST.NOT_FOUND unless it is mine or shared with me. */
  async detail(actor: OwnerActor, id: string): Promise<OwnerCardView> {
    const card = await this.cards.findById(id);
    const shares = card ? await this.shares.ofCards([id]) : [];
    const myShare = shares.find(({ memberId, state }) => memberId === actor.ownerId && state === 'joined');
    if (!card || (card.ownerId !== actor.ownerId && !myShare)) throw notFound();
    const mine = card.ownerId === actor.ownerId;
    const [store, uses, members] = await Promise.all([
      this.stores.findById(card.storeId),
      this.cards.usesOf(id),
      this.owners.findByIds(shares.flatMap(({ memberId }) => (memberId === null ? [] : [memberId]))),
    ]);
    const item = this.item(actor, card, store?.name ?? '');
    return {
      ...item,
      storeId: card.storeId,
      ...placeOf(store),
      orderId: mine ? card.orderId : null,
      token: item.canUse ? card.token : null,
      code: item.canUse ? card.code : null,
      shareable: mine && card.terms.shareable && card.state === 'active',
      terms: termsOf('card', card.terms, store?.name ?? '门店'),
      uses: uses.map((use) => ({
        id: use.id,
        no: use.shownNo,
        usedAt: iso(use.usedAt),
        storeName: store?.name ?? '',
        note: use.note,
        undoneAt: use.undoneAt === null ? null : iso(use.undoneAt),
      })),
      shares: mine
        ? shares.map((share) => ({
            id: share.id,
            state: share.state,
            stateLabel: shareStateLabel[share.state],
            phoneMasked: maskPhone(share.phone),
            name: members.get(share.memberId ?? '')?.name ?? null,
          }))
        : [],
      myShareId: myShare?.id ?? null,
    };
  }

  private item(actor: OwnerActor, card: Card, storeName: string): OwnerCardItem {
    const today = this.clock.today();
    const why = whyNotUsable(card, today);
    return {
      id: card.id,
      title: card.title,
      serviceName: card.terms.serviceName,
      state: card.state,
      stateLabel: why === 'expired' ? '已过期' : cardStateLabel[card.state],
      usesTotal: card.usesTotal,
      usesLeft: card.usesLeft,
      expiresOn: card.expiresOn,
      expired: today > card.expiresOn,
      canUse: why === null,
      storeName,
      mine: card.ownerId === actor.ownerId,
      text: cardText(card, why, today),
    };
  }
}

const placeOf = (store: Store | null) => ({
  storePhone: store?.phone ?? '',
  storeAddress: store?.address ?? '',
});
