/**
 * What people look at across rooms: owner home, my day, search, owner list and page, timeline, audit, what campaigns and
 * reminders brought. Reads any table.
 */
export { InsightModule } from './insight.module.js';
