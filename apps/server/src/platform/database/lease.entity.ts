import { Column, Entity, PrimaryColumn } from 'typeorm';
import { codeColumn, instantColumn } from './id.js';

@Entity('lease')
export class LeaseEntity {
  @PrimaryColumn({ ...codeColumn(60) })
  name: string;

  @Column({ ...codeColumn(60) })
  holder: string;

  @Column({ name: 'until_at', ...instantColumn })
  untilAt: Date;

  @Column({ name: 'ran_at', ...instantColumn, nullable: true })
  ranAt: Date | null;
}
