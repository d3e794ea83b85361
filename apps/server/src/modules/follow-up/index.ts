/**
 * Calls to owners (回访, and the call that follows a reminder which reached nobody), interviews and home visits: plans,
 * tasks, answers.
 */
export type { FollowUpEvents } from './follow-up.events.js';
export { FollowUpModule } from './follow-up.module.js';
export { planSaleCallsJob } from './jobs/plan-sale-calls.job.js';
export { followUpPersonalData } from './persistence/personal-data.sql.js';
export { HomeVisitRehearsal } from './usecases/home-visit-rehearsal.usecase.js';
export { PlanHomeVisits } from './usecases/plan-home-visits.usecase.js';
export { PlanSaleCalls } from './usecases/plan-sale-calls.usecase.js';
