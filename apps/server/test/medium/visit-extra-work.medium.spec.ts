import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepVisitsJob } from '../../src/modules/workshop/index.js';
import { uploadPhoto } from '../support/photos.js';
import { extraWork, visitDesk } from '../support/visit-desk.js';
import {
  codeOf,
  GOOD_WHEELS,
  handOver,
  makeGuest,
  makeReady,
  makeWorkshop,
  outcomes,
  type TestWorkshop,
  visitEvents,
} from '../support/visits.js';
import { startWorld, type World } from '../support/world.js';

const MINUTE = 60_000;
let world: World;
let shop: TestWorkshop;

beforeAll(async () => {
  world = await startWorld();
  shop = await makeWorkshop(world, 'V1');
});
afterAll(() => world?.stop());

const iso = (afterMinutes: number) => visitDesk(world, shop).iso(afterMinutes);
const desk = () => shop.advisor.client.workshop;
const arrive = () => visitDesk(world, shop).arrive();
const begin = (id: string) => visitDesk(world, shop).begin(id);
const photo = (who: { token: string }, side: 'staff' | 'owner' = 'staff') => uploadPhoto(world, who, side);

describe('extra work', () => {
  it('moves the promise by the owner’s yes, with the reason, and counts from there', async () => {
    const { guest, id } = await arrive();
    await begin(id);
    const picture = await photo(shop.advisor);
    const before = await desk().addQuote({ params: { id }, body: { ...extraWork(), photoIds: [picture] } });
    const quote = before.quotes[0];
    expect(quote?.photos).toMatchObject([{ id: picture }]);
    const asked = async () => (await guest.owner.client.owner.home()).cars[0]?.running;
    expect(await asked()).toMatchObject([{ type: 'visit', id, quotesWaiting: 1 }]);
    const after = await guest.owner.client.visit.answerQuote({
      params: { id: quote?.id ?? '' },
      body: { approve: true },
    });
    const moved = Date.parse(after.promisedAt ?? '') - Date.parse(before.promisedAt ?? '');
    expect(moved).toBe(40 * MINUTE);
    expect(after.firstPromisedAt).toBe(after.promisedAt);
    expect(after.delays).toMatchObject([{ reason: '您已同意“更换刹车片”' }]);
    expect(await asked()).toMatchObject([{ type: 'visit', id, quotesWaiting: 0 }]);
  });

  it('comes to a million yuan at most: nothing is kept that no page could show', async () => {
    const { id } = await arrive();
    await begin(id);
    const line = { name: '更换总成', kind: 'part' as const, quantity: 1, amountFen: 60_000_000 };
    const ask = (lines: (typeof line)[]) =>
      desk().addQuote({ params: { id }, body: { ...extraWork(), lines } });
    expect(await codeOf(ask([line, line]))).toBe('REQUEST.INVALID');
    expect((await ask([line])).quotes).toMatchObject([{ totalFen: 60_000_000 }]);
  });

  it('takes the first of two answers', async () => {
    const { guest, id } = await arrive();
    await begin(id);
    const quoteId = (await desk().addQuote({ params: { id }, body: extraWork() })).quotes[0]?.id ?? '';
    const params = { id: quoteId };
    const { done, codes } = await outcomes([
      guest.owner.client.visit.answerQuote({ params, body: { approve: true } }),
      desk().answerQuote({ params, body: { approve: false, note: '电话里说不做' } }),
      guest.owner.client.visit.answerQuote({ params, body: { approve: false } }),
      desk().withdrawQuote({ params }),
    ]);
    expect(done).toBe(1);
    expect(codes).toEqual(Array(3).fill('VISIT.QUOTE_ANSWERED'));
    const declined = await world.rows('SELECT id FROM declined_work WHERE quote_id = ?', [quoteId]);
    const [quote] = (await desk().detail({ params: { id } })).quotes;
    expect(declined).toHaveLength(quote?.state === 'declined' ? 1 : 0);
  });

  it('keeps what was declined with the car, to be booked, settled or dropped', async () => {
    const { guest, id } = await arrive();
    await begin(id);
    const quoteId =
      (await desk().addQuote({ params: { id }, body: extraWork('更换轮胎') })).quotes[0]?.id ?? '';
    await guest.owner.client.visit.answerQuote({ params: { id: quoteId }, body: { approve: false } });
    const mine = await guest.owner.client.visit.declinedWork({});
    expect(mine.items).toMatchObject([
      {
        title: '更换轮胎',
        amountFen: 58_000,
        answered: true,
        chaseOn: '2026-12-18',
        book: { kind: 'repair' },
      },
    ]);
    expect(await visitEvents(world, id)).toContain('visit.declined-work');
    const work = mine.items[0]?.id ?? '';
    const storeId = shop.store.id;
    const page = await desk().declinedWork({ query: { storeId, vehicleId: guest.car.id } });
    expect(page).toMatchObject({ total: 1, items: [{ id: work }] });
    const later = { state: 'open' as const, chaseOn: '2027-01-10' };
    expect(await desk().settleDeclined({ params: { id: work }, body: later })).toMatchObject(later);
    const stranger = await makeGuest(world, shop);
    expect(await codeOf(stranger.owner.client.visit.dropDeclined({ params: { id: work } }))).toBe(
      'REQUEST.NOT_FOUND',
    );
    await guest.owner.client.visit.dropDeclined({ params: { id: work } });
    expect((await guest.owner.client.visit.declinedWork({})).items).toEqual([]);
  });

  it('reminds once after a quarter of an hour, then lets the advisor call, then leaves it', async () => {
    const { guest, id } = await arrive();
    await begin(id);
    const asked = await desk().addQuote({ params: { id }, body: extraWork('更换雨刮') });
    await world.settle();
    const told = () =>
      world.rows<{ n: string }>(
        "SELECT COUNT(*) AS n FROM message WHERE kind = 'visit_quote' AND subject_id = ?",
        [id],
      );
    expect(Number((await told())[0]?.n)).toBe(1);
    const events = async () =>
      (await visitEvents(world, id)).filter((type) => type === 'visit.quote-reminded').length;
    await world.run(sweepVisitsJob);
    expect(await events()).toBe(0);
    world.clock.set(world.clock.now() + 16 * MINUTE);
    await Promise.all([world.run(sweepVisitsJob), world.run(sweepVisitsJob)]);
    expect(await events()).toBe(1);
    world.clock.set(world.clock.now() + 16 * MINUTE);
    await world.run(sweepVisitsJob);
    await world.run(sweepVisitsJob);
    await world.settle();
    expect(Number((await told())[0]?.n)).toBe(2);
    const calls = await world.rows<{ kind: string }>(
      "SELECT kind FROM follow_up_task WHERE kind = 'estimate_call' AND subject_id = ?",
      [id],
    );
    expect(calls).toHaveLength(1);
    // The question still stands.
    const params = { id: asked.quotes[0]?.id ?? '' };
    const view = await guest.owner.client.visit.answerQuote({ params, body: { approve: true } });
    expect(view.quotes[0]).toMatchObject({ state: 'approved' });
  });

  it('lapses when the car leaves, and the work is kept', async () => {
    const { guest, id } = await arrive();
    await begin(id);
    await desk().addQuote({ params: { id }, body: extraWork('更换空调滤芯') });
    const params = { id };
    await shop.technician.client.workshop.saveReport({ params, body: { wheels: GOOD_WHEELS, sign: true } });
    await desk().advance({ params, body: { step: 'ready' } });
    const view = await handOver(shop.advisor.client, id);
    expect(view.quotes).toMatchObject([{ state: 'lapsed' }]);
    expect((await guest.owner.client.visit.declinedWork({})).items).toMatchObject([{ answered: false }]);
  });
});

