import { expect } from 'vitest';
import { checkCircleJob } from '../../src/modules/circle/index.js';
import { makeOwner, makeStaff, makeVehicle, type TestOwner, type TestStaff } from './factories.js';
import { makeWorkshop, type TestWorkshop } from './visits.js';
import { NOON, startWorld, type World } from './world.js';

/** A topic for everybody; by its name, or the first. */
export async function circleTopic(world: World, name = '用车心得'): Promise<string> {
  const [topic] = await world.rows<{ id: string }>('SELECT id FROM circle_topic WHERE name = ?', [name]);
  if (!topic) throw new Error(`no topic ${name}`);
  return topic.id;
}

/** A world whose group has a circle. */
export interface Circle {
  world: World;
  shop: TestWorkshop;
  group: TestStaff;
  topicId: string;
  /** Before each test: noon, WeChat in good health, the circle open. */
  begin(): Promise<void>;
  /** An owner of the shop, with a car. */
  somebody(): Promise<TestOwner & { car: { id: string; plate: string } }>;
  write(by: TestOwner, more?: object): Promise<{ id: string; stateText: string }>;
  /** WeChat is asked, and what it answers is heard. */
  check(): Promise<void>;
  stateOf(by: TestOwner, id: string): Promise<string>;
  /** A post that everybody sees; its id. */
  shown(by: TestOwner, more?: object): Promise<string>;
}

export async function makeCircle(): Promise<Circle> {
  const world = await startWorld();
  const shop = await makeWorkshop(world, 'C1');
  const group = await makeStaff(world, 'group', [], 'circle-group');
  const topicId = await circleTopic(world);
  const write: Circle['write'] = ({ client }, more = {}) =>
    client.circle.create({ body: { topicId, text: '周末去了晋祠', photoIds: [], vehicleId: null, ...more } });
  const ask = async () => {
    await world.run(checkCircleJob);
    await world.phones.post('/pushes/flush');
    await world.settle();
  };
  const isUnanswered = async () => {
    const rows = await world.rows(
      "SELECT 1 FROM circle_entry WHERE state = 'checking' AND text_verdict IS NULL LIMIT 1",
    );
    return rows.length > 0;
  };
  const check = async () => {
    const isFaultMeant = Object.keys(world.simulator.world.faults.list()).length > 0;
    await ask();
    // On a loaded machine a call may have run out of time: it is asked again two minutes later.
    for (let tries = 1; tries < 5 && !isFaultMeant && (await isUnanswered()); tries += 1) {
      world.clock.advance(180_000);
      await ask();
    }
  };
  const stateOf: Circle['stateOf'] = async ({ client }, id) =>
    (await client.circle.detail({ params: { id } })).state;
  return {
    ...{ world, shop, group, topicId, write, check, stateOf },
    begin: async () => {
      world.clock.set(NOON);
      world.simulator.world.faults.clear();
      await world.phones.put('/settings', { photoVerdict: 'pass' });
      await group.client.staffCircle.turn({ body: { open: true } });
    },
    somebody: async () => {
      const owner = await makeOwner(world);
      return { ...owner, car: await makeVehicle(world, shop.store.id, owner.ownerId) };
    },
    shown: async (by, more = {}) => {
      const { id } = await write(by, more);
      // Lists are in the order of instants.
      world.clock.advance(1_000);
      await check();
      // The same of a photo.
      for (let tries = 1; tries < 5 && (await stateOf(by, id)) === 'checking'; tries += 1) {
        world.clock.advance(180_000);
        await check();
      }
      expect(await stateOf(by, id)).toBe('shown');
      return id;
    },
  };
}
