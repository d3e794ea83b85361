/** Messages to owners: plan, gates, channels, credits, inbox, delivery log. */

export { codeIn, explainCode } from './domain/provider-errors.js';
export { repeatedId, repeatKey } from './domain/repeat-key.js';
export { linkFollowerJob, syncFollowersJob } from './jobs/link-follower.job.js';
export { sendJob } from './jobs/send.job.js';
export { syncTemplatesJob } from './jobs/sync-templates.job.js';
export { MessagingModule } from './messaging.module.js';
export type { DueMessage } from './persistence/message.mapper.js';
export { CircuitQueries } from './usecases/circuit.queries.js';
export { DeliveryLog, type SendingHealth } from './usecases/delivery-log.queries.js';
export { FollowerSync } from './usecases/follower-sync.usecase.js';
export { InboxQueries } from './usecases/inbox.queries.js';
export { type MessageCheck, MessageChecks } from './usecases/message-checks.usecase.js';
export { MESSAGE_ID, type MessagePlan, Messages } from './usecases/messages.usecase.js';
export { OpenMessages } from './usecases/open-messages.queries.js';
export { PreferenceQueries } from './usecases/preference.queries.js';
export { ResendMessage, whyNotAgain } from './usecases/resend-message.usecase.js';
export { SendDue } from './usecases/send-due.usecase.js';
export { type ForecastState, SendForecast, type SendVerdict } from './usecases/send-forecast.queries.js';
export { SubscribeCredits } from './usecases/subscribe-credits.usecase.js';
export { type TemplateFieldFact, TemplateFields } from './usecases/template-fields.queries.js';
export { type TemplateDrift, TemplateHealth } from './usecases/template-health.queries.js';
export { TemplateSetup } from './usecases/template-setup.usecase.js';
export { TemplateSync } from './usecases/template-sync.usecase.js';
export { TemplateUses } from './usecases/template-uses.js';
export { TestCircuit } from './usecases/test-circuit.usecase.js';
export { ToldQueries } from './usecases/told.queries.js';
export { Wishes } from './usecases/wishes.usecase.js';
