import type { CircleHoldReason, CircleReportReason, CircleState } from '@cheban/contracts';
import type { MediaVerdict } from '@cheban/wechat';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn } from '../../../platform/database/index.js';

/** One row: whether the group has opened its circle. */
@Entity('circle_setting')
export class CircleSettingEntity {
  @PrimaryColumn({ type: 'tinyint', unsigned: true })
  id: number;

  @Column({ type: 'boolean' })
  open: boolean;
}

@Entity('circle_topic')
@Index('uq_circle_topic_name', ['name'], { unique: true })
export class CircleTopicEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ type: 'varchar', length: 20 })
  name: string;

  @Column({ type: 'boolean' })
  open: boolean;

  @Column({ name: 'is_question', type: 'boolean' })
  isQuestion: boolean;

  @Column({ name: 'store_id', ...idColumn, nullable: true })
  storeId: string | null;

  @Column({ type: 'tinyint', unsigned: true })
  place: number;
}

/** A post, or a comment on one. Written by an owner, or by staff as their store. */
@Entity('circle_entry')
@Index('ix_circle_feed', ['kind', 'state', 'id'])
@Index('ix_circle_topic', ['topicId', 'state', 'id'])
@Index('ix_circle_post', ['postId', 'state', 'id'])
@Index('ix_circle_owner', ['ownerId', 'id'])
@Index('ix_circle_store', ['storeId', 'state', 'id'])
@Index('ix_circle_check', ['state', 'nextTryAt'])
export class CircleEntryEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  /** The author's home store: its staff look after it. */
  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ ...codeColumn(8) })
  kind: 'post' | 'comment';

  /** Of a comment: what it is about. */
  @Column({ name: 'post_id', ...idColumn, nullable: true })
  postId: string | null;

  @Column({ name: 'reply_to_id', ...idColumn, nullable: true })
  replyToId: string | null;

  @Column({ name: 'topic_id', ...idColumn, nullable: true })
  topicId: string | null;

  @Column({ name: 'owner_id', ...idColumn, nullable: true })
  ownerId: string | null;

  /** With which WeChat account it was written: WeChat asks who speaks. */
  @Column({ name: 'account_id', ...idColumn, nullable: true })
  accountId: string | null;

  @Column({ name: 'staff_id', ...idColumn, nullable: true })
  staffId: string | null;

  @Column({ type: 'varchar', length: 80 })
  model: string;

  @Column({ type: 'text' })
  text: string;

  @Column({ ...codeColumn(10) })
  state: CircleState;

  /** Grows when it is sent again: answers about an older one do nothing. */
  @Column({ type: 'smallint', unsigned: true })
  edition: number;

  @Column({ name: 'text_verdict', ...codeColumn(8), nullable: true })
  textVerdict: MediaVerdict | null;

  @Column({ name: 'sent_at', ...instantColumn })
  sentAt: Date;

  @Column({ name: 'next_try_at', ...instantColumn, nullable: true })
  nextTryAt: Date | null;

  @Column({ name: 'hold_reason', ...codeColumn(10), nullable: true })
  holdReason: CircleHoldReason | null;

  /** Why it was refused or taken away; its author reads it. */
  @Column({ type: 'varchar', length: 200 })
  reason: string;

  /** People who have reported it since a person last said yes. */
  @Column({ type: 'smallint', unsigned: true })
  reports: number;

  /** Of a post: when the store first answered. */
  @Column({ name: 'answered_at', ...instantColumn, nullable: true })
  answeredAt: Date | null;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;
}

/** What WeChat said of a photo. The answer may come before we have written what we asked: either writes the row. */
@Entity('circle_photo_check')
@Index('ix_circle_photo_entry', ['entryId'])
export class CirclePhotoCheckEntity {
  @PrimaryColumn({ name: 'trace_id', ...codeColumn(64) })
  traceId: string;

  @Column({ name: 'entry_id', ...idColumn, nullable: true })
  entryId: string | null;

  @Column({ type: 'smallint', unsigned: true, nullable: true })
  edition: number | null;

  @Column({ name: 'photo_id', ...idColumn, nullable: true })
  photoId: string | null;

  @Column({ ...codeColumn(8), nullable: true })
  verdict: MediaVerdict | null;

  @Column({ name: 'asked_at', ...instantColumn })
  askedAt: Date;
}

@Entity('circle_like')
@Index('ix_circle_like_owner', ['ownerId'])
export class CircleLikeEntity {
  @PrimaryColumn({ name: 'post_id', ...idColumn })
  postId: string;

  @PrimaryColumn({ name: 'owner_id', ...idColumn })
  ownerId: string;

  @Column({ ...instantColumn })
  at: Date;
}

@Entity('circle_report')
@Index('ix_circle_report_owner', ['ownerId'])
export class CircleReportEntity {
  @PrimaryColumn({ name: 'entry_id', ...idColumn })
  entryId: string;

  @PrimaryColumn({ name: 'owner_id', ...idColumn })
  ownerId: string;

  @Column({ ...codeColumn(10) })
  reason: CircleReportReason;

  @Column({ type: 'varchar', length: 60 })
  words: string;

  @Column({ ...instantColumn })
  at: Date;
}

/** Who may read but not write. */
@Entity('circle_block')
@Index('ix_circle_block_store', ['storeId'])
export class CircleBlockEntity {
  @PrimaryColumn({ name: 'owner_id', ...idColumn })
  ownerId: string;

  /** For what it was done. */
  @Column({ name: 'entry_id', ...idColumn })
  entryId: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  /** Null: for good. */
  @Column({ ...instantColumn, nullable: true })
  until: Date | null;

  @Column({ type: 'varchar', length: 200 })
  reason: string;

  @Column({ ...instantColumn })
  at: Date;
}

export const circleEntities = [
  CircleBlockEntity,
  CircleEntryEntity,
  CircleLikeEntity,
  CirclePhotoCheckEntity,
  CircleReportEntity,
  CircleSettingEntity,
  CircleTopicEntity,
];
