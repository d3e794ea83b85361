import { Module } from '@nestjs/common';
import { StoreController } from './http/store.controller.js';
import { StoreRepository } from './persistence/store.repository.js';
import { StoreCatalog } from './usecases/store-catalog.js';
import { StoreSetup } from './usecases/store-setup.usecase.js';

@Module({
  controllers: [StoreController],
  providers: [StoreCatalog, StoreRepository, StoreSetup],
  exports: [StoreCatalog, StoreRepository],
})
export class StoreModule {}
