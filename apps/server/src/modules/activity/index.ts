/**
 * Classes and activities: sessions with seats, sign-ups, waiting lists, the door; articles by model.
 * Events: activity.signed-up, activity.sign-up-cancelled, activity.seat-offered, activity.attended, each with
 * { signUpId, sessionId }; activity.session-news is this room's own.
 */
export { ActivityModule } from './activity.module.js';
export { sweepActivitiesJob } from './jobs/sweep-activities.job.js';
export { activityPersonalData } from './persistence/personal-data.sql.js';
export { SignUpForSession } from './usecases/sign-up.usecase.js';
