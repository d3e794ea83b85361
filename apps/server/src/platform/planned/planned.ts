import type { CampaignPlan, CampaignState } from '@cheban/contracts';

/** What the plans of campaigns and games have in common. */
export type PlannedHead = Pick<
  CampaignPlan,
  | 'storeIds'
  | 'title'
  | 'subtitle'
  | 'rulesText'
  | 'segment'
  | 'budgetFen'
  | 'perPerson'
  | 'perPhone'
  | 'perCar'
  | 'attributionDays'
>;

/** A campaign or game: planned by one person, approved by another. Instants are milliseconds. */
export interface Planned<P extends PlannedHead = PlannedHead> {
  readonly id: string;
  readonly code: string;
  readonly state: CampaignState;
  readonly version: number;
  readonly plan: P;
  readonly packedFen: number;
  readonly returnedFen: number;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly createdBy: string;
  readonly submittedBy: string | null;
  readonly submittedAt: number | null;
  readonly approvedBy: string | null;
  readonly approvedAt: number | null;
  readonly reason: string | null;
  readonly settled: boolean;
}
