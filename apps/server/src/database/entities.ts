import { BookingEntity, CapacityUnitEntity } from '../modules/booking/persistence/booking.entity.js';
import { CareAnswerEntity } from '../modules/care/persistence/care-answer.entity.js';
import { CareItemEntity, CareProgressEntity } from '../modules/care/persistence/care-item.entity.js';
import { CareRuleEntity, CareRuleVersionEntity } from '../modules/care/persistence/care-rule.entity.js';
import {
  CaseStepEntity,
  ComplaintCaseEntity,
  RatingEntity,
} from '../modules/feedback/persistence/feedback.entity.js';
import { ImportRunEntity } from '../modules/intake/persistence/import-run.entity.js';
import {
  CircuitEntity,
  MessageAttemptEntity,
  MessageCapEntity,
  MessageEntity,
  MessageOptOutEntity,
  MessageTemplateEntity,
  ProviderPushEntity,
  SubscribeCreditEntity,
  SubscribeLedgerEntity,
} from '../modules/messaging/persistence/message.entity.js';
import {
  AccountEntity,
  ConsentLogEntity,
  OwnerEntity,
  SmsCodeEntity,
} from '../modules/owner/persistence/owner.entity.js';
import { StaffEntity, StaffStoreEntity } from '../modules/staff/persistence/staff.entity.js';
import {
  BayEntity,
  ServiceItemEntity,
  StoreEntity,
  StoreHoursEntity,
} from '../modules/store/persistence/store.entity.js';
import {
  MileageReadingEntity,
  OwnerVehicleEntity,
  ServiceRecordEntity,
  VehicleEntity,
} from '../modules/vehicle/persistence/vehicle.entity.js';
import {
  HealthReportEntity,
  VisitEntity,
  VisitEventEntity,
  WorkOrderCounterEntity,
  WorkOrderEntity,
} from '../modules/workshop/persistence/visit.entity.js';
import { AuditEntity } from '../platform/audit/audit.entity.js';
import { SessionEntity } from '../platform/auth/session.entity.js';
import { LeaseEntity } from '../platform/database/lease.entity.js';
import { IdempotencyKeyEntity } from '../platform/http/idempotency.entity.js';
import { OutboxEventEntity, ProcessedEventEntity } from '../platform/outbox/outbox.entity.js';

/** Every table, for TypeORM and for the check that entities and migrations agree. */
export const entities = [
  AccountEntity,
  AuditEntity,
  BayEntity,
  BookingEntity,
  CapacityUnitEntity,
  CareAnswerEntity,
  CareItemEntity,
  CareProgressEntity,
  CareRuleEntity,
  CareRuleVersionEntity,
  CaseStepEntity,
  CircuitEntity,
  ComplaintCaseEntity,
  ConsentLogEntity,
  HealthReportEntity,
  IdempotencyKeyEntity,
  ImportRunEntity,
  LeaseEntity,
  MessageAttemptEntity,
  MessageCapEntity,
  MessageEntity,
  MessageOptOutEntity,
  MessageTemplateEntity,
  MileageReadingEntity,
  OutboxEventEntity,
  OwnerEntity,
  OwnerVehicleEntity,
  ProcessedEventEntity,
  ProviderPushEntity,
  RatingEntity,
  ServiceItemEntity,
  ServiceRecordEntity,
  SessionEntity,
  SmsCodeEntity,
  StaffEntity,
  StaffStoreEntity,
  StoreEntity,
  StoreHoursEntity,
  SubscribeCreditEntity,
  SubscribeLedgerEntity,
  VehicleEntity,
  VisitEntity,
  VisitEventEntity,
  WorkOrderCounterEntity,
  WorkOrderEntity,
];
