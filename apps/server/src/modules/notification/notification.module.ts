import { Module } from '@nestjs/common';
import { BookingModule } from '../booking/index.js';
import { MessagingModule } from '../messaging/index.js';
import { PaymentModule } from '../payment/index.js';
import { RescueModule } from '../rescue/index.js';
import { StaffModule } from '../staff/index.js';
import { StoreModule } from '../store/index.js';
import { WeatherModule } from '../weather/index.js';
import { WorkshopModule } from '../workshop/index.js';
import { WeatherWavesHandler } from './jobs/weather-waves.handler.js';
import { WeatherWaveRepository } from './persistence/weather-wave.repository.js';
import { BookingMessages } from './usecases/booking-messages.usecase.js';
import { BookingReminders } from './usecases/booking-reminders.usecase.js';
import { NoticeOccasions } from './usecases/notice-occasions.queries.js';
import { PayoutMessages } from './usecases/payout-messages.usecase.js';
import { RescueMessages } from './usecases/rescue-messages.usecase.js';
import { VisitChecks } from './usecases/visit-checks.usecase.js';
import { VisitMessages } from './usecases/visit-messages.usecase.js';
import { VisitThanks } from './usecases/visit-thanks.usecase.js';
import { WeatherChecks } from './usecases/weather-checks.usecase.js';
import { WeatherOccasions } from './usecases/weather-occasions.queries.js';
import { WeatherReactions } from './usecases/weather-reactions.usecase.js';
import { WeatherWarnings } from './usecases/weather-warnings.usecase.js';
import { WeatherWaves } from './usecases/weather-waves.usecase.js';

/** Turns what happens into messages to the owner. */
@Module({
  imports: [
    BookingModule,
    MessagingModule,
    PaymentModule,
    RescueModule,
    StaffModule,
    StoreModule,
    WeatherModule,
    WorkshopModule,
  ],
  providers: [
    BookingMessages,
    BookingReminders,
    NoticeOccasions,
    PayoutMessages,
    RescueMessages,
    VisitChecks,
    VisitMessages,
    VisitThanks,
    WeatherChecks,
    WeatherOccasions,
    WeatherReactions,
    WeatherWarnings,
    WeatherWaveRepository,
    WeatherWaves,
    WeatherWavesHandler,
  ],
})
export class NotificationModule {}
