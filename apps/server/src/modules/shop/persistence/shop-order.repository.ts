import type { PayOrderKind, ShopOrderState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { newSecret, readableCode } from '../../../platform/crypto/index.js';
import {
  type PlainRecord,
  plainRecord,
  storePage,
  type Tx,
  UnitOfWork,
} from '../../../platform/database/index.js';
import { ShopOrderEntity } from './shop.entity.js';

export type ShopOrder = PlainRecord<ShopOrderEntity>;
export type NewShopOrder = Pick<
  ShopOrder,
  'id' | 'storeId' | 'ownerId' | 'itemId' | 'kind' | 'title' | 'quantity' | 'totalFen' | 'card' | 'payOrderId'
>;

/** Long enough not to be guessed at a counter, short enough to be read out. */
const CODE_LENGTH = 8;
export const newCounterCode = (): string => readableCode(CODE_LENGTH);

@Injectable()
export class ShopOrderRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async findById(id: string): Promise<ShopOrder | null> {
    const entity = await this.uow.reader.findOneBy(ShopOrderEntity, { id });
    return entity ? plainRecord(entity) : null;
  }

  async lockById(tx: Tx, id: string): Promise<ShopOrder | null> {
    const entity = await tx.manager.findOne(ShopOrderEntity, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    return entity ? plainRecord(entity) : null;
  }

  /** By QR text or typed code; both are ASCII, which the caller has made sure of. */
  async findByCode(text: string): Promise<ShopOrder | null> {
    const entity = await this.uow.reader
      .createQueryBuilder(ShopOrderEntity, 'o')
      .where('o.token = :text OR o.code = :code', { text, code: text.toUpperCase() })
      .getOne();
    return entity ? plainRecord(entity) : null;
  }

  async insert(tx: Tx, order: NewShopOrder): Promise<void> {
    const now = this.clock.date();
    await tx.manager.insert(ShopOrderEntity, {
      ...order,
      state: 'open',
      token: newSecret(),
      code: newCounterCode(),
      createdAt: now,
      updatedAt: now,
    });
  }

  /** Moves an order on from one of these states; false if it is in none of them any more. */
  async move(
    tx: Tx,
    id: string,
    from: readonly ShopOrderState[],
    state: ShopOrderState,
    more: { paidAt?: number; pickedUpAt?: number; pickedUpBy?: string } = {},
  ): Promise<boolean> {
    const result = await tx.manager
      .createQueryBuilder()
      .update(ShopOrderEntity)
      .set({
        state,
        updatedAt: this.clock.date(),
        ...(more.paidAt === undefined ? {} : { paidAt: toDate(more.paidAt) }),
        ...(more.pickedUpAt === undefined ? {} : { pickedUpAt: toDate(more.pickedUpAt) }),
        ...(more.pickedUpBy === undefined ? {} : { pickedUpBy: more.pickedUpBy }),
      })
      .where('id = :id AND state IN (:...from)', { id, from })
      .execute();
    return result.affected === 1;
  }

  /** A person's newest order of an item that is still open. */
  async openOf(itemId: string, ownerId: string): Promise<ShopOrder | null> {
    const found = await this.uow.reader
      .createQueryBuilder(ShopOrderEntity, 'o')
      .where("o.ownerId = :ownerId AND o.itemId = :itemId AND o.state = 'open'", { ownerId, itemId })
      .orderBy('o.id', 'DESC')
      .getOne();
    return found && plainRecord(found);
  }

  /** A person's orders, the newest first; those before the id `before` if it is given. */
  async ofOwner(ownerId: string, before: string | null, limit: number): Promise<ShopOrder[]> {
    const query = this.uow.reader
      .createQueryBuilder(ShopOrderEntity, 'o')
      .where('o.ownerId = :ownerId', { ownerId });
    if (before !== null) query.andWhere('o.id < :before', { before });
    return (await query.orderBy('o.id', 'DESC').take(limit).getMany()).map(plainRecord);
  }

  async page(
    filter: {
      storeIds: readonly string[];
      kind?: PayOrderKind | undefined;
      state?: ShopOrderState | undefined;
      ownerId?: string | undefined;
    },
    page: number,
    pageSize: number,
  ): Promise<{ orders: ShopOrder[]; total: number }> {
    const { rows: orders, total } = await storePage(
      this.uow.reader,
      ShopOrderEntity,
      {
        storeIds: filter.storeIds,
        equal: { kind: filter.kind, state: filter.state, ownerId: filter.ownerId },
      },
      { page, pageSize },
    );
    return { orders, total };
  }
}
