import type { StaffRole } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { Advisors } from '../../staff/index.js';

/** The people of a demo store, as those who act. */
@Injectable()
export class DemoCrew {
  constructor(private readonly team: Advisors) {}

  async all(storeId: string, role: StaffRole): Promise<StaffActor[]> {
    const people = await this.team.withRole(storeId, role);
    return people.map(({ id, name }) => ({
      ...{ kind: 'staff', sessionId: '', staffId: id, name, role, storeIds: [storeId] },
    }));
  }

  async one(storeId: string, role: StaffRole): Promise<StaffActor> {
    const [person] = await this.all(storeId, role);
    if (!person) throw new Error(`The demo store has nobody for ${role}`);
    return person;
  }
}
