/** Photos: checked, drawn anew, kept encrypted, shown by signed links; mini-program codes, which are kept like them. */
export { tidyPhotosJob } from './jobs/tidy-photos.job.js';
export { MediaModule } from './media.module.js';
export { mediaPersonalData } from './persistence/personal-data.sql.js';
export { MiniCodes } from './usecases/mini-codes.usecase.js';
export { type PhotoSubject, Photos } from './usecases/photos.usecase.js';
