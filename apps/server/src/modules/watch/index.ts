/** Watching over sending: alarms, the group robot, quotas, the delivery log. */
export { lookAroundJob } from './jobs/look.job.js';
export { notifyRobotJob } from './jobs/notify.job.js';
export { WatchTimer } from './usecases/watch-timer.js';
export { WatchModule } from './watch.module.js';
