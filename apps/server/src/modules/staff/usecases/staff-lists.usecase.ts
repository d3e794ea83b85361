import type { ListArrangement } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { StaffListEntity } from '../persistence/staff-list.entity.js';

/** Columns and saved filters that people keep of lists; they follow a person to every browser. */
@Injectable()
export class StaffLists {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Every list that somebody has arranged. */
  async of(staffId: string): Promise<ListArrangement[]> {
    const rows = await this.uow.reader.findBy(StaffListEntity, { staffId });
    return rows.map(({ list, hidden, views }) => ({ list, hidden, views }));
  }

  /** Replaces what was kept of this list; the last word of two browsers counts. */
  async save(staffId: string, arrangement: ListArrangement): Promise<ListArrangement> {
    await this.uow.run((tx) =>
      tx.manager.upsert(
        StaffListEntity,
        { staffId, ...arrangement, updatedAt: this.clock.date() },
        { conflictPaths: ['staffId', 'list'] },
      ),
    );
    return arrangement;
  }
}
