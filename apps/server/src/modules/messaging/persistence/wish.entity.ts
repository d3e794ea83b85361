import type { WishChannel, WishSource } from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn } from '../../../platform/database/index.js';
import type { WishSubject } from '../domain/wishes.js';

/** What an owner has said about a topic and channel; where nothing is said, the default holds (domain/wishes). */
@Entity('message_wish')
export class MessageWishEntity {
  @PrimaryColumn({ name: 'owner_id', ...idColumn })
  ownerId: string;

  /** `quiet`: do-not-disturb until `until_at`; `leaving`: while a wish to be deleted is open. */
  @PrimaryColumn({ ...codeColumn(12) })
  topic: WishSubject;

  /** `all`: the topic itself. */
  @PrimaryColumn({ ...codeColumn(20) })
  channel: WishChannel | 'all';

  @Column({ name: 'is_on', type: 'boolean' })
  isOn: boolean;

  @Column({ name: 'until_at', ...instantColumn, nullable: true })
  untilAt: Date | null;

  @Column({ ...codeColumn(12) })
  source: WishSource;

  @Column({ ...instantColumn })
  at: Date;
}

/** Every change of a wish: who, where, when, by which words. Append-only; kept as the proof of consent. */
@Entity('message_wish_log')
@Index('ix_message_wish_log', ['ownerId', 'id'])
export class MessageWishLogEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true })
  id: string;

  @Column({ name: 'owner_id', ...idColumn })
  ownerId: string;

  @Column({ ...codeColumn(12) })
  topic: WishSubject;

  @Column({ ...codeColumn(20) })
  channel: WishChannel | 'all';

  @Column({ name: 'is_on', type: 'boolean' })
  isOn: boolean;

  /** The change as a Chinese sentence. */
  @Column({ type: 'varchar', length: 200 })
  text: string;

  @Column({ ...codeColumn(12) })
  source: WishSource;

  /** The owner's account, or the colleague who wrote it down; null: the system. */
  @Column({ name: 'actor_id', ...idColumn, nullable: true })
  actorId: string | null;

  /** The colleague's name as it was; empty for the owner. */
  @Column({ name: 'actor_name', type: 'varchar', length: 60 })
  actorName: string;

  /** Version of the words beside the switches. */
  @Column({ ...codeColumn(20) })
  version: string;

  @Column({ ...instantColumn })
  at: Date;
}
