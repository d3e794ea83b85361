import type { CardState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { newSecret } from '../../../platform/crypto/index.js';
import {
  newId,
  type PlainRecord,
  plainRecord,
  storePage,
  type Tx,
  UnitOfWork,
} from '../../../platform/database/index.js';
import { CardUseEntity, ServiceCardEntity } from './shop.entity.js';
import { newCounterCode } from './shop-order.repository.js';

export type Card = PlainRecord<ServiceCardEntity>;
export type CardUse = PlainRecord<CardUseEntity>;
export type NewCard = Pick<
  Card,
  'orderId' | 'storeId' | 'ownerId' | 'title' | 'terms' | 'paidFen' | 'usesTotal' | 'expiresOn'
>;

const EXPIRING = "c.state = 'active' AND c.toldAt IS NULL AND c.expiresOn BETWEEN :from AND :to";

@Injectable()
export class CardRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async findById(id: string): Promise<Card | null> {
    const entity = await this.uow.reader.findOneBy(ServiceCardEntity, { id });
    return entity ? plainRecord(entity) : null;
  }

  async findByIds(ids: readonly string[]): Promise<Card[]> {
    if (ids.length === 0) return [];
    const entities = await this.uow.reader
      .createQueryBuilder(ServiceCardEntity, 'c')
      .where('c.id IN (:...ids)', { ids })
      .orderBy('c.id', 'DESC')
      .getMany();
    return entities.map(plainRecord);
  }

  async ofOrders(orderIds: readonly string[]): Promise<Map<string, Card>> {
    if (orderIds.length === 0) return new Map();
    const entities = await this.uow.reader
      .createQueryBuilder(ServiceCardEntity, 'c')
      .where('c.orderId IN (:...orderIds)', { orderIds })
      .getMany();
    return new Map(entities.map((entity) => [entity.orderId, plainRecord(entity)]));
  }

  async ofOwner(ownerId: string): Promise<Card[]> {
    const entities = await this.uow.reader.find(ServiceCardEntity, {
      where: { ownerId },
      order: { id: 'DESC' },
      take: 100,
    });
    return entities.map(plainRecord);
  }

  async lock(tx: Tx, by: { id: string } | { orderId: string }): Promise<Card | null> {
    const entity = await tx.manager.findOne(ServiceCardEntity, {
      where: by,
      lock: { mode: 'pessimistic_write' },
    });
    return entity ? plainRecord(entity) : null;
  }

  /** By QR text or typed code; both are ASCII, which the caller has made sure of. */
  async findByCode(text: string): Promise<Card | null> {
    const entity = await this.uow.reader
      .createQueryBuilder(ServiceCardEntity, 'c')
      .where('c.token = :text OR c.code = :code', { text, code: text.toUpperCase() })
      .getOne();
    return entity ? plainRecord(entity) : null;
  }

  async insert(tx: Tx, card: NewCard): Promise<string> {
    const id = newId(this.clock);
    const now = this.clock.date();
    await tx.manager.insert(ServiceCardEntity, {
      id,
      ...card,
      state: 'active',
      usesLeft: card.usesTotal,
      token: newSecret(),
      code: newCounterCode(),
      boughtAt: now,
      updatedAt: now,
    });
    return id;
  }

  async setState(tx: Tx, id: string, from: readonly CardState[], state: CardState): Promise<boolean> {
    const result = await tx.manager
      .createQueryBuilder()
      .update(ServiceCardEntity)
      .set({ state, updatedAt: this.clock.date() })
      .where('id = :id AND state IN (:...from)', { id, from })
      .execute();
    return result.affected === 1;
  }

  /** Some cards with uses left that end between these days (both included) and whose owners were not told; locked. */
  async lockExpiring(tx: Tx, from: string, to: string, most: number): Promise<Card[]> {
    const entities = await tx.manager
      .createQueryBuilder(ServiceCardEntity, 'c')
      .where(EXPIRING, { from, to })
      .orderBy('c.expiresOn', 'ASC')
      .addOrderBy('c.id', 'ASC')
      .take(most)
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .getMany();
    return entities.map(plainRecord);
  }

  /** The same of one store, nobody held. */
  async expiring(storeId: string, from: string, to: string, most: number): Promise<Card[]> {
    const entities = await this.uow.reader
      .createQueryBuilder(ServiceCardEntity, 'c')
      .where(`${EXPIRING} AND c.storeId = :storeId`, { from, to, storeId })
      .orderBy('c.expiresOn', 'ASC')
      .addOrderBy('c.id', 'ASC')
      .take(most)
      .getMany();
    return entities.map(plainRecord);
  }

  async markTold(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.manager.query('UPDATE service_card SET told_at = ? WHERE id IN (?)', [this.clock.date(), ids]);
  }

  /** One use less, if exactly `seen` are left; false if somebody else was faster. The gate of the last use. */
  async takeUse(tx: Tx, id: string, seen: number): Promise<boolean> {
    const result: { affectedRows: number } = await tx.manager.query(
      "UPDATE service_card SET uses_left = ?, state = ?, updated_at = ? WHERE id = ? AND state = 'active' AND uses_left = ?",
      [seen - 1, seen === 1 ? 'used_up' : 'active', this.clock.date(), id, seen],
    );
    return result.affectedRows === 1;
  }

  async giveUseBack(tx: Tx, id: string): Promise<boolean> {
    const result: { affectedRows: number } = await tx.manager.query(
      `UPDATE service_card SET uses_left = uses_left + 1, state = 'active', updated_at = ?
        WHERE id = ? AND state IN ('active', 'used_up') AND uses_left < uses_total`,
      [this.clock.date(), id],
    );
    return result.affectedRows === 1;
  }

  /** All uses of a card, also undone ones, the newest first. */
  async usesOf(cardId: string): Promise<CardUse[]> {
    const entities = await this.uow.reader.find(CardUseEntity, { where: { cardId }, order: { id: 'DESC' } });
    return entities.map(plainRecord);
  }

  async findUse(id: string): Promise<CardUse | null> {
    const entity = await this.uow.reader.findOneBy(CardUseEntity, { id });
    return entity ? plainRecord(entity) : null;
  }

  async insertUse(
    tx: Tx,
    use: { cardId: string; useNo: number; storeId: string; staffId: string; note: string },
  ): Promise<string> {
    const id = newId(this.clock);
    await tx.manager.insert(CardUseEntity, {
      id,
      ...use,
      shownNo: use.useNo,
      usedAt: this.clock.date(),
      undoReason: '',
    });
    return id;
  }

  /** Undoes a use once; false if it was undone before. */
  async undoUse(tx: Tx, id: string, staffId: string, reason: string): Promise<boolean> {
    const result: { affectedRows: number } = await tx.manager.query(
      `UPDATE card_use SET use_no = NULL, undone_at = ?, undone_by = ?, undo_reason = ?
        WHERE id = ? AND undone_at IS NULL`,
      [this.clock.date(), staffId, reason, id],
    );
    return result.affectedRows === 1;
  }

  async page(
    filter: { storeIds: readonly string[]; state?: CardState | undefined; ownerId?: string | undefined },
    page: number,
    pageSize: number,
  ): Promise<{ cards: Card[]; total: number }> {
    const { rows: cards, total } = await storePage(
      this.uow.reader,
      ServiceCardEntity,
      { storeIds: filter.storeIds, equal: { state: filter.state, ownerId: filter.ownerId } },
      { page, pageSize },
    );
    return { cards, total };
  }
}
