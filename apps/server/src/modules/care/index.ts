/** Care: reminders that fall due, planned as rows and told once. */

export type { CareEvents } from './care.events.js';
export { CareModule } from './care.module.js';
export type { CareCampaign } from './domain/care-campaign.js';
export type { EffectiveRule, RuleSet } from './domain/care-rule.js';
export { findUnheardJob } from './jobs/find-unheard.job.js';
export { planCareJob } from './jobs/plan-care.job.js';
export { tellCareJob } from './jobs/tell-care.job.js';
export { carePersonalData } from './persistence/personal-data.sql.js';
export { type AudienceCar, Audiences } from './usecases/audiences.queries.js';
export { type CampaignLender, CareCampaigns } from './usecases/care-campaigns.js';
export { CareForecast, type ForecastRow } from './usecases/care-forecast.queries.js';
export { PlanCare } from './usecases/plan-care.usecase.js';
export { RepeatedReminders } from './usecases/repeated-reminders.usecase.js';
export { RuleBook } from './usecases/rule-book.js';
export { RulePreview } from './usecases/rule-preview.queries.js';
export { TellCare } from './usecases/tell-care.usecase.js';
