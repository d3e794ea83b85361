import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/platform/database/index.js';
import { codeOfInviter, firstVisit, join, makeNewcomer, makeProgramme } from '../support/referrals.js';
import { startWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());

describe('a car that came back', () => {
  it('is won back by the days of the store, not by those of the database', async () => {
    const { shop, inviter } = await makeProgramme(world);
    const friend = await makeNewcomer(world, shop);
    await join(friend.owner, await codeOfInviter(inviter.owner), friend.car);
    await firstVisit(world, shop, friend);
    const wonBack = async () => {
      const query = { from: '2026-11-01', to: '2026-11-30' };
      const { items } = await shop.manager.client.attribution.compare({ query });
      return items.find(({ kind }) => kind === 'referral')?.carsWonBack;
    };
    expect(await wonBack()).toBe(0);
    // Paid for two years and eleven months ago.
    await world.rows(
      `INSERT INTO service_record (id, store_id, vehicle_id, order_no, visited_on, kind, is_service, paid_fen, settled, created_at)
       SELECT ?, store_id, vehicle_id, 'RO-OLD', '2023-12-20', kind, is_service, paid_fen, settled, created_at
         FROM service_record LIMIT 1`,
      [newId(world.clock)],
    );
    expect(await wonBack()).toBe(1);
    // Half past seven in the morning after that first paid visit: at the store another day, for UTC the same.
    await world.rows("UPDATE visit SET arrived_at = '2026-11-18 23:30:00'");
    expect(await wonBack()).toBe(0);
  });
});
