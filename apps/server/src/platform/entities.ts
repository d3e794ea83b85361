import { AuditEntity } from './audit/audit.entity.js';
import { SessionEntity } from './auth/session.entity.js';
import { LeaseEntity } from './database/lease.entity.js';
import { IdempotencyKeyEntity } from './http/idempotency.entity.js';
import { OutboxEventEntity, ProcessedEventEntity } from './outbox/outbox.entity.js';
import { JobRunEntity } from './queue/job-run.entity.js';

/** Tables below the rooms. */
export const platformEntities = [
  AuditEntity,
  IdempotencyKeyEntity,
  JobRunEntity,
  LeaseEntity,
  OutboxEventEntity,
  ProcessedEventEntity,
  SessionEntity,
];
