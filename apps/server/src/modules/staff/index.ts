/** Staff: who works here, their log-ins and roles. */
export { StaffModule } from './staff.module.js';
export { type Advisor, Advisors } from './usecases/advisors.queries.js';
export { Passwords } from './usecases/passwords.js';
export { Team } from './usecases/team.usecase.js';
