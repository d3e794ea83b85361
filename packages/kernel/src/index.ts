/** The words of the trade as pure functions: no framework, no clock, no I/O; runs in browsers, mini-programs and Node. */
export * from './birthday.js';
export * from './business-date.js';
export * from './business-time.js';
export * from './csv.js';
export * from './inspection.js';
export * from './lunar.js';
export * from './mileage.js';
export * from './money.js';
export * from './open-hours.js';
export * from './phone.js';
export * from './plate.js';
export * from './quiet-hours.js';
export * from './say.js';
export * from './service-due.js';
export * from './text.js';
export * from './vin.js';
export * from './workday.js';
