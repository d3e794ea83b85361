import { Module } from '@nestjs/common';
import { StoreController } from './http/store.controller.js';
import { FloorRepository } from './persistence/floor.repository.js';
import { StoreRepository } from './persistence/store.repository.js';
import { StoreCalendarRepository } from './persistence/store-calendar.repository.js';
import { StoreCalendar } from './usecases/store-calendar.usecase.js';
import { StoreCatalog } from './usecases/store-catalog.js';
import { StoreSetup } from './usecases/store-setup.usecase.js';

@Module({
  controllers: [StoreController],
  providers: [
    FloorRepository,
    StoreCalendar,
    StoreCalendarRepository,
    StoreCatalog,
    StoreRepository,
    StoreSetup,
  ],
  exports: [StoreCatalog, StoreRepository],
})
export class StoreModule {}
