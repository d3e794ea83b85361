import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { fieldCipher } from '../../../platform/crypto/index.js';
import {
  newId,
  type PlainRecord,
  plainRecord,
  type Tx,
  UnitOfWork,
} from '../../../platform/database/index.js';
import { CardShareEntity, ServiceCardEntity } from './shop.entity.js';

/** The phone is in clear: mask it in every view. */
export type CardShare = PlainRecord<CardShareEntity>;

export const phoneIndexOf = (phone: string): string => fieldCipher().index('phone', phone);

@Injectable()
export class CardShareRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async findById(id: string): Promise<CardShare | null> {
    const entity = await this.uow.reader.findOneBy(CardShareEntity, { id });
    return entity ? plainRecord(entity) : null;
  }

  /** Shares of cards that count: invited or joined, the oldest first. */
  async ofCards(cardIds: readonly string[]): Promise<CardShare[]> {
    if (cardIds.length === 0) return [];
    const entities = await this.uow.reader
      .createQueryBuilder(CardShareEntity, 's')
      .where("s.cardId IN (:...cardIds) AND s.state IN ('invited', 'joined')", { cardIds })
      .orderBy('s.id')
      .getMany();
    return entities.map(plainRecord);
  }

  async joinedBy(memberId: string): Promise<CardShare[]> {
    const entities = await this.uow.reader.findBy(CardShareEntity, { memberId, state: 'joined' });
    return entities.map(plainRecord);
  }

  async invitationsTo(phone: string): Promise<CardShare[]> {
    const entities = await this.uow.reader.findBy(CardShareEntity, {
      phoneIndex: phoneIndexOf(phone),
      state: 'invited',
    });
    return entities.map(plainRecord);
  }

  /** The newest invitations to cards of a store, whatever became of them. */
  async latestAt(storeId: string, most: number): Promise<CardShare[]> {
    const entities = await this.uow.reader
      .createQueryBuilder(CardShareEntity, 's')
      .innerJoin(ServiceCardEntity, 'c', 'c.id = s.cardId')
      .where('c.storeId = :storeId', { storeId })
      .orderBy('s.id', 'DESC')
      .take(most)
      .getMany();
    return entities.map(plainRecord);
  }

  /** Invites a phone to a card; a person who was invited before is invited anew. Returns the share's id. */
  async invite(tx: Tx, cardId: string, phone: string): Promise<string> {
    const now = this.clock.date();
    await tx.manager.query(
      `INSERT INTO card_share (id, card_id, phone, phone_index, state, invited_at) VALUES (?, ?, ?, ?, 'invited', ?)
         ON DUPLICATE KEY UPDATE invited_at = IF(state = 'joined', invited_at, ?),
           state = IF(state = 'joined', state, 'invited')`,
      [newId(this.clock), cardId, fieldCipher().encrypt(phone), phoneIndexOf(phone), now, now],
    );
    const where = { cardId, phoneIndex: phoneIndexOf(phone) };
    return (await tx.manager.findOneByOrFail(CardShareEntity, where)).id;
  }

  async join(tx: Tx, id: string, memberId: string): Promise<boolean> {
    return this.move(tx, id, "state = 'joined', member_id = ?", "state = 'invited'", [memberId]);
  }

  async decline(tx: Tx, id: string): Promise<boolean> {
    return this.move(tx, id, "state = 'declined', member_id = NULL", "state IN ('invited', 'joined')", []);
  }

  async revoke(tx: Tx, id: string): Promise<boolean> {
    return this.move(tx, id, "state = 'revoked', member_id = NULL", "state IN ('invited', 'joined')", []);
  }

  private async move(tx: Tx, id: string, set: string, where: string, values: string[]): Promise<boolean> {
    const result: { affectedRows: number } = await tx.manager.query(
      `UPDATE card_share SET ${set}, answered_at = ? WHERE id = ? AND ${where}`,
      [...values, this.clock.date(), id],
    );
    return result.affectedRows === 1;
  }
}
