/** Help on the road: an owner calls, a store comes; how far it is free, who comes and when. */

export { sayRescue } from './domain/rescue-words.js';
export { rescuePersonalData } from './persistence/personal-data.sql.js';
export { type RescueCall, RescueRepository } from './persistence/rescue.repository.js';
export type { RescueEvents } from './rescue.events.js';
export { RescueModule } from './rescue.module.js';
export { CallRescue } from './usecases/call-rescue.usecase.js';
export { WorkRescue } from './usecases/work-rescue.usecase.js';
