/** Bookings: slots, capacity, the life of a booking until the car arrives. */

export type { BookingEvents } from './booking.events.js';
export { BookingModule } from './booking.module.js';
export { sweepBookingsJob } from './jobs/sweep-bookings.job.js';
export { type Booking, BookingRepository } from './persistence/booking.repository.js';
export { bookingPersonalData } from './persistence/personal-data.sql.js';
export { BookingReader } from './usecases/booking-reader.js';
export { BookingTransitions } from './usecases/booking-transitions.js';
export { BookingViews } from './usecases/booking-views.queries.js';
export { CreateBooking } from './usecases/create-booking.usecase.js';
export { FreeBays } from './usecases/free-bays.queries.js';
export { FreeReschedules } from './usecases/free-reschedules.usecase.js';
export { JoinWaiting } from './usecases/join-waiting.usecase.js';
export { SlotFinder } from './usecases/slot-finder.js';
