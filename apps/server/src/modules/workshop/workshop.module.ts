import { Module } from '@nestjs/common';
import { BookingModule } from '../booking/index.js';
import { MediaModule } from '../media/index.js';
import { StoreModule } from '../store/index.js';
import { VehicleModule } from '../vehicle/index.js';
import { VisitController } from './http/visit.controller.js';
import { WorkshopController } from './http/workshop.controller.js';
import { QuoteRepository } from './persistence/quote.repository.js';
import { VisitRepository } from './persistence/visit.repository.js';
import { VisitPaperRepository } from './persistence/visit-paper.repository.js';
import { WorkOrderRepository } from './persistence/work-order.repository.js';
import { AdvanceVisit } from './usecases/advance-visit.usecase.js';
import { Arrivals } from './usecases/arrivals.queries.js';
import { CheckIn } from './usecases/check-in.usecase.js';
import { CheckInPlan } from './usecases/check-in-plan.queries.js';
import { CloseOrder } from './usecases/close-order.usecase.js';
import { HandOver } from './usecases/hand-over.usecase.js';
import { SaveReport } from './usecases/save-report.usecase.js';
import { VisitQueries } from './usecases/visit.queries.js';
import { VisitDesk } from './usecases/visit-desk.queries.js';
import { VisitExtras } from './usecases/visit-extras.queries.js';
import { VisitJournal } from './usecases/visit-journal.usecase.js';
import { VisitReader } from './usecases/visit-reader.queries.js';
import { VisitViews } from './usecases/visit-views.queries.js';

/** The workshop: check-in, steps, health report, hand-over. Ratings come through RatingReader, bound by feedback. */
@Module({
  imports: [BookingModule, MediaModule, StoreModule, VehicleModule],
  controllers: [WorkshopController, VisitController],
  providers: [
    AdvanceVisit,
    Arrivals,
    CheckIn,
    CheckInPlan,
    CloseOrder,
    HandOver,
    QuoteRepository,
    SaveReport,
    VisitDesk,
    VisitExtras,
    VisitJournal,
    VisitPaperRepository,
    VisitQueries,
    VisitReader,
    VisitRepository,
    VisitViews,
    WorkOrderRepository,
  ],
  exports: [VisitQueries, VisitReader],
})
export class WorkshopModule {}
