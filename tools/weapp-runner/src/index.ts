export { audit, type SizeAudit } from './audit.js';
export { readDist } from './dist-files.js';
export type { HostRecords, NavigationRecord, Person, RequestRecord, Wx } from './host-types.js';
export { launchWeapp } from './launch.js';
export type { NodeStats, SetDataStats } from './page.js';
export { type Finding, judgeBuild, judgePage, judgeWords, limits, type PageRun } from './rules.js';
export type { LaunchOptions, PageHandle, Weapp } from './weapp-types.js';
