import { Column, Entity, PrimaryColumn } from 'typeorm';
import { codeColumn, instantColumn } from '../database/id.js';

/** How a kind of job last ended, over all workers. */
@Entity('job_run')
export class JobRunEntity {
  @PrimaryColumn({ ...codeColumn(60) })
  name: string;

  /** Null for jobs that run only when asked. */
  @Column({ name: 'every_ms', type: 'int', unsigned: true, nullable: true })
  everyMs: number | null;

  /** The last good end. */
  @Column({ name: 'ended_at', ...instantColumn, nullable: true })
  endedAt: Date | null;

  @Column({ name: 'failed_at', ...instantColumn, nullable: true })
  failedAt: Date | null;

  /** Failures in a row since the last good end. */
  @Column({ type: 'int', unsigned: true })
  failures: number;

  /** What the last failure said, for the technician; empty after a good end. */
  @Column({ type: 'varchar', length: 200 })
  failure: string;
}
