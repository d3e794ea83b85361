/** Ratings of visits, the complaint cases they open, and what makes them good. */
export type { FeedbackEvents } from './feedback.events.js';
export { FeedbackModule } from './feedback.module.js';
export { escalateCasesJob } from './jobs/escalate-cases.job.js';
export { feedbackPersonalData } from './persistence/personal-data.sql.js';
export { CaseReader } from './usecases/case.queries.js';
export { FeedbackRehearsal } from './usecases/feedback-rehearsal.usecase.js';
export { type Complaint, OpenCase } from './usecases/open-case.usecase.js';
