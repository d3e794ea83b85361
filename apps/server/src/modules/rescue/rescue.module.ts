import { Module } from '@nestjs/common';
import { MediaModule } from '../media/index.js';
import { OwnerModule } from '../owner/index.js';
import { StaffModule } from '../staff/index.js';
import { StoreModule } from '../store/index.js';
import { VehicleModule } from '../vehicle/index.js';
import { RescueController } from './http/rescue.controller.js';
import { RescueRepository } from './persistence/rescue.repository.js';
import { CallRescue } from './usecases/call-rescue.usecase.js';
import { RescueList } from './usecases/rescue-list.queries.js';
import { RescueViews } from './usecases/rescue-views.queries.js';
import { WorkRescue } from './usecases/work-rescue.usecase.js';

/** Help on the road. */
@Module({
  imports: [MediaModule, OwnerModule, StaffModule, StoreModule, VehicleModule],
  controllers: [RescueController],
  providers: [CallRescue, RescueList, RescueRepository, RescueViews, WorkRescue],
  exports: [CallRescue, RescueRepository, WorkRescue],
})
export class RescueModule {}
