// Fills an empty database for coupons: node coupon/seed.mjs, BENCH_INPUT {"claimers": n, "owners": m, "types": k}. A store with m
// owners who have a car there, n of them with a log-in, and k kinds of coupon with n of each. The last line is one JSON object.
import 'reflect-metadata';
import { openDesk } from '../desk.mjs';
import { putCar } from '../seed-cars.mjs';
import { logIn } from '../seed-log-ins.mjs';
import { makeStores } from '../seed-stores.mjs';

const { claimers, owners, types } = JSON.parse(process.env['BENCH_INPUT'] ?? '{}');
const desk = await openDesk();
const [store] = /** @type {[import('../seed-stores.mjs').Store]} */ (await makeStores(desk, '-coupon'));
const now = new Date(desk.now);
const ownerIds = [];
for (let index = 0; index < owners; index += 1) {
  const ownerId = desk.id();
  ownerIds.push(ownerId);
  await desk.put('OwnerEntity', {
    id: ownerId,
    name: `车主${index}`,
    sex: 'unknown',
    createdAt: now,
    updatedAt: now,
  });
  const vin = `LBENCH${String(index).padStart(11, '0')}`;
  await putCar(desk, { storeId: store.id, ownerId, vin });
}
const typeIds = Array.from({ length: types }, () => desk.id());
for (const id of typeIds) await desk.put('CouponTypeEntity', typeRow(id, claimers, true));
const bulkTypeId = desk.id();
await desk.put('CouponTypeEntity', typeRow(bulkTypeId, null, false));
const tokens = await logIn(desk, ownerIds.slice(0, claimers));
const rows = await desk.close();
process.stdout.write(`${JSON.stringify({ rows, storeId: store.id, typeIds, bulkTypeId, tokens })}\n`);

function typeRow(
  /** @type {string} */ id,
  /** @type {number | null} */ stock,
  /** @type {boolean} */ claimable,
) {
  return {
    id,
    code: id,
    storeId: store.id,
    kind: 'cash_off',
    state: 'active',
    system: false,
    title: '50 元代金券',
    summary: '',
    howTo: '',
    amountFen: 5_000,
    percentOff: 0,
    capFen: 0,
    itemName: '',
    thresholdFen: 0,
    validity: { type: 'days', days: 30 },
    stockTotal: stock,
    stockLeft: stock,
    perOwner: 1,
    claimable,
    claimFrom: null,
    claimUntil: null,
    storeIds: [store.id],
    serviceKinds: [],
    models: [],
    combine: 'once',
    createdBy: null,
    createdAt: now,
    updatedAt: now,
  };
}
