import type { StaffRole } from '@cheban/contracts';
import { goodBodies } from './any-route.js';
import { makeCouponThings } from './coupons.js';
import { makeStaff, type TestStaff } from './factories.js';
import { uploadPhoto } from './photos.js';
import { checkIn, makeGuest, makeWorkshop, wholeVisit } from './visits.js';
import type { World } from './world.js';

/** A field of a body that names a thing. */
export interface BodyId {
  route: string;
  field: string;
  /** The body with this id in its field. */
  body: (id: string) => unknown;
  /** What the sender may name: it works. */
  own: string;
  /** What belongs to somebody else or to another store. */
  foreign: string;
  /** The thing of one's own in the path. */
  path?: string;
  /** An owner's log-in; else the first member of the home store's staff who may. */
  token?: string;
}

/** A store with somebody of every part, a guest, and one of everything that a body may name. */
export async function makeSide(world: World, code: string) {
  const shop = await makeWorkshop(world, code);
  const { store } = shop;
  const guest = await makeGuest(world, shop);
  const coupons = await makeCouponThings(world, shop, guest);
  const marketing = await makeStaff(world, 'marketing', [store.id], `marketing-${code}`);
  const walkIn = await makeGuest(world, shop);
  const { id: visitId } = await checkIn(shop, walkIn);
  const rater = await makeGuest(world, shop);
  const doneVisitId = await wholeVisit(shop, rater);
  const { id: loanerId } = await shop.manager.client.loaner.saveCar({
    params: { id: store.id, code: 'L1' },
    body: { plate: '晋A00001', model: '凯美瑞', active: true },
  });
  const photo = () => uploadPhoto(world, shop.manager);
  const bayId = store.bayIds[1] ?? '';
  const { advisor, manager, technician } = shop;
  const people: (TestStaff & { role: StaffRole })[] = [
    { ...manager, role: 'manager' },
    { ...marketing, role: 'marketing' },
  ];
  return {
    ...{ shop, store, guest, walkIn, rater, people, advisor, manager, marketing, technician },
    ...{ coupons, visitId, doneVisitId, loanerId, bayId, photo },
  };
}
export type Side = Awaited<ReturnType<typeof makeSide>>;

/** A body that passes validation. */
export const known = (route: string) => goodBodies[route] as object;
/** A body whose field gets the id. */
export const put = (field: string, rest: object) => (id: string) => ({ ...rest, [field]: id });
/** An instant of November 2026, the month of the tests. */
export const at = (day: string, hour: number) => `2026-11-${day}T${String(hour).padStart(2, '0')}:00:00.000Z`;
