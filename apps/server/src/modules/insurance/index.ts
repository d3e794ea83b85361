/** Insurance of a car: until when, whom to ring after an accident, and an owner's wish to be called about renewing it. */

export { InsuranceModule } from './insurance.module.js';
