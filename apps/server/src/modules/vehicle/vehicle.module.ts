import { Global, Module } from '@nestjs/common';
import { Garage } from '../owner/index.js';
import { StoreModule } from '../store/index.js';
import { GarageController } from './http/garage.controller.js';
import { VehicleRepository } from './persistence/vehicle.repository.js';
import { VehicleHistoryRepository } from './persistence/vehicle-history.repository.js';
import { HistoryIntake } from './usecases/history-intake.js';
import { MyGarage } from './usecases/my-garage.usecase.js';
import { StoreCars } from './usecases/store-cars.queries.js';
import { VehicleCare } from './usecases/vehicle-care.usecase.js';
import { VehicleDirectory } from './usecases/vehicle-directory.js';
import { VehicleGarage } from './usecases/vehicle-garage.js';
import { VehicleIntake } from './usecases/vehicle-intake.js';

/** Cars. Global because it provides Garage to the owner room, which must not know it. */
@Global()
@Module({
  imports: [StoreModule],
  controllers: [GarageController],
  providers: [
    HistoryIntake,
    MyGarage,
    StoreCars,
    VehicleIntake,
    VehicleCare,
    VehicleDirectory,
    VehicleHistoryRepository,
    VehicleRepository,
    { provide: Garage, useClass: VehicleGarage },
  ],
  exports: [
    HistoryIntake,
    StoreCars,
    VehicleCare,
    VehicleIntake,
    VehicleDirectory,
    VehicleHistoryRepository,
    VehicleRepository,
    Garage,
  ],
})
export class VehicleModule {}
