import { Global, Module } from '@nestjs/common';
import { StaffSessions } from '../../platform/auth/index.js';
import { StoreModule } from '../store/index.js';
import { StaffAuthController } from './http/staff-auth.controller.js';
import { StaffPlanController } from './http/staff-plan.controller.js';
import { TeamController } from './http/team.controller.js';
import { StaffRepository } from './persistence/staff.repository.js';
import { StaffPlanRepository } from './persistence/staff-plan.repository.js';
import { Advisors } from './usecases/advisors.queries.js';
import { Crew } from './usecases/crew.queries.js';
import { Passwords } from './usecases/passwords.js';
import { StaffLists } from './usecases/staff-lists.usecase.js';
import { StaffLogin } from './usecases/staff-login.usecase.js';
import { StaffPlan } from './usecases/staff-plan.usecase.js';
import { StaffSessionResolver } from './usecases/staff-session.resolver.js';
import { Team } from './usecases/team.usecase.js';

/** Staff: log-in, roles, stores, colleagues. Global because the guard of every route resolves staff tokens here. */
@Global()
@Module({
  imports: [StoreModule],
  controllers: [StaffAuthController, StaffPlanController, TeamController],
  providers: [
    Advisors,
    Crew,
    Passwords,
    StaffLists,
    StaffLogin,
    StaffPlan,
    StaffPlanRepository,
    StaffRepository,
    Team,
    { provide: StaffSessions, useClass: StaffSessionResolver },
  ],
  exports: [StaffSessions, Advisors, Crew, Team, Passwords],
})
export class StaffModule {}
