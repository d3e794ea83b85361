/** The owners' circle 车主圈: posts, comments, likes and reports; shown after WeChat's or a person's yes. */
export { CircleModule } from './circle.module.js';
export { checkCircleJob } from './jobs/check-circle.job.js';
export { circlePersonalData } from './persistence/personal-data.sql.js';
export { CheckCircle } from './usecases/check-circle.usecase.js';
export { CircleDesk } from './usecases/circle-desk.usecase.js';
export { OwnerCircle } from './usecases/owner-circle.usecase.js';
