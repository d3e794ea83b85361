/** Health, metrics, brand, API document. */
export { SystemModule } from './system.module.js';
export { DemoLogins } from './usecases/demo-logins.port.js';
