/** Ratings of visits and the complaint cases they open. Event: rating.given { visitId }. */
export { FeedbackModule } from './feedback.module.js';
export { escalateCasesJob } from './jobs/escalate-cases.job.js';
export { CaseReader } from './usecases/case.queries.js';
export { type Complaint, OpenCase } from './usecases/open-case.usecase.js';
