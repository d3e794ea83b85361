export * from './actor.js';
export * from './sessions.js';
