export * from './clock.js';
export * from './clock-drift.js';
export * from './movable-clock.js';
