import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  codeOfInviter,
  join,
  makeNewcomer,
  makeProgramme,
  type TestProgramme,
} from '../support/referrals.js';
import { outcomes } from '../support/visits.js';
import { startWorld, type World } from '../support/world.js';

const AT_ONCE = Array.from({ length: 8 }, (_, turn) => turn);

describe('two at once', () => {
  let world: World;
  let programme: TestProgramme;

  beforeAll(async () => {
    world = await startWorld();
    programme = await makeProgramme(world);
  });
  afterAll(() => world?.stop());

  it('who bring each other bring one of them at most', async () => {
    const { shop } = programme;
    const [one, two] = [await makeNewcomer(world, shop), await makeNewcomer(world, shop)];
    const [codeOfOne, codeOfTwo] = [await codeOfInviter(one.owner), await codeOfInviter(two.owner)];
    const taps = AT_ONCE.map((turn) =>
      turn % 2 === 0 ? join(two.owner, codeOfOne, two.car) : join(one.owner, codeOfTwo, one.car),
    );
    const { done, codes } = await outcomes(taps);
    // The first invitation may be taken again by the same person: the same answer.
    expect(done).toBeGreaterThan(0);
    expect(new Set(codes)).toEqual(new Set(['REFERRAL.REFUSED']));
    expect(
      await world.rows('SELECT id FROM referral WHERE inviter_id IN (?) AND invitee_id IN (?)', [
        [one.owner.ownerId, two.owner.ownerId],
        [one.owner.ownerId, two.owner.ownerId],
      ]),
    ).toHaveLength(1);
  });

  it('who add the same bay, service or loaner make one of it', async () => {
    const { store, manager } = programme.shop;
    const params = { id: store.id, code: 'X-1' };
    const bay = (turn: number) =>
      manager.client.store.saveBay({
        params,
        body: { name: `${turn} 号工位`, kind: 'service', active: true },
      });
    const service = (turn: number) =>
      manager.client.store.saveService({
        params,
        body: {
          ...{ kind: 'service', name: `精洗 ${turn}`, bayKind: 'service', minutes: 60, active: true },
          ...{ promiseMinutes: null, priceFromFen: null },
        },
      });
    const loaner = (turn: number) =>
      manager.client.loaner.saveCar({
        params,
        body: { plate: `晋A0000${turn}`, model: '凯美瑞', active: true },
      });
    for (const save of [bay, service, loaner])
      expect(await outcomes(AT_ONCE.map(save))).toMatchObject({ done: AT_ONCE.length });
    for (const table of ['bay', 'service_item', 'loaner_car'])
      expect(
        await world.rows(`SELECT id FROM ${table} WHERE store_id = ? AND code = 'X-1'`, [store.id]),
      ).toHaveLength(1);
  });
});
