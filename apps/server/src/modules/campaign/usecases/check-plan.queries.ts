import { type CampaignPlan, type routes, saySegment } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { type StaffActor, storeOf } from '../../../platform/auth/index.js';
import type { ViewOf } from '../../../platform/http/index.js';
import { Audiences } from '../../care/index.js';
import { packetsOf } from '../domain/packets.js';
import { planCost, prizesOfPlan, waveCost, wavePackets } from '../domain/plan-problems.js';
import { seededRandom } from '../domain/split.js';
import { PlanCampaign } from './plan-campaign.usecase.js';
import { PrizeDesk } from './prize-desk.js';

type CheckView = ViewOf<(typeof routes)['staffCampaign']['check']>;

const SAMPLE = 12;

/** What a plan comes to: problems, people, packets, cost, and one try of the split. */
@Injectable()
export class CheckPlan {
  constructor(
    private readonly plans: PlanCampaign,
    private readonly prizes: PrizeDesk,
    private readonly audiences: Audiences,
  ) {}

  /** Saves nothing. Throws STORE.NOT_FOUND. */
  async check(actor: StaffActor, plan: CampaignPlan): Promise<CheckView> {
    for (const storeId of plan.storeIds) storeOf(actor, storeId);
    const problems = [
      ...this.plans.problems(plan),
      ...(await this.prizes.problems(plan.storeIds, prizesOfPlan(plan))),
    ];
    const countable = !problems.some(({ path }) => path.startsWith('segment'));
    const { owners, cars } = countable
      ? await this.audiences.count(plan.storeIds, plan.segment)
      : { owners: 0, cars: 0 };
    const packets = plan.waves.reduce((sum, wave) => sum + wavePackets(wave.prizes), 0);
    return {
      problems,
      audience: saySegment(plan.segment),
      owners,
      cars,
      packets,
      costFen: planCost(plan),
      budgetFen: plan.budgetFen,
      ownersPerPacket: packets === 0 ? null : Math.round((10 * owners) / packets) / 10,
      waves: plan.waves.map((wave, index) => ({
        number: index + 1,
        packets: wavePackets(wave.prizes),
        costFen: waveCost(wave.prizes),
        // A wave with problems cannot be split.
        cash: problems.some(({ path }) => path.startsWith(`waves.${index}.prizes`))
          ? null
          : cashOf(wave.prizes),
      })),
    };
  }
}

function cashOf(prizes: CampaignPlan['waves'][number]['prizes']): CheckView['waves'][number]['cash'] {
  const cash = prizes.filter(({ kind }) => kind === 'cash');
  const amounts = packetsOf(cash, seededRandom([1, 2, 3, 4])).map(({ amountFen }) => amountFen);
  if (amounts.length === 0) return null;
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  return {
    meanFen: Math.round(sum / amounts.length),
    leastFen: amounts.reduce((least, amount) => Math.min(least, amount)),
    mostFen: amounts.reduce((most, amount) => Math.max(most, amount)),
    sample: amounts.slice(0, SAMPLE),
  };
}
