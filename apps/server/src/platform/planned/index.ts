/** What one person plans, a second one approves, and many win something in, on a budget: campaigns and games. */
export * from './message-key.js';
export * from './plan-states.js';
export * from './planned.entity.js';
export * from './planned.js';
export * from './planned.repository.js';
export * from './won.repository.js';
