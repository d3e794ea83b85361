export * from './frugal-memory.js';
export * from './job.js';
export * from './job-queues.js';
export * from './job-runs.js';
export * from './wake-up.js';
export * from './worker-host.js';
