/** Staff: who works here, their log-ins and roles, and how each of them wants to see lists of the console. */
export type { CrewMember, Leave } from './persistence/staff-plan.repository.js';
export { StaffModule } from './staff.module.js';
export { type Advisor, Advisors } from './usecases/advisors.queries.js';
export { Crew } from './usecases/crew.queries.js';
export { Passwords } from './usecases/passwords.js';
export { Team } from './usecases/team.usecase.js';
