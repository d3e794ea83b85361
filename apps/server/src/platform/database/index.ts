export * from './database-errors.js';
export * from './id.js';
export * from './json.js';
export * from './lease.js';
export * from './plain-record.js';
export * from './pool.js';
export * from './store-page.js';
export * from './unit-of-work.js';
