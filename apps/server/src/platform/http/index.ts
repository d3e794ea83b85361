export * from './error.filter.js';
export * from './openapi.js';
export * from './policy.guard.js';
export * from './rate-limit.js';
export * from './route.decorators.js';
export * from './route.interceptor.js';
export * from './route-coverage.js';
export * from './validation.js';
