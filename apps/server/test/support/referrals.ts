import { sweepReferralsJob } from '../../src/modules/referral/index.js';
import { makeCouponType } from './coupons.js';
import { makeOwner, makeVehicle, type TestOwner, type TestVehicle } from './factories.js';
import { type Guest, makeGuest, makeWorkshop, type TestWorkshop, wholeVisit } from './visits.js';
import type { World } from './world.js';

/** A store with an open programme: 50 yuan for who brings a friend, a free wash for the friend. */
export interface TestProgramme {
  shop: TestWorkshop;
  inviter: Guest;
  inviterTypeId: string;
  inviteeTypeId: string;
}

export async function makeProgramme(world: World, code = 'R1'): Promise<TestProgramme> {
  const shop = await makeWorkshop(world, code);
  const { client } = shop.manager;
  const inviterTypeId = await makeCouponType(client, shop.store.id, { title: '老友 50 元券' });
  const inviteeTypeId = await makeCouponType(client, shop.store.id, { title: '新友 100 元券' });
  await client.staffReferral.saveProgramme({
    body: {
      storeId: shop.store.id,
      open: true,
      title: '老带新',
      rulesText: '朋友首次到店消费后，双方各得一张代金券。',
      inviterTypeId,
      inviteeTypeId,
    },
  });
  return { shop, inviter: await makeGuest(world, shop), inviterTypeId, inviteeTypeId };
}

/** Somebody with a car that no workshop of the group has seen and that was bought elsewhere. */
export async function makeNewcomer(world: World, shop: TestWorkshop): Promise<Guest> {
  const owner = await makeOwner(world);
  const car = await makeVehicle(world, shop.store.id, owner.ownerId, { lastServiceOn: null });
  await world.rows('UPDATE vehicle SET sold_here = 0 WHERE id = ?', [car.id]);
  return { owner, car };
}

export async function codeOfInviter(owner: TestOwner): Promise<string> {
  const { code } = await owner.client.referral.mine({});
  if (code === null) throw new Error('The programme is closed');
  return code;
}

export function join(owner: TestOwner, code: string, car: Pick<TestVehicle, 'vin' | 'plate'>) {
  return owner.client.referral.join({ body: { code, vin: car.vin, plate: car.plate } });
}

/** The whole first visit of a guest, paid, with all that follows from it. */
export async function firstVisit(world: World, shop: TestWorkshop, guest: Guest): Promise<string> {
  const visitId = await wholeVisit(shop, guest);
  await world.settle();
  await world.run(sweepReferralsJob);
  return visitId;
}

/** Logs in once more, from a named installation of the app. */
export async function logInFrom(world: World, owner: TestOwner, device: string): Promise<void> {
  const { code } = await world.phones.do<{ code: string }>(owner.openid, 'login-code');
  await owner.client.auth.wechatLogin({ body: { code, app: 'mini', device } });
}
