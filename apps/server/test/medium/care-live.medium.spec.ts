import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeOwner, makeStore, makeVehicle, type TestStore } from '../support/factories.js';
import { eventually, installTemplates } from '../support/sending.js';
import { startWorld, type World } from '../support/world.js';

let world: World;
let store: TestStore;

beforeAll(async () => {
  world = await startWorld({ worker: 'live' });
  store = await makeStore(world);
  await installTemplates(world);
});
afterAll(async () => {
  await world?.stop();
});

it('tells an owner who has just bound a car that is due, by itself and within seconds', async () => {
  const car = await makeVehicle(world, store.id, null, { lastServiceOn: '2026-08-28' });
  const owner = await makeOwner(world);
  await owner.client.owner.bindVehicle({ body: { by: 'vin', vin: car.vin } });
  const [delivery] = await eventually(
    () => world.phones.deliveries(owner.openid),
    (deliveries) => deliveries.length > 0,
  );
  expect(delivery?.page).toMatch(/^subpackages\/booking\/create\/index\?messageId=/);
  // Redis is emptied under a running worker: what is planned now is still sent, by the sweep.
  await world.foundation.redis.flushdb();
  const second = await makeVehicle(world, store.id, null, { lastServiceOn: '2026-08-27' });
  const other = await makeOwner(world);
  await other.client.owner.bindVehicle({ body: { by: 'vin', vin: second.vin } });
  await world.foundation.redis.flushdb();
  await eventually(
    () => world.phones.deliveries(other.openid),
    (deliveries) => deliveries.length > 0,
    600,
  );
});
