import { Module } from '@nestjs/common';
import { BookingModule } from '../booking/index.js';
import { CareModule } from '../care/index.js';
import { MessagingModule } from '../messaging/index.js';
import { StoreModule } from '../store/index.js';
import { WeatherModule } from '../weather/index.js';
import { AttributionController } from './http/attribution.controller.js';
import { CampaignResultsController } from './http/campaign-results.controller.js';
import { CareFunnelController } from './http/care-funnel.controller.js';
import { ClassCoverageController } from './http/class-coverage.controller.js';
import { CustomerController } from './http/customer.controller.js';
import { OwnerHomeController } from './http/owner-home.controller.js';
import { OwnerWishesController } from './http/owner-wishes.controller.js';
import { StaffDayController } from './http/staff-day.controller.js';
import { WeatherController } from './http/weather.controller.js';
import { Attribution } from './usecases/attribution.queries.js';
import { AttributionFigures } from './usecases/attribution-figures.queries.js';
import { AuditQueries } from './usecases/audit.queries.js';
import { CampaignResults } from './usecases/campaign-results.queries.js';
import { CareFunnel } from './usecases/care-funnel.queries.js';
import { ClassCoverage } from './usecases/class-coverage.queries.js';
import { EmptyBays } from './usecases/empty-bays.queries.js';
import { LiveStreams } from './usecases/live-streams.js';
import { MyDay } from './usecases/my-day.queries.js';
import { OwnerHome } from './usecases/owner-home.queries.js';
import { OwnerList } from './usecases/owner-list.queries.js';
import { OwnerPage } from './usecases/owner-page.queries.js';
import { OwnerScope } from './usecases/owner-scope.js';
import { OwnerWishes } from './usecases/owner-wishes.usecase.js';
import { PlayBanners } from './usecases/play-banner.queries.js';
import { ReceptionScreen } from './usecases/reception-screen.queries.js';
import { Search } from './usecases/search.queries.js';
import { SuspectMileage } from './usecases/suspect-mileage.usecase.js';
import { Timeline } from './usecases/timeline.queries.js';
import { WeatherBanners } from './usecases/weather-banner.queries.js';
import { WeatherEvents } from './usecases/weather-events.queries.js';

@Module({
  imports: [BookingModule, CareModule, MessagingModule, StoreModule, WeatherModule],
  controllers: [
    AttributionController,
    CampaignResultsController,
    ClassCoverageController,
    CareFunnelController,
    CustomerController,
    OwnerHomeController,
    OwnerWishesController,
    StaffDayController,
    WeatherController,
  ],
  providers: [
    Attribution,
    AttributionFigures,
    CampaignResults,
    ClassCoverage,
    AuditQueries,
    CareFunnel,
    EmptyBays,
    LiveStreams,
    MyDay,
    OwnerHome,
    OwnerList,
    OwnerPage,
    OwnerScope,
    OwnerWishes,
    PlayBanners,
    ReceptionScreen,
    Search,
    SuspectMileage,
    Timeline,
    WeatherBanners,
    WeatherEvents,
  ],
})
export class InsightModule {}
