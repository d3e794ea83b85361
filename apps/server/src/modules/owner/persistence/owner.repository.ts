import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../../platform/clock/index.js';
import {
  fieldCipher,
  nameBegins,
  nameCondition,
  openName,
  sealName,
  TAIL_LENGTH,
} from '../../../platform/crypto/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { OwnerEntity } from './owner.entity.js';

/** Candidates that are compared for one name: those with the same two first characters. */
const MOST_NAMESAKES = 5_000;

/** A person as the dealership knows them. `phone` is in clear: mask it in every view. */
export interface Owner {
  readonly id: string;
  readonly name: string;
  readonly sex: 'male' | 'female' | 'company' | 'unknown';
  readonly phone: string | null;
  readonly birthdayOn: string | null;
  readonly birthdayCalendar: 'solar' | 'lunar' | null;
  /** Of a lunar birthday: born in the leap month 闰月. */
  readonly birthdayLeap: boolean;
  readonly region: string | null;
  readonly occupation: string | null;
  readonly hobbies: string | null;
  readonly licenceExpiresOn: string | null;
}

function ownerRecord(entity: OwnerEntity): Owner {
  const { id, name, sex, phone, birthdayOn, birthdayCalendar, birthdayLeap } = entity;
  const { region, occupation, hobbies, licenceExpiresOn } = entity;
  return {
    id,
    name,
    sex,
    phone,
    birthdayOn,
    birthdayCalendar,
    birthdayLeap,
    region,
    occupation,
    hobbies,
    licenceExpiresOn,
  };
}

@Injectable()
export class OwnerRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async findById(id: string): Promise<Owner | null> {
    const entity = await this.uow.reader.findOneBy(OwnerEntity, { id });
    return entity ? ownerRecord(entity) : null;
  }

  async findByIds(ids: readonly string[]): Promise<Owner[]> {
    if (ids.length === 0) return [];
    return (await this.uow.reader.findBy(OwnerEntity, { id: In([...ids]) })).map(ownerRecord);
  }

  async phonesOf(ids: readonly string[]): Promise<Map<string, () => string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.uow.read<{ id: string; phone: string }>(
      'SELECT id, phone FROM owner WHERE id IN (?) AND phone IS NOT NULL',
      [ids],
    );
    return new Map(rows.map(({ id, phone }) => [id, () => fieldCipher().decrypt(phone)]));
  }

  async idsByPhones(phones: readonly string[]): Promise<string[]> {
    if (phones.length === 0) return [];
    const rows = await this.uow.read<{ id: string }>('SELECT id FROM owner WHERE phone_index IN (?)', [
      phones.map((phone) => fieldCipher().index('phone', phone)),
    ]);
    return rows.map(({ id }) => id);
  }

  /** People by the beginning of a name, or by the tail of a phone from four digits on; at most `limit`. */
  async idsLike(text: string, limit: number): Promise<string[]> {
    const digits = text.replace(/[\s-]/g, '');
    if (/^\d+$/.test(digits)) {
      if (digits.length < TAIL_LENGTH) return [];
      const rows = await this.uow.read<{ id: string; phone: string }>(
        'SELECT id, phone FROM owner WHERE phone_tail = ? AND phone IS NOT NULL',
        [fieldCipher().tailIndex('phone', digits)],
      );
      const found = rows.filter(({ phone }) => fieldCipher().decrypt(phone).endsWith(digits));
      return found.slice(0, limit).map(({ id }) => id);
    }
    const { sql, value } = nameCondition(text);
    const rows = await this.uow.read<{ id: string; name: string }>(
      `SELECT o.id, o.name FROM owner o WHERE ${sql} LIMIT ${MOST_NAMESAKES}`,
      [value],
    );
    return rows
      .filter(({ name }) => nameBegins(openName(name), text))
      .slice(0, limit)
      .map(({ id }) => id);
  }

  async findByPhone(phone: string): Promise<Owner | null> {
    const entity = await this.uow.reader.findOneBy(OwnerEntity, {
      phoneIndex: fieldCipher().index('phone', phone),
    });
    return entity ? ownerRecord(entity) : null;
  }

  /** Whether the person is on file, and stays so until the transaction ends. Whoever was deleted has no phone. */
  async hold(tx: Tx, id: string): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      'SELECT 1 FROM owner WHERE id = ? AND phone IS NOT NULL LOCK IN SHARE MODE',
      [id],
    );
    return rows.length > 0;
  }

  /** The owner with this phone; made on the spot if there is none. Safe when two do it at once (unique key). */
  async findOrCreateByPhone(tx: Tx, phone: string, name: string): Promise<Owner> {
    const now = this.clock.date();
    const cipher = fieldCipher();
    const sealed = sealName(name);
    await tx.manager.query(
      `INSERT IGNORE INTO owner (id, name, name_head, name_index, sex, phone, phone_index, phone_tail, created_at, updated_at)
       VALUES (?, ?, ?, ?, 'unknown', ?, ?, ?, ?, ?)`,
      [
        newId(this.clock),
        sealed.name,
        sealed.nameHead,
        sealed.nameIndex,
        cipher.encrypt(phone),
        cipher.index('phone', phone),
        cipher.tailIndex('phone', phone),
        now,
        now,
      ],
    );
    // Somebody with this phone is here again of their own will.
    await tx.manager.query('DELETE FROM erased_phone WHERE phone_index = ?', [cipher.index('phone', phone)]);
    const owner = await this.findByPhone(phone);
    if (!owner) throw new Error('An owner that was just written is not there');
    return owner;
  }
}
