import { Global, Module } from '@nestjs/common';
import { MessagingModule } from '../messaging/index.js';
import { StoreModule } from '../store/index.js';
import { VehicleModule } from '../vehicle/index.js';
import { RatingReader, WorkshopModule } from '../workshop/index.js';
import { CaseController } from './http/case.controller.js';
import { ImprovementController } from './http/improvement.controller.js';
import { OwnerCaseController } from './http/owner-case.controller.js';
import { RatingController } from './http/rating.controller.js';
import { EscalateCasesHandler } from './jobs/escalate-cases.handler.js';
import { CaseRepository } from './persistence/case.repository.js';
import { ImprovementRepository } from './persistence/improvement.repository.js';
import { RatingRepository } from './persistence/rating.repository.js';
import { CaseQueries, CaseReader } from './usecases/case.queries.js';
import { EscalateCases } from './usecases/escalate-cases.usecase.js';
import { Improvements } from './usecases/improvements.usecase.js';
import { OpenCase } from './usecases/open-case.usecase.js';
import { OwnerCases } from './usecases/owner-cases.usecase.js';
import { RateVisit } from './usecases/rate-visit.usecase.js';
import { TellImprovement } from './usecases/tell-improvement.usecase.js';
import { VisitRatings } from './usecases/visit-ratings.queries.js';
import { WorkCase } from './usecases/work-case.usecase.js';

/** Ratings and complaint cases. Global because the workshop below shows ratings through RatingReader, bound here. */
@Global()
@Module({
  imports: [MessagingModule, StoreModule, VehicleModule, WorkshopModule],
  controllers: [CaseController, ImprovementController, OwnerCaseController, RatingController],
  providers: [
    CaseQueries,
    CaseReader,
    CaseRepository,
    EscalateCases,
    EscalateCasesHandler,
    ImprovementRepository,
    Improvements,
    OpenCase,
    OwnerCases,
    RateVisit,
    TellImprovement,
    RatingRepository,
    VisitRatings,
    WorkCase,
    { provide: RatingReader, useExisting: VisitRatings },
  ],
  exports: [CaseReader, OpenCase, RatingReader],
})
export class FeedbackModule {}
