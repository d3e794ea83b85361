import { DAY_MS, MINUTE_MS } from '@cheban/kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventOccasions, type OccasionRequest, type Occasions, plansOfFirst } from '../../messaging/index.js';
import { OFFER_MINUTES } from '../domain/waiting.js';
import { HoldRepository } from '../persistence/hold.repository.js';
import { WaitingRepository } from '../persistence/waiting.repository.js';
import { type Offered, type OfferKind, OfferMessages } from './offer-messages.usecase.js';
import { SlotFinder } from './slot-finder.js';

type Asked = Offered & { readonly serviceId: string };

/** What the rules of offered slots would say to those who wait now, and of the slots that are held now. */
@Injectable()
export class OfferOccasions implements OnModuleInit {
  constructor(
    private readonly occasions: EventOccasions,
    private readonly messages: OfferMessages,
    private readonly waiting: WaitingRepository,
    private readonly holds: HoldRepository,
    private readonly finder: SlotFinder,
  ) {}

  onModuleInit(): void {
    this.occasions.register('waiting_offer', (asked) => this.ofWaiting(asked));
    this.occasions.register('slot_offer', (asked) => this.ofHolds(asked));
  }

  private async ofWaiting(asked: OccasionRequest): Promise<Occasions> {
    const { storeId, now, most } = asked;
    const all = (await this.waiting.open(storeId, most)).filter(({ state }) => state === 'waiting');
    const tomorrow = now + DAY_MS;
    const offered = all.map((entry) => ({
      ...entry,
      startsAt: tomorrow,
      expiresAt: now + OFFER_MINUTES * MINUTE_MS,
    }));
    return {
      basis: `按此刻候补的 ${all.length} 位车主计算：假如明天这时都有了空位。`,
      ...(await this.plansOf('waiting_offer', offered, asked)),
    };
  }

  private async ofHolds(asked: OccasionRequest): Promise<Occasions> {
    const { storeId, now, until, most } = asked;
    const running = await this.holds.runningIn(storeId, now, until);
    const offered = running.filter(({ purpose }) => purpose === 'offer').slice(0, most);
    return {
      basis: `按此刻已发出、还在保留的 ${offered.length} 个邀约计算。`,
      ...(await this.plansOf('slot_offer', offered, asked)),
    };
  }

  private plansOf(kind: OfferKind, offered: readonly Asked[], { storeId, rule, most }: OccasionRequest) {
    return plansOfFirst(offered, most, async (one) => {
      // A service that the store has given up is offered to nobody.
      const shop = await this.finder.shop(storeId, one.serviceId).catch(() => null);
      return shop ? this.messages.plansOf(kind, one, shop, rule) : [];
    });
  }
}
