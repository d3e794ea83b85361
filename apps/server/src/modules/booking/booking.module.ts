import { Module } from '@nestjs/common';
import { MessagingModule } from '../messaging/index.js';
import { StoreModule } from '../store/index.js';
import { BookingController } from './http/booking.controller.js';
import { StaffBookingController } from './http/staff-booking.controller.js';
import { BookingRepository } from './persistence/booking.repository.js';
import { BookingReader } from './usecases/booking-reader.js';
import { BookingTransitions } from './usecases/booking-transitions.js';
import { BookingViews } from './usecases/booking-views.queries.js';
import { ChangeBooking } from './usecases/change-booking.usecase.js';
import { CreateBooking } from './usecases/create-booking.usecase.js';
import { FreeReschedules } from './usecases/free-reschedules.usecase.js';
import { PrefillBooking } from './usecases/prefill-booking.queries.js';
import { SlotFinder } from './usecases/slot-finder.js';
import { SlotGate } from './usecases/slot-gate.js';

@Module({
  imports: [MessagingModule, StoreModule],
  controllers: [BookingController, StaffBookingController],
  providers: [
    BookingReader,
    BookingRepository,
    BookingTransitions,
    BookingViews,
    ChangeBooking,
    CreateBooking,
    FreeReschedules,
    PrefillBooking,
    SlotFinder,
    SlotGate,
  ],
  exports: [
    BookingReader,
    BookingTransitions,
    BookingViews,
    BookingRepository,
    CreateBooking,
    FreeReschedules,
    SlotFinder,
  ],
})
export class BookingModule {}
