/** What people look at across rooms: owner home, my day, search, owner page, timeline, audit. Reads any table. */
export { InsightModule } from './insight.module.js';
