/**
 * The workshop: visits, their steps and promises, health reports, work orders.
 * Events: visit.checked-in, visit.advanced, visit.delayed, visit.handed-over, visit.corrected, each with
 * { visitId, step? }; visit.quoted, visit.quote-reminded, visit.quote-answered with { visitId, quoteId };
 * visit.declined-work with { visitId, declinedWorkId }; visit.promise-broken with { visitId, ownerId, vehicleId,
 * payKind, payTitle, amountFen, validDays, reason }, once for each visit.
 */
export { sweepVisitsJob } from './jobs/sweep-visits.job.js';
export { workshopPersonalData } from './persistence/personal-data.sql.js';
export type { Visit } from './persistence/visit.repository.js';
export { RatingReader, type VisitRating } from './usecases/ratings.queries.js';
export { VisitQueries } from './usecases/visit.queries.js';
export type { VisitEventType } from './usecases/visit-journal.usecase.js';
export { VisitReader } from './usecases/visit-reader.queries.js';
export { WorkshopModule } from './workshop.module.js';
