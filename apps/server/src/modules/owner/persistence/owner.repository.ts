import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../../platform/clock/index.js';
import { fieldCipher, sealName } from '../../../platform/crypto/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { OwnerEntity } from './owner.entity.js';

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

export function ownerRecord(entity: OwnerEntity): Owner {
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

  async findByPhone(phone: string): Promise<Owner | null> {
    const entity = await this.uow.reader.findOneBy(OwnerEntity, {
      phoneIndex: fieldCipher().index('phone', phone),
    });
    return entity ? ownerRecord(entity) : null;
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
    const owner = await this.findByPhone(phone);
    if (!owner) throw new Error('An owner that was just written is not there');
    return owner;
  }
}
