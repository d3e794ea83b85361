/** People's rights to their data: export, deletion; and how long things are kept. */
export { eraseOwnersJob, retainJob } from './jobs/erase-owners.job.js';
export { privacyPersonalData } from './persistence/personal-data.sql.js';
export { PrivacyModule } from './privacy.module.js';
export { type Retained, Retention } from './usecases/retention.usecase.js';
