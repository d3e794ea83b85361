import { Global, Module } from '@nestjs/common';
import { StoreModule } from '../store/index.js';
import { VehicleModule } from '../vehicle/index.js';
import { RatingReader, WorkshopModule } from '../workshop/index.js';
import { CaseController } from './http/case.controller.js';
import { RatingController } from './http/rating.controller.js';
import { CaseRepository } from './persistence/case.repository.js';
import { RatingRepository } from './persistence/rating.repository.js';
import { CaseQueries, CaseReader } from './usecases/case.queries.js';
import { OpenCase } from './usecases/open-case.usecase.js';
import { RateVisit } from './usecases/rate-visit.usecase.js';
import { VisitRatings } from './usecases/visit-ratings.queries.js';
import { WorkCase } from './usecases/work-case.usecase.js';

/** Ratings and complaint cases. Global because the workshop below shows ratings through RatingReader, bound here. */
@Global()
@Module({
  imports: [StoreModule, VehicleModule, WorkshopModule],
  controllers: [CaseController, RatingController],
  providers: [
    CaseQueries,
    CaseReader,
    CaseRepository,
    OpenCase,
    RateVisit,
    RatingRepository,
    VisitRatings,
    WorkCase,
    { provide: RatingReader, useExisting: VisitRatings },
  ],
  exports: [CaseReader, OpenCase, RatingReader],
})
export class FeedbackModule {}
