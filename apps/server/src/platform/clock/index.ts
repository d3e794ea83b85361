export * from './clock.js';
export * from './clock-drift.js';
