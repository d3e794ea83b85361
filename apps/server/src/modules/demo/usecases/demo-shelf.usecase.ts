import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/index.js';
import { ShopItemRepository } from '../../shop/index.js';
import { Advisors } from '../../staff/index.js';
import { StoreCatalog } from '../../store/index.js';
import { demoShelf } from '../domain/demo-shelf.js';

/** Puts cards and products on the shelf of a demo store, unless it has some. */
@Injectable()
export class DemoShelf {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly stores: StoreCatalog,
    private readonly advisors: Advisors,
    private readonly items: ShopItemRepository,
  ) {}

  async run(storeCode: string): Promise<void> {
    const store = await this.stores.findByCode(storeCode);
    const [seller] = store ? await this.advisors.withRole(store.id, 'marketing', 'manager') : [];
    if (!store || !seller) return;
    const known = await this.items.page({ storeIds: [store.id] }, 1, 1);
    if (known.total > 0) return;
    await this.uow.run(async (tx) => {
      for (const { stock, ...words } of demoShelf) {
        const id = await this.items.insert(tx, store.id, words, stock, seller.id);
        await this.items.update(tx, id, { state: 'on_sale' });
      }
    });
  }
}
