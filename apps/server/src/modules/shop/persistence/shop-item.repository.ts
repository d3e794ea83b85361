import type { PayOrderKind, ShopItemState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import {
  newId,
  type PlainRecord,
  plainRecord,
  storePage,
  type Tx,
  UnitOfWork,
} from '../../../platform/database/index.js';
import { ShopItemEntity } from './shop.entity.js';

export type ShopItem = PlainRecord<ShopItemEntity>;
export type ShopItemWords = Pick<
  ShopItem,
  'kind' | 'title' | 'summary' | 'description' | 'priceFen' | 'worthFen' | 'limitPerOwner' | 'card'
>;

@Injectable()
export class ShopItemRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async findById(id: string): Promise<ShopItem | null> {
    const entity = await this.uow.reader.findOneBy(ShopItemEntity, { id });
    return entity ? plainRecord(entity) : null;
  }

  async lockById(tx: Tx, id: string): Promise<ShopItem | null> {
    const entity = await tx.manager.findOne(ShopItemEntity, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    return entity ? plainRecord(entity) : null;
  }

  /** On sale in stores, the newest first, before the id `before` if it is given. */
  async onSale(
    storeIds: readonly string[],
    kind: PayOrderKind | undefined,
    before: string | null,
    limit: number,
  ): Promise<ShopItem[]> {
    if (storeIds.length === 0) return [];
    const query = this.uow.reader
      .createQueryBuilder(ShopItemEntity, 'i')
      .where("i.storeId IN (:...storeIds) AND i.state = 'on_sale'", { storeIds });
    if (kind !== undefined) query.andWhere('i.kind = :kind', { kind });
    if (before !== null) query.andWhere('i.id < :before', { before });
    return (await query.orderBy('i.id', 'DESC').take(limit).getMany()).map(plainRecord);
  }

  async page(
    filter: {
      storeIds: readonly string[];
      kind?: PayOrderKind | undefined;
      state?: ShopItemState | undefined;
    },
    page: number,
    pageSize: number,
  ): Promise<{ items: ShopItem[]; total: number }> {
    const { rows: items, total } = await storePage(
      this.uow.reader,
      ShopItemEntity,
      { storeIds: filter.storeIds, equal: { kind: filter.kind, state: filter.state } },
      { page, pageSize },
    );
    return { items, total };
  }

  async insert(
    tx: Tx,
    storeId: string,
    words: ShopItemWords,
    stock: number | null,
    staffId: string,
  ): Promise<string> {
    const id = newId(this.clock);
    const now = this.clock.date();
    await tx.manager.insert(ShopItemEntity, {
      id,
      storeId,
      ...words,
      state: 'draft',
      stockLeft: stock,
      sold: 0,
      createdBy: staffId,
      createdAt: now,
      updatedAt: now,
    });
    return id;
  }

  async update(
    tx: Tx,
    id: string,
    change: Partial<ShopItemWords> & { state?: ShopItemState },
  ): Promise<void> {
    await tx.manager.update(ShopItemEntity, { id }, { ...change, updatedAt: this.clock.date() });
  }

  /** Takes so many out of the stock of an item on sale; the gate against selling one too many. */
  async take(tx: Tx, id: string, quantity: number): Promise<boolean> {
    const result: { affectedRows: number } = await tx.manager.query(
      `UPDATE shop_item SET stock_left = stock_left - ?, sold = sold + ?
        WHERE id = ? AND state = 'on_sale' AND (stock_left IS NULL OR stock_left >= ?)`,
      [quantity, quantity, id, quantity],
    );
    return result.affectedRows === 1;
  }

  /** Puts back what was not paid or came back. */
  async putBack(tx: Tx, id: string, quantity: number): Promise<void> {
    await tx.manager.query(
      'UPDATE shop_item SET stock_left = stock_left + ?, sold = sold - LEAST(sold, ?) WHERE id = ?',
      [quantity, quantity, id],
    );
  }

  /** Adds to a limited stock, or takes from it; false if less than nothing would be left. */
  async changeStock(tx: Tx, id: string, change: number): Promise<boolean> {
    const result: { affectedRows: number } = await tx.manager.query(
      'UPDATE shop_item SET stock_left = stock_left + ?, updated_at = ? WHERE id = ? AND stock_left + ? >= 0',
      [change, this.clock.date(), id, change],
    );
    return result.affectedRows === 1;
  }

  /** Counts an order against the limit of a person; the row stays locked, so that two orders at once queue. */
  async countFor(tx: Tx, itemId: string, ownerId: string, quantity: number): Promise<number> {
    await tx.manager.query(
      `INSERT INTO shop_quota (item_id, owner_id, taken) VALUES (?, ?, ?)
         ON DUPLICATE KEY UPDATE taken = GREATEST(0, taken + ?)`,
      [itemId, ownerId, Math.max(0, quantity), quantity],
    );
    const rows: { taken: number }[] = await tx.manager.query(
      'SELECT taken FROM shop_quota WHERE item_id = ? AND owner_id = ?',
      [itemId, ownerId],
    );
    return rows[0]?.taken ?? 0;
  }

  async takenBy(itemId: string, ownerId: string): Promise<number> {
    const rows = await this.uow.read<{ taken: number }>(
      'SELECT taken FROM shop_quota WHERE item_id = ? AND owner_id = ?',
      [itemId, ownerId],
    );
    return rows[0]?.taken ?? 0;
  }
}
