import type { CampaignPlan, GrabView } from '@cheban/contracts';
import { sweepCampaignsJob } from '../../src/modules/campaign/index.js';
import { call, type RawAnswer } from './clients.js';
import {
  makeOwner,
  makeStaff,
  makeVehicle,
  type TestOwner,
  type TestStaff,
  type TestStore,
} from './factories.js';
import type { World } from './world.js';

const START_MS = 5 * 60_000;

/** Marketing plans and submits, the manager approves. */
export interface CampaignDesk {
  world: World;
  store: TestStore;
  marketing: TestStaff;
  manager: TestStaff;
}

export async function makeCampaignDesk(world: World, store: TestStore): Promise<CampaignDesk> {
  const marketing = await makeStaff(world, 'marketing', [store.id], `marketing-${store.code}`);
  const manager = await makeStaff(world, 'manager', [store.id], `manager-${store.code}`);
  return { world, store, marketing, manager };
}

type Plan = Partial<Omit<CampaignPlan, 'waves'>>;

/** A plan of one wave that starts in five minutes and takes ten: cash packets of 1 yuan. */
export function planOf(desk: CampaignDesk, packets: number, more: Plan = {}) {
  return {
    storeIds: [desk.store.id],
    title: '周末红包雨',
    subtitle: '老车主专享',
    rulesText: '每位车主每波限领一份，先到先得，抢完为止。',
    budgetFen: packets * 100,
    waves: [
      {
        startsAt: new Date(desk.world.clock.now() + START_MS).toISOString(),
        minutes: 10,
        prizes: [{ kind: 'cash' as const, name: '现金红包', count: packets, totalFen: packets * 100 }],
      },
    ],
    ...more,
  };
}

/** Planned, submitted, approved, and every packet written. Returns the id. */
export async function approvedCampaign(
  desk: CampaignDesk,
  plan: Parameters<TestStaff['client']['staffCampaign']['create']>[0]['body'],
): Promise<string> {
  const { id, version } = await desk.marketing.client.staffCampaign.create({ body: plan });
  await desk.marketing.client.staffCampaign.submit({ params: { id } });
  await desk.manager.client.staffCampaign.approve({ params: { id }, body: { version } });
  await desk.world.run(sweepCampaignsJob);
  return id;
}

/** Makes it the moment of the first wave's start. */
export function startWave(desk: CampaignDesk): void {
  desk.world.clock.advance(START_MS);
}

/** Somebody with a car at the store. */
export async function makeGuestOf(desk: CampaignDesk): Promise<TestOwner> {
  const owner = await makeOwner(desk.world);
  await makeVehicle(desk.world, desk.store.id, owner.ownerId);
  return owner;
}

export async function ticketOf(owner: TestOwner, id: string, wave = 1): Promise<string> {
  const page = await owner.client.campaign.wave({ params: { id, wave } });
  if (!page.ticket) throw new Error(`No ticket: ${page.noTicket}`);
  return page.ticket.text;
}

/** One tap, with whatever is answered. */
export function tap(
  world: World,
  token: string,
  id: string,
  ticket: string,
  wave = 1,
): Promise<RawAnswer & { body: GrabView }> {
  return call(world.api, 'POST', `/owner/campaigns/${id}/waves/${wave}/grab`, {
    token,
    body: { ticket },
  }) as Promise<RawAnswer & { body: GrabView }>;
}
