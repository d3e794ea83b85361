import { routes } from '@cheban/contracts';
import { Body, Controller, Param, Query } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import {
  type BodyOf,
  CurrentOwner,
  Handles,
  type ParamsOf,
  type QueryOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { BuyItem } from '../usecases/buy-item.usecase.js';
import { OwnerCards } from '../usecases/owner-cards.queries.js';
import { OwnerShop } from '../usecases/owner-shop.queries.js';
import { RefundShopOrder } from '../usecases/refund-shop-order.usecase.js';
import { ShareCard } from '../usecases/share-card.usecase.js';

const area = routes.shop;

/** Owners buy cards and products, and share cards. */
@Controller()
export class ShopController {
  constructor(
    private readonly shop: OwnerShop,
    private readonly myCards: OwnerCards,
    private readonly buying: BuyItem,
    private readonly refunds: RefundShopOrder,
    private readonly sharing: ShareCard,
  ) {}

  @Handles(area.items)
  items(
    @CurrentOwner() actor: OwnerActor,
    @Query({ schema: area.items.query }) query: QueryOf<typeof area.items>,
  ): Promise<ViewOf<typeof area.items>> {
    return this.shop.items(actor, query);
  }

  @Handles(area.item)
  item(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.item.params }) params: ParamsOf<typeof area.item>,
  ): Promise<ViewOf<typeof area.item>> {
    return this.shop.item(actor, params.id);
  }

  @Handles(area.buy)
  async buy(
    @CurrentOwner() actor: OwnerActor,
    @Body({ schema: area.buy.body }) body: BodyOf<typeof area.buy>,
  ): Promise<ViewOf<typeof area.buy>> {
    return this.shop.order(actor, await this.buying.run(actor, body.itemId, body.quantity));
  }

  @Handles(area.orders)
  orders(
    @CurrentOwner() actor: OwnerActor,
    @Query({ schema: area.orders.query }) query: QueryOf<typeof area.orders>,
  ): Promise<ViewOf<typeof area.orders>> {
    return this.shop.orders(actor, query);
  }

  @Handles(area.order)
  order(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.order.params }) params: ParamsOf<typeof area.order>,
  ): Promise<ViewOf<typeof area.order>> {
    return this.shop.order(actor, params.id);
  }

  @Handles(area.cancelOrder)
  async cancelOrder(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.cancelOrder.params }) params: ParamsOf<typeof area.cancelOrder>,
  ): Promise<ViewOf<typeof area.cancelOrder>> {
    await this.refunds.cancel(actor, params.id);
    return this.shop.order(actor, params.id);
  }

  @Handles(area.refundOrder)
  async refundOrder(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.refundOrder.params }) params: ParamsOf<typeof area.refundOrder>,
  ): Promise<ViewOf<typeof area.refundOrder>> {
    await this.refunds.byOwner(actor, params.id);
    return this.shop.order(actor, params.id);
  }

  @Handles(area.cards)
  cards(@CurrentOwner() actor: OwnerActor): Promise<ViewOf<typeof area.cards>> {
    return this.myCards.list(actor);
  }

  @Handles(area.card)
  card(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.card.params }) params: ParamsOf<typeof area.card>,
  ): Promise<ViewOf<typeof area.card>> {
    return this.myCards.detail(actor, params.id);
  }

  @Handles(area.invite)
  async invite(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.invite.params }) params: ParamsOf<typeof area.invite>,
    @Body({ schema: area.invite.body }) body: BodyOf<typeof area.invite>,
  ): Promise<ViewOf<typeof area.invite>> {
    await this.sharing.invite(actor, params.id, body.phone);
    return this.myCards.detail(actor, params.id);
  }

  @Handles(area.revokeShare)
  async revokeShare(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.revokeShare.params }) params: ParamsOf<typeof area.revokeShare>,
  ): Promise<ViewOf<typeof area.revokeShare>> {
    return this.myCards.detail(actor, await this.sharing.revoke(actor, params.id));
  }

  @Handles(area.answerShare)
  async answerShare(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.answerShare.params }) params: ParamsOf<typeof area.answerShare>,
    @Body({ schema: area.answerShare.body }) body: BodyOf<typeof area.answerShare>,
  ): Promise<ViewOf<typeof area.answerShare>> {
    await this.sharing.answer(actor, params.id, body.accept);
    return this.myCards.list(actor);
  }
}
