import { Module } from '@nestjs/common';
import { StoreModule } from '../store/index.js';
import { VehicleRepository } from './persistence/vehicle.repository.js';
import { VehicleCare } from './usecases/vehicle-care.usecase.js';
import { VehicleDirectory } from './usecases/vehicle-directory.js';

@Module({
  imports: [StoreModule],
  providers: [VehicleCare, VehicleDirectory, VehicleRepository],
  exports: [VehicleCare, VehicleDirectory, VehicleRepository],
})
export class VehicleModule {}
