export * from './personal-data-book.js';
export * from './personal-table.js';
export * from './retention-rule.js';
