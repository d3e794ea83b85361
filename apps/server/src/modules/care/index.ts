/** Care: reminders that fall due, planned as rows and told once. */
export { CareModule } from './care.module.js';
export { planCareJob } from './jobs/plan-care.job.js';
export { tellCareJob } from './jobs/tell-care.job.js';
export { PlanCare } from './usecases/plan-care.usecase.js';
export { TellCare } from './usecases/tell-care.usecase.js';
