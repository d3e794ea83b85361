/**
 * Calls to owners (回访, and the call that follows a reminder which reached nobody).
 * Hears: care.unreachable, follow-up.wanted (any room below may ask for a call), visit.checked-in, visit.handed-over,
 * booking.no-show;
 * ends calls on bookings, arrivals, wishes and answers. Says: follow-up.answered (CallAnswer) to the care room.
 */
export { FollowUpModule } from './follow-up.module.js';
export { planSaleCallsJob } from './jobs/plan-sale-calls.job.js';
export { followUpPersonalData } from './persistence/personal-data.sql.js';
export type { FollowUpWanted, Unreachable } from './usecases/call-generation.usecase.js';
export type { CallAnswer } from './usecases/call-results.usecase.js';
export { HomeVisitRehearsal } from './usecases/home-visit-rehearsal.usecase.js';
export { PlanHomeVisits } from './usecases/plan-home-visits.usecase.js';
export { PlanSaleCalls } from './usecases/plan-sale-calls.usecase.js';
