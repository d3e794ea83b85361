import { afterAll, beforeAll, expect, it } from 'vitest';
import { StoreRepository } from '../../src/modules/store/index.js';
import { workCare } from '../support/care-work.js';
import { makeOwner, makeStaff, makeStore, makeVehicle, type TestStore } from '../support/factories.js';
import { installTemplates } from '../support/sending.js';
import { startWorld, type World } from '../support/world.js';

let world: World;
let store: TestStore;

beforeAll(async () => {
  world = await startWorld();
  store = await makeStore(world);
  await installTemplates(world);
  await makeStaff(world, 'advisor', [store.id]);
});
afterAll(() => world?.stop());

it('books a look at the car, not a service that is not due, from a reminder of something else', async () => {
  const owner = await makeOwner(world);
  const car = await makeVehicle(world, store.id, owner.ownerId, {
    lastServiceOn: '2026-11-08',
    soldOn: '2022-05-06',
  });
  await world.rows("UPDATE vehicle SET `use` = 'other', insurance_expires_on = '2026-12-18' WHERE id = ?", [
    car.id,
  ]);
  await workCare(world);
  const [said] = await world.rows<{ id: string; kind: string }>(
    "SELECT id, kind FROM message WHERE vehicle_id = ? AND class = 'care'",
    [car.id],
  );
  expect(said?.kind).toBe('insurance_due');
  const opened = async () => {
    const { services, serviceId, note } = await owner.client.booking.prefill({
      query: { messageId: said?.id ?? '' },
    });
    return [services.find(({ id }) => id === serviceId)?.kind, note];
  };
  const note = '请一并办理：车险12月18日到期';
  // A store that offers no check-up has nothing better than its service.
  expect(await opened()).toEqual(['service', note]);
  await world.uow.run((tx) =>
    world.get(StoreRepository).saveService(tx, {
      storeId: store.id,
      code: 'D-LOOK',
      kind: 'check_up',
      name: '免费安全检测',
      bayKind: 'service',
      minutes: 30,
      promiseMinutes: null,
      priceFromFen: null,
      active: true,
    }),
  );
  expect(await opened()).toEqual(['check_up', note]);
  // A service that falls due within the month is done in the same visit.
  await world.rows("UPDATE vehicle SET due_on = '2026-12-10' WHERE id = ?", [car.id]);
  expect(await opened()).toEqual(['service', note]);
});
