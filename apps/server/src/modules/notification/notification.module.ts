import { Module } from '@nestjs/common';
import { BookingModule } from '../booking/index.js';
import { MessagingModule } from '../messaging/index.js';
import { StaffModule } from '../staff/index.js';
import { StoreModule } from '../store/index.js';
import { WorkshopModule } from '../workshop/index.js';
import { BookingMessages } from './usecases/booking-messages.usecase.js';
import { VisitChecks } from './usecases/visit-checks.usecase.js';
import { VisitMessages } from './usecases/visit-messages.usecase.js';

/** Turns what happens into messages to the owner. */
@Module({
  imports: [BookingModule, MessagingModule, StaffModule, StoreModule, WorkshopModule],
  providers: [BookingMessages, VisitChecks, VisitMessages],
})
export class NotificationModule {}
