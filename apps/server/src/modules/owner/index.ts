/** Owners: people, their WeChat accounts, consent and log-in. */
export type { OwnerEvents } from './owner.events.js';
export { OwnerModule } from './owner.module.js';
export type { Account } from './persistence/account.repository.js';
export { type Owner, OwnerRepository } from './persistence/owner.repository.js';
export { accountPersonalData, ownerPersonalData } from './persistence/personal-data.sql.js';
export { Accounts } from './usecases/accounts.usecase.js';
export { type Enrolment, Enrolments } from './usecases/enrolment.usecase.js';
export { Garage } from './usecases/garage.port.js';
export { OwnerDirectory } from './usecases/owner-directory.js';
export {
  type FieldChange,
  type OwnerImport,
  OwnerIntake,
  type OwnerOutcome,
} from './usecases/owner-intake.js';
export { OwnerProof } from './usecases/owner-proof.usecase.js';
