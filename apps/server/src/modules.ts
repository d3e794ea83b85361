import type { Type } from '@nestjs/common';
import { BookingModule } from './modules/booking/index.js';
import { CareModule, planCareJob, tellCareJob } from './modules/care/index.js';
import { FeedbackModule } from './modules/feedback/index.js';
import { linkFollowerJob, MessagingModule, sendJob, syncFollowersJob } from './modules/messaging/index.js';
import { NotificationModule } from './modules/notification/index.js';
import { OwnerModule } from './modules/owner/index.js';
import { StaffModule } from './modules/staff/index.js';
import { StoreModule } from './modules/store/index.js';
import { VehicleModule } from './modules/vehicle/index.js';
import { WorkshopModule } from './modules/workshop/index.js';
import { handleEventsJob, relayJob } from './platform/outbox/handle-events.job.js';
import type { JobDefinition } from './platform/queue/index.js';

/** Rooms of the API process: controllers and use cases. */
export const apiModules: Type[] = [
  StoreModule,
  StaffModule,
  OwnerModule,
  VehicleModule,
  BookingModule,
  WorkshopModule,
  FeedbackModule,
  MessagingModule,
  CareModule,
  NotificationModule,
];

/** Rooms of the worker process: use cases, event consumers and job handlers. */
export const workerModules: Type[] = [
  StoreModule,
  StaffModule,
  OwnerModule,
  VehicleModule,
  BookingModule,
  WorkshopModule,
  FeedbackModule,
  MessagingModule,
  CareModule,
  NotificationModule,
];

/** Every job of the system; the worker refuses to boot if one has no handler or two. */
export const jobDefinitions: JobDefinition[] = [
  handleEventsJob,
  relayJob,
  sendJob,
  linkFollowerJob,
  syncFollowersJob,
  planCareJob,
  tellCareJob,
];
