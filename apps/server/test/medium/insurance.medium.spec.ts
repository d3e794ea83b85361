import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codeOf, makeGuest, makeWorkshop, type TestWorkshop } from '../support/visits.js';
import { NOON, startWorld, type World } from '../support/world.js';

describe('insurance of a car', () => {
  let world: World;
  let shop: TestWorkshop;

  beforeAll(async () => {
    world = await startWorld();
    shop = await makeWorkshop(world, 'I1');
  });
  beforeEach(() => world.clock.set(NOON));
  afterAll(() => world?.stop());

  const insured = async (
    insurer: string | null,
    expiresOn: string | null,
    advisorId: string | null = null,
  ) => {
    const guest = await makeGuest(world, shop);
    await world.rows(
      'UPDATE vehicle SET insurer = ?, insurance_expires_on = ?, advisor_id = ? WHERE id = ?',
      [insurer, expiresOn, advisorId, guest.car.id],
    );
    return { ...guest, params: { id: guest.car.id } };
  };
  const callsOf = (ownerId: string) =>
    world.rows<{ id: string; title: string; why: string; assignee: string | null }>(
      'SELECT id, title, why, assignee_id AS assignee FROM follow_up_task WHERE owner_id = ? ORDER BY id',
      [ownerId],
    );

  it('says until when, and the number of the insurer that the file names', async () => {
    const { owner, car, params } = await insured('中国平安财产保险', '2026-12-08');
    expect(await owner.client.insurance.car({ params })).toMatchObject({
      plate: car.plate,
      insurer: '中国平安财产保险',
      expiresOn: '2026-12-08',
      daysLeft: 20,
      storePhone: '0351-7000000',
      hotline: { name: '平安产险', phone: '95511' },
    });
  });

  it('guesses neither a day nor a number', async () => {
    const { owner, params } = await insured(null, null);
    const view = await owner.client.insurance.car({ params });
    expect(view).toMatchObject({ insurer: null, expiresOn: null, daysLeft: null, hotline: null });
  });

  it('becomes one call of the own advisor, however often it is asked for', async () => {
    const { owner, params } = await insured('人保', '2026-12-08', shop.advisor.id);
    const ask = () => owner.client.insurance.contact({ params });
    expect((await ask()).text).toContain('顾问会备好几家报价与您联系');
    await world.settle();
    // Later, twice at once: the call that is open takes them both.
    world.clock.advance(60_000);
    await Promise.all([ask(), ask()]);
    await world.settle();
    world.clock.advance(60_000);
    await ask();
    await world.settle();
    const calls = await callsOf(owner.ownerId);
    expect(calls).toEqual([
      expect.objectContaining({ title: '续保：车主请您联系', assignee: shop.advisor.id }),
    ]);
    expect(calls[0]?.why).toContain('人保，12月8日');
    // What is answered on the phone reshapes the reminders of this end of insurance.
    const [task] = await world.rows<{ facts: unknown }>('SELECT facts FROM follow_up_task WHERE id = ?', [
      calls[0]?.id,
    ]);
    expect(JSON.stringify(task?.facts)).toContain('2026-12-08');
  });

  it('is nobody else’s: another owner finds no such car and makes no call', async () => {
    const { owner, params } = await insured('人保', '2026-12-08');
    const { owner: stranger } = await makeGuest(world, shop);
    expect(await codeOf(stranger.client.insurance.car({ params }))).toBe('REQUEST.NOT_FOUND');
    expect(await codeOf(stranger.client.insurance.contact({ params }))).toBe('REQUEST.NOT_FOUND');
    await world.settle();
    expect(await callsOf(owner.ownerId)).toEqual([]);
    expect(await callsOf(stranger.ownerId)).toEqual([]);
  });
});
