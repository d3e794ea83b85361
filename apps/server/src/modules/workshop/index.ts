/** The workshop: visits, their steps and promises, health reports, work orders. */

export { sweepVisitsJob } from './jobs/sweep-visits.job.js';
export { workshopPersonalData } from './persistence/personal-data.sql.js';
export type { Visit } from './persistence/visit.repository.js';
export { RatingReader, type VisitRating } from './usecases/ratings.queries.js';
export { VisitQueries } from './usecases/visit.queries.js';
export { VisitReader } from './usecases/visit-reader.queries.js';
export { type VisitMoment, VisitRehearsal } from './usecases/visit-rehearsal.usecase.js';
export type { WorkshopEvents } from './workshop.events.js';
export { WorkshopModule } from './workshop.module.js';
