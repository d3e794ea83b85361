import type { ListView, StaffList } from '@cheban/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn, jsonText } from '../../../platform/database/index.js';

/** How somebody wants to see a list of the console. */
@Entity('staff_list')
export class StaffListEntity {
  @PrimaryColumn({ name: 'staff_id', ...idColumn })
  staffId: string;

  @PrimaryColumn({ ...codeColumn(20) })
  list: StaffList;

  @Column({ type: 'text', transformer: jsonText })
  hidden: string[];

  @Column({ type: 'text', transformer: jsonText })
  views: ListView[];

  @Column({ name: 'updated_at', ...instantColumn })
  updatedAt: Date;
}
