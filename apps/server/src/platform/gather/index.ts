export * from './gather.js';
