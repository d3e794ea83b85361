import { Module } from '@nestjs/common';
import { BookingModule } from '../booking/index.js';
import { MediaModule } from '../media/index.js';
import { StoreModule } from '../store/index.js';
import { VehicleModule } from '../vehicle/index.js';
import { LoanerController } from './http/loaner.controller.js';
import { VisitController } from './http/visit.controller.js';
import { VisitDeskController } from './http/visit-desk.controller.js';
import { WorkshopController } from './http/workshop.controller.js';
import { SweepVisitsHandler } from './jobs/sweep-visits.handler.js';
import { DeclinedWorkRepository } from './persistence/declined-work.repository.js';
import { LoanerRepository } from './persistence/loaner.repository.js';
import { QuoteRepository } from './persistence/quote.repository.js';
import { VisitRepository } from './persistence/visit.repository.js';
import { VisitPaperRepository } from './persistence/visit-paper.repository.js';
import { WorkOrderRepository } from './persistence/work-order.repository.js';
import { AdvanceVisit } from './usecases/advance-visit.usecase.js';
import { AnswerQuote } from './usecases/answer-quote.usecase.js';
import { Arrivals } from './usecases/arrivals.queries.js';
import { AskOwner } from './usecases/ask-owner.usecase.js';
import { ChaseQuotes } from './usecases/chase-quotes.usecase.js';
import { CheckIn } from './usecases/check-in.usecase.js';
import { CheckInPlan } from './usecases/check-in-plan.queries.js';
import { CloseOrder } from './usecases/close-order.usecase.js';
import { CorrectOrder } from './usecases/correct-order.usecase.js';
import { DeclinedPlan } from './usecases/declined-plan.usecase.js';
import { DeclinedReactions } from './usecases/declined-reactions.usecase.js';
import { DeclinedWorks } from './usecases/declined-work.usecase.js';
import { HandOver } from './usecases/hand-over.usecase.js';
import { HandOverSheet } from './usecases/hand-over-sheet.queries.js';
import { KeepPromise } from './usecases/keep-promise.usecase.js';
import { LoanViews } from './usecases/loan-views.queries.js';
import { Loaners } from './usecases/loaners.usecase.js';
import { SaveCheckIn } from './usecases/save-check-in.usecase.js';
import { SaveReport } from './usecases/save-report.usecase.js';
import { SettleVisit } from './usecases/settle-visit.usecase.js';
import { VisitQueries } from './usecases/visit.queries.js';
import { VisitDesk } from './usecases/visit-desk.queries.js';
import { VisitExtras } from './usecases/visit-extras.queries.js';
import { VisitJournal } from './usecases/visit-journal.usecase.js';
import { VisitReader } from './usecases/visit-reader.queries.js';
import { VisitRehearsal } from './usecases/visit-rehearsal.usecase.js';
import { VisitSetup } from './usecases/visit-setup.usecase.js';
import { VisitViews } from './usecases/visit-views.queries.js';
import { WalkInPlace } from './usecases/walk-in-place.usecase.js';

/** The workshop: check-in, steps, health report, hand-over. Ratings come through RatingReader, bound by feedback. */
@Module({
  imports: [BookingModule, MediaModule, StoreModule, VehicleModule],
  controllers: [WorkshopController, VisitDeskController, VisitController, LoanerController],
  providers: [
    AdvanceVisit,
    AnswerQuote,
    Arrivals,
    AskOwner,
    ChaseQuotes,
    CheckIn,
    CheckInPlan,
    CloseOrder,
    CorrectOrder,
    DeclinedPlan,
    DeclinedReactions,
    DeclinedWorkRepository,
    DeclinedWorks,
    HandOver,
    HandOverSheet,
    KeepPromise,
    LoanViews,
    LoanerRepository,
    Loaners,
    QuoteRepository,
    SaveCheckIn,
    SaveReport,
    SettleVisit,
    SweepVisitsHandler,
    VisitDesk,
    VisitExtras,
    VisitJournal,
    VisitPaperRepository,
    VisitQueries,
    VisitReader,
    VisitRehearsal,
    VisitRepository,
    VisitSetup,
    VisitViews,
    WalkInPlace,
    WorkOrderRepository,
  ],
  exports: [VisitQueries, VisitReader, VisitRehearsal],
})
export class WorkshopModule {}
