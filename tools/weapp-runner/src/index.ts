export { audit, type SizeAudit } from './audit.js';
export type { HostRecords, NavigationRecord, Person, RequestRecord, Wx } from './host.js';
export { type LaunchOptions, launchWeapp, type PageHandle, type Weapp } from './launch.js';
export type { NodeStats, SetDataStats } from './page.js';
