/** The list of rewards that a person looks at before they are given. Rooms that pay ask `Suspicions.check` first. */

export { suspicionPersonalData } from './persistence/personal-data.sql.js';
export type { SuspicionEvents } from './suspicion.events.js';
export { SuspicionModule } from './suspicion.module.js';
export { JudgeSuspicion } from './usecases/judge-suspicion.usecase.js';
export { type RewardCheck, type RewardVerdict, Suspicions } from './usecases/suspicions.usecase.js';
