/**
 * Ratings of visits, the complaint cases they open, and what makes them good. Events: rating.given { visitId };
 * case.escalated { caseId, level }; improvement.effective { improvementId }; case.make-good-granted { caseId, makeGoodId,
 * visitId, ownerId, vehicleId, payKind, payTitle, amountFen, costFen, validDays, reason }, once for each make-good; the
 * names are those of visit.promise-broken.
 */
export { FeedbackModule } from './feedback.module.js';
export { escalateCasesJob } from './jobs/escalate-cases.job.js';
export { feedbackPersonalData } from './persistence/personal-data.sql.js';
export { CaseReader } from './usecases/case.queries.js';
export { type Complaint, OpenCase } from './usecases/open-case.usecase.js';