describe('promise', () => {
  const pay = async (payKind: 'cash_off' | 'none') => {
    const params = { id: shop.store.id };
    const rules = await desk().rules({ query: { storeId: shop.store.id } });
    const body = { ...rules, payKind, payFen: 5_000, toleranceMinutes: 5 };
    await shop.manager.client.workshop.saveRules({ params, body });
  };
  const broken = (id: string) =>
    world.rows('SELECT visit_id FROM promise_compensation WHERE visit_id = ?', [id]);

  it('pays once, whoever sees first that it is broken', async () => {
    await pay('cash_off');
    const { guest, id } = await arrive();
    await begin(id);
    await desk().advance({ params: { id }, body: { promisedAt: iso(100), delayReason: '配件晚到' } });
    world.clock.set(world.clock.now() + 64 * MINUTE);
    await world.run(sweepVisitsJob);
    expect(await broken(id)).toHaveLength(0);
    world.clock.set(world.clock.now() + 2 * MINUTE);
    const params = { id };
    await shop.technician.client.workshop.saveReport({ params, body: { wheels: GOOD_WHEELS, sign: true } });
    await Promise.all([world.run(sweepVisitsJob), world.run(sweepVisitsJob)]);
    await desk().advance({ params, body: { step: 'ready' } });
    await Promise.all([handOver(shop.advisor.client, id), world.run(sweepVisitsJob)]);
    expect(await broken(id)).toHaveLength(1);
    expect((await visitEvents(world, id)).filter((type) => type === 'visit.promise-broken')).toHaveLength(1);
    const seen = await guest.owner.client.visit.detail({ params });
    expect(seen.brokenPromise).toMatchObject({ reason: '配件晚到', payKind: 'cash_off', amountFen: 5_000 });
    expect(seen.brokenPromise?.payTitle).toContain('代金券');
  });

  it('is kept by a car that is ready in time and fetched late', async () => {
    await pay('cash_off');
    const { id } = await arrive();
    await makeReady(shop, id);
    world.clock.set(world.clock.now() + 120 * MINUTE);
    await world.run(sweepVisitsJob);
    await handOver(shop.advisor.client, id);
    expect(await broken(id)).toHaveLength(0);
  });

  it('says what it pays, or cannot be saved', async () => {
    const rules = await desk().rules({ query: { storeId: shop.store.id } });
    const body = { ...rules, payKind: 'free_item' as const, payItem: '' };
    expect(
      await codeOf(shop.manager.client.workshop.saveRules({ params: { id: shop.store.id }, body })),
    ).toBe('REQUEST.INVALID');
  });
});
