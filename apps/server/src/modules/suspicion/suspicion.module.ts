import { Module } from '@nestjs/common';
import { OwnerModule } from '../owner/index.js';
import { StaffModule } from '../staff/index.js';
import { StoreModule } from '../store/index.js';
import { VehicleModule } from '../vehicle/index.js';
import { SuspicionController } from './http/suspicion.controller.js';
import { SuspicionRepository } from './persistence/suspicion.repository.js';
import { JudgeSuspicion } from './usecases/judge-suspicion.usecase.js';
import { SuspicionViews } from './usecases/suspicion-views.queries.js';
import { Suspicions } from './usecases/suspicions.usecase.js';

/** Rewards over the limits wait for a person. */
@Module({
  imports: [OwnerModule, StaffModule, StoreModule, VehicleModule],
  controllers: [SuspicionController],
  providers: [JudgeSuspicion, SuspicionRepository, SuspicionViews, Suspicions],
  exports: [JudgeSuspicion, Suspicions],
})
export class SuspicionModule {}
