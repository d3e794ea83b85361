import { Module } from '@nestjs/common';
import { MediaModule } from '../media/index.js';
import { OwnerModule } from '../owner/index.js';
import { StoreModule } from '../store/index.js';
import { VehicleModule } from '../vehicle/index.js';
import { CircleController } from './http/circle.controller.js';
import { StaffCircleController } from './http/staff-circle.controller.js';
import { CheckCircleHandler } from './jobs/check-circle.handler.js';
import { CircleRepository } from './persistence/circle.repository.js';
import { CircleDeskRepository } from './persistence/circle-desk.repository.js';
import { CheckCircle } from './usecases/check-circle.usecase.js';
import { CircleDesk } from './usecases/circle-desk.usecase.js';
import { CircleViews } from './usecases/circle-views.queries.js';
import { OwnerCircle } from './usecases/owner-circle.usecase.js';

/** The owners' circle. */
@Module({
  imports: [MediaModule, OwnerModule, StoreModule, VehicleModule],
  controllers: [CircleController, StaffCircleController],
  providers: [
    CheckCircle,
    CheckCircleHandler,
    CircleDesk,
    CircleDeskRepository,
    CircleRepository,
    CircleViews,
    OwnerCircle,
  ],
  exports: [CheckCircle, CircleDesk, OwnerCircle],
})
export class CircleModule {}
