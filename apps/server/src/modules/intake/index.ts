/** Intake: import of customers, cars and workshop history from the dealership's DMS. */
export { IntakeModule } from './intake.module.js';
export { runImportJob, tidyImportsJob } from './jobs/run-import.job.js';
export { ImportCommand, type ImportCommandArgs } from './usecases/import-command.js';
export { ImportRunner } from './usecases/import-runner.js';
export { Imports } from './usecases/imports.usecase.js';
export { TableReader } from './usecases/table-reader.js';
export type { TableLine } from './usecases/table-source.js';
