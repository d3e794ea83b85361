export type { AppCredentials, SimulatorOptions, SimulatorOptionsInput } from './options.js';
export { completeOptions } from './options.js';
export { type Simulator, startSimulator } from './simulator.js';
export { DEFAULT_SMS_TEMPLATES, DEFAULT_TEMPLATES, type SmsTemplate, type Template } from './templates.js';
export type { DeliveryView } from './world/inbox.js';
export type { Person, PersonInput } from './world/people.js';
export type { AlertInput } from './world/weather-desk.js';
