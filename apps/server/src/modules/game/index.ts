/** Games: quiz and lottery wheel, from the plan over the approval to the try and what became of the prizes. */
export { GameModule } from './game.module.js';
export { sweepGamesJob } from './jobs/sweep-games.job.js';
export { gamePersonalData } from './persistence/personal-data.sql.js';
export { GameRehearsal } from './usecases/rehearsal.usecase.js';
