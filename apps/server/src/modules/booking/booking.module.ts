import { Module } from '@nestjs/common';
import { MessagingModule } from '../messaging/index.js';
import { StoreModule } from '../store/index.js';
import { BookingController } from './http/booking.controller.js';
import { HoldController } from './http/hold.controller.js';
import { StaffBookingController } from './http/staff-booking.controller.js';
import { StaffHoldController } from './http/staff-hold.controller.js';
import { SweepBookingsHandler } from './jobs/sweep-bookings.handler.js';
import { BookingRepository } from './persistence/booking.repository.js';
import { CapacityRepository } from './persistence/capacity.repository.js';
import { HoldRepository } from './persistence/hold.repository.js';
import { WaitingRepository } from './persistence/waiting.repository.js';
import { Board } from './usecases/board.queries.js';
import { BookableCars } from './usecases/bookable-cars.queries.js';
import { BookingReader } from './usecases/booking-reader.js';
import { BookingTransitions } from './usecases/booking-transitions.js';
import { BookingViews } from './usecases/booking-views.queries.js';
import { ChangeBooking } from './usecases/change-booking.usecase.js';
import { CreateBooking } from './usecases/create-booking.usecase.js';
import { FreeBays } from './usecases/free-bays.queries.js';
import { FreeReschedules } from './usecases/free-reschedules.usecase.js';
import { HoldViews } from './usecases/hold-views.queries.js';
import { Holds } from './usecases/holds.usecase.js';
import { JoinWaiting } from './usecases/join-waiting.usecase.js';
import { OfferMessages } from './usecases/offer-messages.usecase.js';
import { OfferOccasions } from './usecases/offer-occasions.queries.js';
import { OfferSlots } from './usecases/offer-slots.usecase.js';
import { OfferWaiting } from './usecases/offer-waiting.usecase.js';
import { PrefillBooking } from './usecases/prefill-booking.queries.js';
import { SlotFinder } from './usecases/slot-finder.js';
import { SlotGate } from './usecases/slot-gate.js';
import { SweepHolds } from './usecases/sweep-holds.usecase.js';
import { TakeSpot } from './usecases/take-spot.usecase.js';

@Module({
  imports: [MessagingModule, StoreModule],
  controllers: [BookingController, HoldController, StaffBookingController, StaffHoldController],
  providers: [
    OfferMessages,
    OfferOccasions,
    OfferSlots,
    OfferWaiting,
    SweepHolds,
    TakeSpot,
    Holds,
    HoldViews,
    JoinWaiting,
    Board,
    BookableCars,
    FreeBays,
    CapacityRepository,
    HoldRepository,
    SweepBookingsHandler,
    WaitingRepository,
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
    FreeBays,
    BookingReader,
    BookingTransitions,
    BookingViews,
    BookingRepository,
    CreateBooking,
    FreeReschedules,
    JoinWaiting,
    SlotFinder,
  ],
})
export class BookingModule {}
