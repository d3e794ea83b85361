/**
 * Campaigns: red packets in waves, from the plan over the approval to the grab and what became of the prizes. Games are
 * planned, approved, paid and settled by the same pieces.
 */
export { CampaignModule } from './campaign.module.js';
export { prizeText } from './domain/campaign-words.js';
export { type Random, seededRandom, shuffle } from './domain/split.js';
export { announceWavesJob } from './jobs/announce-waves.job.js';
export { CAMPAIGN_RING, sweepCampaignsJob } from './jobs/sweep-campaigns.job.js';
export { campaignPersonalData } from './persistence/personal-data.sql.js';
export { owned, seen } from './usecases/campaign-scope.js';
export { DecisionDesk, type PlanCost } from './usecases/decision-desk.js';
export { Invitations, type Visible } from './usecases/invitations.js';
export { wonPrizeOf } from './usecases/packet-views.queries.js';
export { PlanCourse } from './usecases/plan-course.js';
export { PlanDesk } from './usecases/plan-desk.js';
export { budgetOf, PlanHeads } from './usecases/plan-heads.queries.js';
export { PlanSteps } from './usecases/plan-steps.js';
export { type PlannedPrize, PrizeDesk } from './usecases/prize-desk.js';
export {
  PrizeHandOut,
  type Won,
  type WonFrom,
  type WonRows,
} from './usecases/prize-hand-out.js';
export { CampaignRehearsal } from './usecases/rehearsal.usecase.js';
export { seedOf } from './usecases/seed.js';
