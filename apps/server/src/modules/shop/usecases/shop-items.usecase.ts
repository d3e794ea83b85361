import {
  type PhotoView,
  payOrderKindLabel,
  type routes,
  type ShopItemBody,
  type StaffShopItem,
  shopItemStateLabel,
} from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, type StaffActor, storeOf, storesOf } from '../../../platform/auth/index.js';
import { toDate } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { BodyOf, QueryOf, ViewOf } from '../../../platform/http/index.js';
import { Photos } from '../../media/index.js';
import { StoreCatalog } from '../../store/index.js';
import { termsOf } from '../domain/shop-words.js';
import {
  type ShopItem,
  ShopItemRepository,
  type ShopItemWords,
} from '../persistence/shop-item.repository.js';

/** Photos of items are kept under this word. */
export const ITEM_PHOTOS = 'shop_item';

/** Cards and products as marketing staff keep them. */
@Injectable()
export class ShopItems {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly items: ShopItemRepository,
    private readonly photos: Photos,
    private readonly stores: StoreCatalog,
    private readonly audit: Audit,
  ) {}

  /** Throws STORE.NOT_FOUND. */
  async list(
    actor: StaffActor,
    query: QueryOf<typeof routes.staffShop.items>,
  ): Promise<ViewOf<typeof routes.staffShop.items>> {
    const { page, pageSize, storeId, ...filter } = query;
    const found = await this.items.page({ ...filter, storeIds: storesOf(actor, storeId) }, page, pageSize);
    return { items: await this.views(found.items), total: found.total, page, pageSize };
  }

  /** Throws REQUEST.NOT_FOUND. */
  async detail(actor: StaffActor, id: string): Promise<StaffShopItem> {
    const item = await this.items.findById(id);
    if (!item) throw notFound();
    ensureStore(actor, item.storeId);
    const [view] = await this.views([item]);
    if (!view) throw notFound();
    return view;
  }

  /** Throws STORE.NOT_FOUND, SHOP.SERVICE, PHOTO.NOT_YOURS. */
  async create(actor: StaffActor, body: BodyOf<typeof routes.staffShop.createItem>): Promise<string> {
    const storeId = storeOf(actor, body.storeId);
    const words = await this.wordsOf(storeId, body.item);
    return this.uow.run(async (tx) => {
      const id = await this.items.insert(tx, storeId, words, body.stock, actor.staffId);
      await this.setPhotos(tx, actor, id, body.item.photoIds);
      await this.write(tx, actor, id, storeId, `新建${payOrderKindLabel[words.kind]}“${words.title}”`);
      return id;
    });
  }

  /** What is sold keeps its own terms. Throws REQUEST.NOT_FOUND, SHOP.KIND, SHOP.SERVICE, PHOTO.NOT_YOURS. */
  async update(actor: StaffActor, id: string, body: ShopItemBody): Promise<void> {
    const known = await this.mine(actor, id);
    if (known.kind !== body.kind) throw new AppError('SHOP.KIND');
    const words = await this.wordsOf(known.storeId, body);
    await this.uow.run(async (tx) => {
      await this.items.update(tx, id, words);
      await this.setPhotos(tx, actor, id, body.photoIds);
      await this.write(tx, actor, id, known.storeId, `修改“${words.title}”，价格 ${words.priceFen} 分`);
    });
  }

  /** Throws REQUEST.NOT_FOUND, SHOP.STATE. */
  async setState(actor: StaffActor, id: string, state: 'on_sale' | 'off'): Promise<void> {
    await this.uow.run(async (tx) => {
      const item = await this.items.lockById(tx, id);
      if (!item) throw notFound();
      ensureStore(actor, item.storeId);
      if (item.state === state || (item.state === 'draft' && state === 'off'))
        throw new AppError('SHOP.STATE');
      await this.items.update(tx, id, { state });
      const text = `${state === 'on_sale' ? '上架' : '下架'}“${item.title}”`;
      await this.write(tx, actor, id, item.storeId, text);
    });
  }

  /** Throws REQUEST.NOT_FOUND, SHOP.STOCK. */
  async addStock(actor: StaffActor, id: string, change: number, reason: string): Promise<void> {
    const item = await this.mine(actor, id);
    await this.uow.run(async (tx) => {
      if (!(await this.items.changeStock(tx, id, change))) throw new AppError('SHOP.STOCK');
      const text = `“${item.title}”库存 ${change > 0 ? '+' : ''}${change}：${reason}`;
      await this.write(tx, actor, id, item.storeId, text);
    });
  }

  private async mine(actor: StaffActor, id: string): Promise<ShopItem> {
    const item = await this.items.findById(id);
    if (!item) throw notFound();
    ensureStore(actor, item.storeId);
    return item;
  }

  private async wordsOf(storeId: string, body: ShopItemBody): Promise<ShopItemWords> {
    const { photoIds: _photos, ...words } = body;
    const serviceId = words.card?.serviceId ?? null;
    if (serviceId === null) return words;
    const service = await this.stores.findService(serviceId);
    if (service?.storeId !== storeId) throw new AppError('SHOP.SERVICE');
    return words;
  }

  private setPhotos(tx: Tx, actor: StaffActor, id: string, photoIds: readonly string[]): Promise<void> {
    return this.photos.set(tx, { type: ITEM_PHOTOS, id }, photoIds, { kind: 'staff', id: actor.staffId });
  }

  private write(tx: Tx, actor: StaffActor, id: string, storeId: string, text: string): Promise<void> {
    return this.audit.write(tx, { actor, action: 'shop.item', text, subjectId: id, storeId });
  }

  private async views(items: readonly ShopItem[]): Promise<StaffShopItem[]> {
    const [stores, photos] = await Promise.all([
      this.stores.findByIds(items.map(({ storeId }) => storeId)),
      this.photos.of(
        ITEM_PHOTOS,
        items.map(({ id }) => id),
      ),
    ]);
    const names = new Map(stores.map(({ id, name }) => [id, name]));
    return items.map((item) => {
      const pictures = photos.get(item.id) ?? [];
      const storeName = names.get(item.storeId) ?? '';
      return {
        ...itemCore(item, storeName, pictures),
        state: item.state,
        stateLabel: shopItemStateLabel[item.state],
        description: item.description,
        photos: pictures,
        sold: item.sold,
        limitPerOwner: item.limitPerOwner,
        card: item.card,
        terms: termsOf(item.kind, item.card, storeName),
        updatedAt: toDate(item.updatedAt).toISOString(),
      };
    });
  }
}

/** What staff and owners see alike. */
export function itemCore(item: ShopItem, storeName: string, photos: readonly PhotoView[]) {
  return {
    id: item.id,
    kind: item.kind,
    kindLabel: payOrderKindLabel[item.kind],
    storeId: item.storeId,
    storeName,
    title: item.title,
    summary: item.summary,
    priceFen: item.priceFen,
    worthFen: item.worthFen,
    cover: photos[0] ?? null,
    stockLeft: item.stockLeft,
    uses: item.card?.uses ?? null,
    serviceName: item.card?.serviceName ?? null,
  };
}
