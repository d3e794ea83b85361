import { Module } from '@nestjs/common';
import { MediaModule } from '../media/index.js';
import { MessagingModule } from '../messaging/index.js';
import { PaymentModule } from '../payment/index.js';
import { StaffModule } from '../staff/index.js';
import { StoreModule } from '../store/index.js';
import { VehicleModule } from '../vehicle/index.js';
import { ShopController } from './http/shop.controller.js';
import { StaffShopController } from './http/staff-shop.controller.js';
import { SweepCardsHandler } from './jobs/sweep-cards.handler.js';
import { CardRepository } from './persistence/card.repository.js';
import { CardShareRepository } from './persistence/card-share.repository.js';
import { ShopItemRepository } from './persistence/shop-item.repository.js';
import { ShopOrderRepository } from './persistence/shop-order.repository.js';
import { BuyItem } from './usecases/buy-item.usecase.js';
import { CardInvitations } from './usecases/card-invitations.usecase.js';
import { Counter } from './usecases/counter.usecase.js';
import { ExpiringCards } from './usecases/expiring-cards.usecase.js';
import { OrderEvents } from './usecases/order-events.usecase.js';
import { OwnerCards } from './usecases/owner-cards.queries.js';
import { OwnerShop } from './usecases/owner-shop.queries.js';
import { RefundShopOrder } from './usecases/refund-shop-order.usecase.js';
import { ShareCard } from './usecases/share-card.usecase.js';
import { ShopItems } from './usecases/shop-items.usecase.js';
import { StaffShop } from './usecases/staff-shop.queries.js';

/** Service cards and the micro-shop: what is sold, orders, cards and their uses. */
@Module({
  imports: [MediaModule, MessagingModule, PaymentModule, StaffModule, StoreModule, VehicleModule],
  controllers: [ShopController, StaffShopController],
  providers: [
    BuyItem,
    CardInvitations,
    CardRepository,
    CardShareRepository,
    Counter,
    ExpiringCards,
    OrderEvents,
    OwnerCards,
    OwnerShop,
    RefundShopOrder,
    ShareCard,
    ShopItemRepository,
    ShopItems,
    ShopOrderRepository,
    StaffShop,
    SweepCardsHandler,
  ],
  exports: [ShopItemRepository],
})
export class ShopModule {}
