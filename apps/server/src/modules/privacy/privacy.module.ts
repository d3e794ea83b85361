import { Module } from '@nestjs/common';
import { MessagingModule } from '../messaging/index.js';
import { OwnerModule } from '../owner/index.js';
import { StoreModule } from '../store/index.js';
import { VehicleModule } from '../vehicle/index.js';
import { PrivacyController } from './http/privacy.controller.js';
import { EraseOwnersHandler, RetainHandler } from './jobs/erase-owners.handler.js';
import { ErasureRepository } from './persistence/erasure.repository.js';
import { EraseOwners } from './usecases/erase-owners.usecase.js';
import { ErasureList } from './usecases/erasure-list.queries.js';
import { People } from './usecases/people.queries.js';
import { Privacy } from './usecases/privacy.usecase.js';
import { Retention } from './usecases/retention.usecase.js';

/** People's rights to their data, and how long things are kept. */
@Module({
  imports: [MessagingModule, OwnerModule, StoreModule, VehicleModule],
  controllers: [PrivacyController],
  providers: [
    EraseOwners,
    EraseOwnersHandler,
    ErasureList,
    ErasureRepository,
    People,
    Privacy,
    RetainHandler,
    Retention,
  ],
  exports: [Retention],
})
export class PrivacyModule {}
