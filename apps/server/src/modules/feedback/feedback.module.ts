import { Global, Module } from '@nestjs/common';
import { MediaModule } from '../media/index.js';
import { MessagingModule } from '../messaging/index.js';
import { StoreModule } from '../store/index.js';
import { VehicleModule } from '../vehicle/index.js';
import { RatingReader, WorkshopModule } from '../workshop/index.js';
import { CaseController } from './http/case.controller.js';
import { ImprovementController } from './http/improvement.controller.js';
import { MakeGoodController } from './http/make-good.controller.js';
import { OwnerCaseController } from './http/owner-case.controller.js';
import { RatingController } from './http/rating.controller.js';
import { EscalateCasesHandler } from './jobs/escalate-cases.handler.js';
import { CaseRepository } from './persistence/case.repository.js';
import { ImprovementRepository } from './persistence/improvement.repository.js';
import { MakeGoodRepository } from './persistence/make-good.repository.js';
import { RatingRepository } from './persistence/rating.repository.js';
import { RatingDraftRepository } from './persistence/rating-draft.repository.js';
import { CaseQueries, CaseReader } from './usecases/case.queries.js';
import { EscalateCases } from './usecases/escalate-cases.usecase.js';
import { FeedbackRehearsal } from './usecases/feedback-rehearsal.usecase.js';
import { Improvements } from './usecases/improvements.usecase.js';
import { MakeGoodViews } from './usecases/make-good-views.queries.js';
import { MakeGoods } from './usecases/make-goods.usecase.js';
import { OpenCase } from './usecases/open-case.usecase.js';
import { OwnerCases } from './usecases/owner-cases.usecase.js';
import { RateVisit } from './usecases/rate-visit.usecase.js';
import { SaveRatingDraft } from './usecases/save-rating-draft.usecase.js';
import { TellImprovement } from './usecases/tell-improvement.usecase.js';
import { VisitRatings } from './usecases/visit-ratings.queries.js';
import { WorkCase } from './usecases/work-case.usecase.js';

/** Ratings, complaint cases and what makes them good. Global because the workshop below shows ratings through RatingReader, bound here. */
@Global()
@Module({
  imports: [MediaModule, MessagingModule, StoreModule, VehicleModule, WorkshopModule],
  controllers: [
    CaseController,
    ImprovementController,
    MakeGoodController,
    OwnerCaseController,
    RatingController,
  ],
  providers: [
    CaseQueries,
    CaseReader,
    CaseRepository,
    EscalateCases,
    EscalateCasesHandler,
    FeedbackRehearsal,
    ImprovementRepository,
    Improvements,
    MakeGoodRepository,
    MakeGoodViews,
    MakeGoods,
    OpenCase,
    OwnerCases,
    RateVisit,
    TellImprovement,
    RatingDraftRepository,
    RatingRepository,
    SaveRatingDraft,
    VisitRatings,
    WorkCase,
    { provide: RatingReader, useExisting: VisitRatings },
  ],
  exports: [CaseReader, FeedbackRehearsal, OpenCase, RatingReader],
})
export class FeedbackModule {}
