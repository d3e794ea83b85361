/** Notification: event → message. Nothing below depends on it. */
export { NotificationModule } from './notification.module.js';
