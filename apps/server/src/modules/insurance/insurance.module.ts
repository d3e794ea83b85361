import { Module } from '@nestjs/common';
import { StoreModule } from '../store/index.js';
import { VehicleModule } from '../vehicle/index.js';
import { InsuranceController } from './http/insurance.controller.js';
import { CarInsurance } from './usecases/car-insurance.usecase.js';

/** Insurance and help with claims. */
@Module({
  imports: [StoreModule, VehicleModule],
  controllers: [InsuranceController],
  providers: [CarInsurance],
})
export class InsuranceModule {}
