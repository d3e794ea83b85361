import type { ServiceKind } from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn } from '../../../platform/database/index.js';

/** A kind of service that somebody can do. People without any row can do everything. */
@Entity('staff_skill')
export class StaffSkillEntity {
  @PrimaryColumn({ name: 'staff_id', ...idColumn })
  staffId: string;

  @PrimaryColumn({ name: 'service_kind', ...codeColumn(20) })
  serviceKind: ServiceKind;
}

/** Leave, training, sickness: nothing new is booked with the person in this time. */
@Entity('staff_leave')
@Index('ix_staff_leave', ['staffId', 'toAt'])
export class StaffLeaveEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'staff_id', ...idColumn })
  staffId: string;

  @Column({ name: 'from_at', ...instantColumn })
  fromAt: Date;

  @Column({ name: 'to_at', ...instantColumn })
  toAt: Date;

  @Column({ type: 'varchar', length: 60 })
  reason: string;

  @Column({ name: 'created_by', ...idColumn })
  createdBy: string;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;
}
