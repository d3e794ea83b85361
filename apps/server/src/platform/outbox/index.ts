export * from './event.js';
export { EventConsumers } from './handle-events.handler.js';
export * from './outbox.js';
export * from './past-events.js';
export * from './relay.js';
