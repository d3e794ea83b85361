import { demoBays, demoHours, demoServices, demoStores } from '../dist/modules/demo/domain/demo-group.js';

/** A store of 10,000 cars has more hands than the demo group. */
const BAYS_FOR_ONE = 4;
const ADVISORS = 10;
const SURNAMES = [...'王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗'];
const GIVEN = [
  '伟',
  '芳',
  '娜',
  '敏',
  '静',
  '丽',
  '强',
  '磊',
  '军',
  '洋',
  '勇',
  '艳',
  '杰',
  '娟',
  '涛',
  '明',
  '超',
  '秀英',
  '建国',
  '晓彤',
];

/**
 * A name as people have it.
 * @param {import('./desk.mjs').Desk} desk
 */
export const personName = ({ random }) => `${random.pick(SURNAMES)}${random.pick(GIVEN)}`;

/** @typedef {Awaited<ReturnType<typeof makeStores>>[number]} Store */

/**
 * Two stores with services, bays and advisors.
 * @param {import('./desk.mjs').Desk} desk
 * @param {string} [mark] makes their codes others than those of an earlier part on the same database
 */
export async function makeStores(desk, mark = '') {
  const stores = [];
  for (const demo of demoStores) {
    const id = desk.id();
    const store = { ...demo, code: `${demo.code}${mark}` };
    await desk.put('StoreEntity', {
      ...store,
      id,
      leadMinutes: 60,
      horizonDays: 30,
      cutOffMinutes: 120,
      closedOnHolidays: true,
      latitude: null,
      longitude: null,
      createdAt: new Date(desk.now),
    });
    for (const hours of demoHours) await desk.put('StoreHoursEntity', { storeId: id, ...hours });
    const services = demoServices.map((service) => ({
      ...service,
      id: desk.id(),
      storeId: id,
      active: true,
    }));
    for (const service of services) await desk.put('ServiceItemEntity', service);
    const bays = demoBays.flatMap((bay) =>
      Array.from({ length: BAYS_FOR_ONE }, (_, copy) => ({
        id: desk.id(),
        storeId: id,
        code: `${bay.code}-${copy + 1}`,
        name: `${bay.name} ${copy + 1}`,
        kind: bay.kind,
        active: true,
      })),
    );
    for (const bay of bays) await desk.put('BayEntity', bay);
    const advisors = [];
    for (let index = 0; index < ADVISORS; index += 1) {
      const login = `bench-${store.code.toLowerCase()}-${index + 1}`;
      const name = personName(desk);
      const staffId = await putStaff(desk, { storeId: id, role: 'advisor', login, name });
      advisors.push({ id: staffId, name });
    }
    stores.push({
      ...store,
      id,
      services,
      bays,
      advisors,
      cars: /** @type {{ id: string, ownerId: string }[]} */ ([]),
    });
  }
  return stores;
}

/**
 * Somebody who works at a store: their id.
 * @param {import('./desk.mjs').Desk} desk
 * @param {{ storeId: string, role: string, login: string, name: string }} person
 */
export async function putStaff(desk, { storeId, ...person }) {
  const id = desk.id();
  await desk.put('StaffEntity', {
    id,
    ...person,
    // No password fits: nobody logs in with one here.
    passwordHash: '-',
    mustChange: false,
    failedCount: 0,
    lockedUntil: null,
    active: true,
    lastLoginAt: null,
    createdAt: new Date(desk.now),
  });
  await desk.put('StaffStoreEntity', { staffId: id, storeId });
  return id;
}
