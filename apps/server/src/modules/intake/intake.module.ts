import { Module } from '@nestjs/common';
import { StoreModule } from '../store/index.js';
import { ImportController } from './http/import.controller.js';
import { RunImportHandler, TidyImportsHandler } from './jobs/run-import.handler.js';
import { ImportRunRepository } from './persistence/import-run.repository.js';
import { ImportCommand } from './usecases/import-command.js';
import { ImportRunner } from './usecases/import-runner.js';
import { ImportTidy } from './usecases/import-tidy.js';
import { Imports } from './usecases/imports.usecase.js';
import { SealedFiles } from './usecases/sealed-files.js';
import { TableReader } from './usecases/table-reader.js';

/** Intake: the dealership's own exports come in. */
@Module({
  imports: [StoreModule],
  controllers: [ImportController],
  providers: [
    ImportCommand,
    ImportRunRepository,
    ImportRunner,
    ImportTidy,
    Imports,
    RunImportHandler,
    SealedFiles,
    TableReader,
    TidyImportsHandler,
  ],
  exports: [ImportCommand, Imports, ImportRunner, SealedFiles, TableReader],
})
export class IntakeModule {}
