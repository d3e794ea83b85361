/** The first steps of a new group: stores and the first administrator. */
export { SetupModule } from './setup.module.js';
export { GroupSetup, SetupRefused } from './usecases/group-setup.usecase.js';
