/** Cars: file, people, readings, past visits, pace and due dates. */
export { type CustomerGroup, groupBorders, groupOf } from './domain/customer-group.js';
export { describeDue, describeTiles, kmLeft, type Tile } from './domain/describe.js';
export type { HistoryImport } from './domain/history-import.js';
export { planLink } from './domain/plan-link.js';
export type { Vehicle } from './domain/vehicle.js';
export { ELSEWHERE } from './domain/vehicle-figures.js';
export { vehiclePersonalData } from './persistence/personal-data.sql.js';
export { type SampleCar, VehicleRepository } from './persistence/vehicle.repository.js';
export {
  type Reading,
  type ServiceRecord,
  VehicleHistoryRepository,
} from './persistence/vehicle-history.repository.js';
export { HistoryIntake } from './usecases/history-intake.js';
export { type StoreCar, StoreCars } from './usecases/store-cars.queries.js';
export { VehicleCare } from './usecases/vehicle-care.usecase.js';
export { VehicleDirectory } from './usecases/vehicle-directory.js';
export { type VehicleDraft, type VehicleImport, VehicleIntake } from './usecases/vehicle-intake.js';
export { VehicleModule } from './vehicle.module.js';
