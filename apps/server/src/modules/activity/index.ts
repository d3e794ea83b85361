/** Classes and activities: sessions with seats, sign-ups, waiting lists, the door; articles by model. */

export type { ActivityEvents } from './activity.events.js';
export { ActivityModule } from './activity.module.js';
export { sweepActivitiesJob } from './jobs/sweep-activities.job.js';
export { activityPersonalData } from './persistence/personal-data.sql.js';
export { ActivityRehearsal } from './usecases/activity-rehearsal.usecase.js';
export { SignUpForSession } from './usecases/sign-up.usecase.js';
