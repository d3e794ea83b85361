import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { sealedByHand } from '../crypto/index.js';
import { codeColumn, hashColumn, idColumn, instantColumn } from '../database/id.js';

/** The answer to one intention of one person, written in the same transaction as its effect. */
@Entity('idempotency_key')
export class IdempotencyKeyEntity {
  @PrimaryColumn({ name: 'actor_id', ...idColumn })
  actorId: string;

  @PrimaryColumn({ name: 'idem_key', ...codeColumn(80) })
  key: string;

  /** SHA-256 of method, path and body. */
  @Column({ name: 'request_hash', ...hashColumn(43) })
  requestHash: string;

  /** Encrypted JSON: an answer may carry names and plates. */
  @Column({
    type: 'mediumtext',
    charset: 'ascii',
    collation: 'ascii_bin',
    nullable: true,
    transformer: sealedByHand,
  })
  answer: string | null;

  @Index('ix_idempotency_created')
  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;
}
