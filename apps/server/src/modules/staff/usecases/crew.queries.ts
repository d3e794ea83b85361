import { Injectable } from '@nestjs/common';
import { type CrewMember, StaffPlanRepository } from '../persistence/staff-plan.repository.js';

/** Who can be booked in a store, for the rooms that assign people. */
@Injectable()
export class Crew {
  constructor(private readonly repository: StaffPlanRepository) {}

  /** Active advisors and technicians with skills, and leave that ends after `from` (milliseconds). One query. */
  ofStore(storeId: string, from: number): Promise<CrewMember[]> {
    return this.repository.crewOf(storeId, from);
  }
}
