import { Module } from '@nestjs/common';
import { BookingModule } from '../booking/index.js';
import { FeedbackModule } from '../feedback/index.js';
import { MessagingModule } from '../messaging/index.js';
import { OwnerModule } from '../owner/index.js';
import { StaffModule } from '../staff/index.js';
import { StoreModule } from '../store/index.js';
import { VehicleModule } from '../vehicle/index.js';
import { WorkshopModule } from '../workshop/index.js';
import { FollowUpController } from './http/follow-up.controller.js';
import { TalkController } from './http/talk.controller.js';
import { PlanSaleCallsHandler } from './jobs/plan-sale-calls.handler.js';
import { FollowUpRepository } from './persistence/follow-up.repository.js';
import { FollowUpListRepository } from './persistence/follow-up-list.repository.js';
import { TalkRepository } from './persistence/talk.repository.js';
import { TalkFiguresRepository } from './persistence/talk-figures.repository.js';
import { CallContext } from './usecases/call-context.queries.js';
import { CallEndings } from './usecases/call-endings.usecase.js';
import { CallGeneration } from './usecases/call-generation.usecase.js';
import { CallResults } from './usecases/call-results.usecase.js';
import { CreateFollowUp } from './usecases/create-follow-up.usecase.js';
import { DrawTalks } from './usecases/draw-talks.usecase.js';
import { FollowUpQueries } from './usecases/follow-up.queries.js';
import { HomeVisitRehearsal } from './usecases/home-visit-rehearsal.usecase.js';
import { OpenFollowUp } from './usecases/open-follow-up.usecase.js';
import { PlanHomeVisits } from './usecases/plan-home-visits.usecase.js';
import { PlanSaleCalls } from './usecases/plan-sale-calls.usecase.js';
import { PlanTalks } from './usecases/plan-talks.usecase.js';
import { TalkQueries } from './usecases/talk.queries.js';
import { WorkFollowUp } from './usecases/work-follow-up.usecase.js';

/** Calls to owners and talks face to face: what asks for one, who makes it, how it went. */
@Module({
  imports: [
    BookingModule,
    FeedbackModule,
    MessagingModule,
    OwnerModule,
    StaffModule,
    StoreModule,
    VehicleModule,
    WorkshopModule,
  ],
  controllers: [FollowUpController, TalkController],
  providers: [
    CallContext,
    CallEndings,
    CallGeneration,
    CallResults,
    CreateFollowUp,
    DrawTalks,
    FollowUpListRepository,
    FollowUpQueries,
    FollowUpRepository,
    HomeVisitRehearsal,
    OpenFollowUp,
    PlanHomeVisits,
    PlanSaleCalls,
    PlanSaleCallsHandler,
    PlanTalks,
    TalkFiguresRepository,
    TalkQueries,
    TalkRepository,
    WorkFollowUp,
  ],
  exports: [HomeVisitRehearsal, PlanHomeVisits, PlanSaleCalls],
})
export class FollowUpModule {}
