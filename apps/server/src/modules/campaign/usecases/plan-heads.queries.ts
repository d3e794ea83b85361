import { type CampaignAction, campaignActions } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { may, type StaffActor } from '../../../platform/auth/index.js';
import { toDate } from '../../../platform/clock/index.js';
import type { Planned } from '../../../platform/planned/index.js';
import { after } from '../../../platform/planned/index.js';
import { Advisors } from '../../staff/index.js';
import { StoreCatalog } from '../../store/index.js';
import { owns } from './campaign-scope.js';
import { ownApproval } from './decision-desk.js';

/** Which permission a step of staff asks for. */
const permissionOf = {
  edit: 'campaign.manage',
  submit: 'campaign.manage',
  withdraw: 'campaign.manage',
  approve: 'campaign.approve',
  reject: 'campaign.approve',
  kill: 'campaign.kill',
} as const satisfies Record<CampaignAction, string>;

const iso = (at: number) => toDate(at).toISOString();
const isoOrNull = (at: number | null) => (at === null ? null : iso(at));

/** Who planned what, how far it has come, and what this member of staff may do with it. */
@Injectable()
export class PlanHeads {
  constructor(
    private readonly stores: StoreCatalog,
    private readonly staff: Advisors,
  ) {}

  /** Names of everybody and everything in the list are asked for once; then a head can be made of each. */
  async of(actor: StaffActor, list: readonly Planned[]) {
    const [names, stores] = await Promise.all([
      this.staff.names(
        list.flatMap(({ createdBy, submittedBy, approvedBy }) => [createdBy, submittedBy, approvedBy]),
      ),
      this.stores.findByIds(list.flatMap(({ plan }) => plan.storeIds)),
    ]);
    const storeNames = new Map(stores.map(({ id, name }) => [id, name]));
    const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? ''));
    return (planned: Planned) => ({
      id: planned.id,
      code: planned.code,
      title: planned.plan.title,
      subtitle: planned.plan.subtitle,
      storeIds: planned.plan.storeIds,
      storeNames: planned.plan.storeIds.map((id) => storeNames.get(id) ?? ''),
      startsAt: iso(planned.startsAt),
      endsAt: iso(planned.endsAt),
      createdByName: nameOf(planned.createdBy) ?? '',
      submittedByName: nameOf(planned.submittedBy),
      submittedAt: isoOrNull(planned.submittedAt),
      approvedByName: nameOf(planned.approvedBy),
      approvedAt: isoOrNull(planned.approvedAt),
      reason: planned.reason,
      actions: actionsOf(actor, planned),
      blocked: planned.state === 'submitted' ? ownApproval(actor, planned) : null,
    });
  }
}

function actionsOf(actor: StaffActor, planned: Planned): CampaignAction[] {
  if (!owns(actor, planned)) return [];
  return campaignActions.filter(
    (action) =>
      after(action, planned.state) !== null &&
      may(actor, permissionOf[action]) &&
      (action !== 'approve' || ownApproval(actor, planned) === null),
  );
}

/** Of the budget, in fen. Always: packed = won + returned + left, and budget + returned = open + packed. */
export function budgetOf(planned: Planned, wonFen: number) {
  const { packedFen, returnedFen } = planned;
  const { budgetFen } = planned.plan;
  return {
    budgetFen,
    packedFen,
    returnedFen,
    leftFen: packedFen - wonFen - returnedFen,
    openFen: budgetFen + returnedFen - packedFen,
    wonPercent: budgetFen === 0 ? 0 : Math.round((100 * wonFen) / budgetFen),
  };
}
