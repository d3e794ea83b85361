export * from './data-keys.js';
