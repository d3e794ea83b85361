import type { ImportKind, ImportState } from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn, jsonText } from '../../../platform/database/index.js';

export interface ImportResult {
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  warnings: Record<string, number>;
  errors: Record<string, number>;
  suspectReadings: number;
}

/** One uploaded export and what became of it. The file and its error rows lie encrypted in the files folder. */
@Entity('import_run')
@Index('ix_import_store', ['storeId', 'createdAt'])
export class ImportRunEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ ...codeColumn(12) })
  kind: ImportKind;

  @Column({ name: 'file_name', type: 'varchar', length: 160 })
  fileName: string;

  @Column({ ...codeColumn(12) })
  state: ImportState;

  @Column({ name: 'dry_run', type: 'boolean' })
  dryRun: boolean;

  @Column({ type: 'text', transformer: jsonText })
  headers: string[];

  @Column({ type: 'text', transformer: jsonText })
  mapping: Record<string, string>;

  @Column({ name: 'as_of', type: 'date' })
  asOf: string;

  @Column({ name: 'rows_read', type: 'int', unsigned: true })
  rowsRead: number;

  @Column({ name: 'rows_total', type: 'int', unsigned: true, nullable: true })
  rowsTotal: number | null;

  /** How often it was begun: more than once if a worker died or stopped in the middle. */
  @Column({ type: 'smallint', unsigned: true, default: 0 })
  attempts: number;

  @Column({ type: 'text', transformer: jsonText, nullable: true })
  result: ImportResult | null;

  @Column({ type: 'varchar', length: 300, nullable: true })
  failure: string | null;

  @Column({ name: 'error_file', type: 'boolean' })
  errorFile: boolean;

  @Column({ name: 'started_by', ...idColumn, nullable: true })
  startedBy: string | null;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'finished_at', ...instantColumn, nullable: true })
  finishedAt: Date | null;

  /** Renewed while it runs; an old one means that the worker died. */
  @Column({ name: 'heartbeat_at', ...instantColumn, nullable: true })
  heartbeatAt: Date | null;
}
