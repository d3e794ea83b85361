import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IssueCoupons } from '../../src/modules/coupon/index.js';
import { ClaimCoupon } from '../../src/modules/coupon/usecases/claim-coupon.usecase.js';
import { newId } from '../../src/platform/database/index.js';
import { type Client, makeCrowd } from '../support/booking-crowd.js';
import { checkStock, claim, makeCouponType, requestId } from '../support/coupons.js';
import { makeStaff, type TestStaff } from '../support/factories.js';
import { meetingOf } from '../support/meeting.js';
import { type Guest, makeGuest, makeWorkshop, outcomes, type TestWorkshop } from '../support/visits.js';
import { startWorld, type World } from '../support/world.js';

describe('coupons that many want at once', () => {
  let world: World;
  let shop: TestWorkshop;
  let guest: Guest;
  let marketing: TestStaff;
  let crowd: Client[];

  beforeAll(async () => {
    world = await startWorld();
    shop = await makeWorkshop(world, 'S1');
    guest = await makeGuest(world, shop);
    marketing = await makeStaff(world, 'marketing', [shop.store.id], 'marketing-s1');
    crowd = await makeCrowd(world, shop.store, 64);
  }, 180_000);
  afterAll(() => world?.stop());

  const take = (typeId: string, { actor }: Client, request = requestId()) =>
    world.get(ClaimCoupon).run(actor, typeId, request);
  const typeOf = (plan: object) => makeCouponType(marketing.client, shop.store.id, plan);

  /** The broken variant: counts, then inserts, as open shop systems do. */
  const broken = async (typeId: string, ownerId: string, allLooked: () => Promise<void>): Promise<void> => {
    const [type] = await world.rows<{ left: number; perOwner: number }>(
      'SELECT stock_left AS `left`, per_owner AS perOwner FROM coupon_type WHERE id = ?',
      [typeId],
    );
    const [mine] = await world.rows<{ n: string }>(
      'SELECT COUNT(*) AS n FROM coupon WHERE type_id = ? AND owner_id = ?',
      [typeId, ownerId],
    );
    await allLooked();
    if (!type || type.left < 1 || Number(mine?.n) >= type.perOwner) throw new Error('none for you');
    const id = newId(world.clock);
    const now = world.clock.date();
    await world.rows(
      `INSERT INTO coupon (id, type_id, store_id, owner_id, dedupe_key, source, state, note, issued_at, valid_from, valid_until)
       VALUES (?, ?, ?, ?, ?, 'claim', 'held', '', ?, ?, ?)`,
      [id, typeId, shop.store.id, ownerId, id, now, now, now],
    );
    await world.rows('UPDATE coupon_type SET stock_left = ? WHERE id = ?', [type.left - 1, typeId]);
  };

  it('gives the last one to one of 64', async () => {
    const typeId = await typeOf({ stock: 1 });
    const { done, codes } = await outcomes(crowd.map((one) => take(typeId, one)));
    expect(done).toBe(1);
    expect(new Set(codes)).toEqual(new Set(['COUPON.SOLD_OUT']));
    expect(await checkStock(world, typeId)).toEqual([]);
  });

  it('gives 100 in 1,000 wishes, one to each person, and the same answer to a repeated tap', async () => {
    const typeId = await typeOf({ stock: 100, perOwner: 2 });
    const wishes = Array.from({ length: 1_000 }, (_, index) => crowd[index % crowd.length] as Client);
    const { done, codes } = await outcomes(wishes.map((one) => take(typeId, one)));
    expect(done).toBe(100);
    expect(new Set(codes)).toEqual(new Set(['COUPON.SOLD_OUT', 'COUPON.LIMIT']));
    expect(await checkStock(world, typeId)).toEqual([]);

    // What slows down one person who taps on and on is not what this is about.
    await world.foundation.redis.flushdb();
    const again = await typeOf({ stock: 10, perOwner: 3 });
    const [one, other] = crowd as [Client, Client];
    const request = requestId();
    const same = await Promise.all(Array.from({ length: 8 }, () => take(again, one, request)));
    expect(new Set(same.map(({ couponId }) => couponId)).size).toBe(1);
    expect((await take(again, one, request)).couponId).toBe(same[0]?.couponId);
    expect((await take(again, other)).couponId).not.toBe(same[0]?.couponId);
    expect(await checkStock(world, again)).toEqual([]);
  });

  it('would be caught by the same checker if it counted before it wrote', async () => {
    const last = await typeOf({ stock: 1 });
    const allOfThem = meetingOf(crowd.length);
    await Promise.allSettled(crowd.map(({ ownerId }) => broken(last, ownerId, allOfThem)));
    expect((await checkStock(world, last)).join()).toMatch(/coupons of a stock of 1/);
    const many = await typeOf({ stock: 1_000 });
    const [one] = crowd as [Client];
    const allTaps = meetingOf(20);
    await Promise.allSettled(Array.from({ length: 20 }, () => broken(many, one.ownerId, allTaps)));
    expect((await checkStock(world, many)).join()).toMatch(/somebody has/);
  });

  /** A bill of 400 yuan at each of two tills with one coupon; the tills run `use`. */
  const atTwoTills = async (use: (couponId: string, code: string) => Promise<unknown>) => {
    const typeId = await typeOf({ stock: 50 });
    const couponId = await claim(guest.owner.client, typeId);
    const { token } = await guest.owner.client.coupon.pass({ body: { couponId } });
    await shop.advisor.client.couponCounter.lookUp({ body: { storeId: shop.store.id, code: token } });
    const tills = await outcomes(Array.from({ length: 20 }, () => use(couponId, token)));
    const [events] = await world.rows<{ n: string }>(
      "SELECT COUNT(*) AS n FROM coupon_event WHERE coupon_id = ? AND kind = 'used'",
      [couponId],
    );
    return { tills, uses: Number(events?.n) };
  };

  it('uses one coupon once, however many tills scan it', async () => {
    const { tills, uses } = await atTwoTills((couponId, code) =>
      shop.advisor.client.couponCounter.redeem({
        body: { storeId: shop.store.id, code, amountFen: 40_000, couponIds: [couponId] },
      }),
    );
    expect(tills.done).toBe(1);
    expect(new Set(tills.codes)).toEqual(new Set(['COUPON.USED']));
    expect(uses).toBe(1);
  });

  it('would be seen if a till looked first and wrote afterwards', async () => {
    const allLooked = meetingOf(20);
    const { uses } = await atTwoTills(async (couponId) => {
      const [row] = await world.rows<{ state: string }>('SELECT state FROM coupon WHERE id = ?', [couponId]);
      await allLooked();
      if (row?.state !== 'held') throw new Error('used');
      await world.rows("UPDATE coupon SET state = 'used' WHERE id = ?", [couponId]);
      await world.rows(
        "INSERT INTO coupon_event (id, coupon_id, kind, reason, `at`) VALUES (?, ?, 'used', '', ?)",
        [newId(world.clock), couponId, world.clock.date()],
      );
    });
    expect(uses).toBeGreaterThan(1);
  });

  it('goes on where an issue to many was cut off, and gives everybody one', async () => {
    const typeId = await typeOf({ stock: 1_000 });
    const { id } = await marketing.client.couponIssue.create({
      body: { typeId, audience: { kind: 'stores', storeIds: [shop.store.id] }, tell: false },
    });
    await shop.manager.client.couponIssue.decide({ params: { id }, body: { approve: true } });
    // Small chunks, so that there is something to cut: two connections are killed in the middle of a step.
    const issue = world.get(IssueCoupons);
    for (const steps of [1, 2]) {
      const dying = issue.run(steps).catch(() => undefined);
      const [busy] = await world.rows<{ id: string }>(
        `SELECT t.trx_mysql_thread_id AS id FROM information_schema.innodb_trx t
           JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id AND p.db = DATABASE()
          WHERE p.id <> CONNECTION_ID() AND t.trx_query IS NOT NULL LIMIT 1`,
      );
      if (busy) await world.rows(`KILL CONNECTION ${Number(busy.id)}`).catch(() => undefined);
      await dying;
    }
    // Two workers finish it together.
    await Promise.all([issue.run(), issue.run()]);
    const view = await marketing.client.couponIssue.detail({ params: { id } });
    expect(view.state).toBe('done');
    expect(view.progress.issued).toBe(crowd.length + 1);
    const [books] = await world.rows<{ n: string; owners: string }>(
      'SELECT COUNT(*) AS n, COUNT(DISTINCT owner_id) AS owners FROM coupon WHERE type_id = ?',
      [typeId],
    );
    expect([Number(books?.n), Number(books?.owners)]).toEqual([crowd.length + 1, crowd.length + 1]);
    expect(await checkStock(world, typeId)).toEqual([]);
  });

  it('lets one of two approvers through, and nobody approve their own', async () => {
    const typeId = await typeOf({ stock: 1_000 });
    const other = await makeStaff(world, 'manager', [shop.store.id], 'manager-2');
    const ask = (client: TestStaff['client']) =>
      client.couponIssue.create({
        body: { typeId, audience: { kind: 'stores', storeIds: [shop.store.id] } },
      });
    const { id } = await ask(marketing.client);
    const approve = (client: TestStaff['client'], issueId: string) =>
      client.couponIssue.decide({ params: { id: issueId }, body: { approve: true } });
    const both = await outcomes([approve(shop.manager.client, id), approve(other.client, id)]);
    expect(both).toEqual({ done: 1, codes: ['COUPON.DECIDED'] });
    const own = await ask(other.client);
    expect(await outcomes([approve(other.client, own.id)])).toEqual({
      done: 0,
      codes: ['COUPON.OWN_APPROVAL'],
    });
  });
});
