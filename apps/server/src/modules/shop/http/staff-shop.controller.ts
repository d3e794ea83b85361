import { routes } from '@cheban/contracts';
import { Body, Controller, Param, Query } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import {
  type BodyOf,
  CurrentStaff,
  Handles,
  type ParamsOf,
  type QueryOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { Counter } from '../usecases/counter.usecase.js';
import { RefundShopOrder } from '../usecases/refund-shop-order.usecase.js';
import { ShopItems } from '../usecases/shop-items.usecase.js';
import { StaffShop } from '../usecases/staff-shop.queries.js';

const area = routes.staffShop;

/** Cards and products for staff: what is sold, orders, the counter. */
@Controller()
export class StaffShopController {
  constructor(
    private readonly stock: ShopItems,
    private readonly views: StaffShop,
    private readonly refunds: RefundShopOrder,
    private readonly counter: Counter,
  ) {}

  @Handles(area.items)
  items(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.items.query }) query: QueryOf<typeof area.items>,
  ): Promise<ViewOf<typeof area.items>> {
    return this.stock.list(actor, query);
  }

  @Handles(area.item)
  item(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.item.params }) params: ParamsOf<typeof area.item>,
  ): Promise<ViewOf<typeof area.item>> {
    return this.stock.detail(actor, params.id);
  }

  @Handles(area.createItem)
  async createItem(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.createItem.body }) body: BodyOf<typeof area.createItem>,
  ): Promise<ViewOf<typeof area.createItem>> {
    return this.stock.detail(actor, await this.stock.create(actor, body));
  }

  @Handles(area.updateItem)
  async updateItem(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.updateItem.params }) params: ParamsOf<typeof area.updateItem>,
    @Body({ schema: area.updateItem.body }) body: BodyOf<typeof area.updateItem>,
  ): Promise<ViewOf<typeof area.updateItem>> {
    await this.stock.update(actor, params.id, body);
    return this.stock.detail(actor, params.id);
  }

  @Handles(area.setItemState)
  async setItemState(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.setItemState.params }) params: ParamsOf<typeof area.setItemState>,
    @Body({ schema: area.setItemState.body }) body: BodyOf<typeof area.setItemState>,
  ): Promise<ViewOf<typeof area.setItemState>> {
    await this.stock.setState(actor, params.id, body.state);
    return this.stock.detail(actor, params.id);
  }

  @Handles(area.addStock)
  async addStock(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.addStock.params }) params: ParamsOf<typeof area.addStock>,
    @Body({ schema: area.addStock.body }) body: BodyOf<typeof area.addStock>,
  ): Promise<ViewOf<typeof area.addStock>> {
    await this.stock.addStock(actor, params.id, body.change, body.reason);
    return this.stock.detail(actor, params.id);
  }

  @Handles(area.orders)
  orders(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.orders.query }) query: QueryOf<typeof area.orders>,
  ): Promise<ViewOf<typeof area.orders>> {
    return this.views.orders(actor, query);
  }

  @Handles(area.order)
  order(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.order.params }) params: ParamsOf<typeof area.order>,
  ): Promise<ViewOf<typeof area.order>> {
    return this.views.order(actor, params.id);
  }

  @Handles(area.refundQuote)
  refundQuote(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.refundQuote.params }) params: ParamsOf<typeof area.refundQuote>,
  ): Promise<ViewOf<typeof area.refundQuote>> {
    return this.refunds.quote(actor, params.id);
  }

  @Handles(area.refund)
  async refund(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.refund.params }) params: ParamsOf<typeof area.refund>,
    @Body({ schema: area.refund.body }) body: BodyOf<typeof area.refund>,
  ): Promise<ViewOf<typeof area.refund>> {
    await this.refunds.byStaff(actor, params.id, body.amountFen, body.reason);
    return this.views.order(actor, params.id);
  }

  @Handles(area.findPickUp)
  async findPickUp(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.findPickUp.query }) query: QueryOf<typeof area.findPickUp>,
  ): Promise<ViewOf<typeof area.findPickUp>> {
    return this.views.order(actor, await this.counter.findOrder(actor, query.storeId, query.code));
  }

  @Handles(area.pickUp)
  async pickUp(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.pickUp.params }) params: ParamsOf<typeof area.pickUp>,
  ): Promise<ViewOf<typeof area.pickUp>> {
    await this.counter.pickUp(actor, params.id);
    return this.views.order(actor, params.id);
  }

  @Handles(area.cards)
  cards(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.cards.query }) query: QueryOf<typeof area.cards>,
  ): Promise<ViewOf<typeof area.cards>> {
    return this.views.cards(actor, query);
  }

  @Handles(area.findCard)
  async findCard(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.findCard.query }) query: QueryOf<typeof area.findCard>,
  ): Promise<ViewOf<typeof area.findCard>> {
    return this.views.card(actor, await this.counter.findCard(actor, query.storeId, query.code));
  }

  @Handles(area.card)
  card(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.card.params }) params: ParamsOf<typeof area.card>,
  ): Promise<ViewOf<typeof area.card>> {
    return this.views.card(actor, params.id);
  }

  @Handles(area.useCard)
  async useCard(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.useCard.params }) params: ParamsOf<typeof area.useCard>,
    @Body({ schema: area.useCard.body }) body: BodyOf<typeof area.useCard>,
  ): Promise<ViewOf<typeof area.useCard>> {
    await this.counter.useCard(actor, params.id, body.seen, body.note);
    return this.views.card(actor, params.id);
  }

  @Handles(area.undoUse)
  async undoUse(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.undoUse.params }) params: ParamsOf<typeof area.undoUse>,
    @Body({ schema: area.undoUse.body }) body: BodyOf<typeof area.undoUse>,
  ): Promise<ViewOf<typeof area.undoUse>> {
    return this.views.card(actor, await this.counter.undoUse(actor, params.id, body.reason));
  }
}
