import { addDays, businessDate } from '@cheban/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueCouponsJob, sweepCouponsJob } from '../../src/modules/coupon/index.js';
import { type DomainEvent, type EventBook, Outbox } from '../../src/platform/outbox/index.js';
import { builtIn, setRule } from '../support/care-rules.js';
import { claim, makeCouponType } from '../support/coupons.js';
import { makeStaff, type TestStaff } from '../support/factories.js';
import {
  checkIn,
  codeOf,
  type Guest,
  handOver,
  makeGuest,
  makeReady,
  makeWorkshop,
  type TestWorkshop,
} from '../support/visits.js';
import { startWorld, type World } from '../support/world.js';

const DAY = 86_400_000;

describe('coupons', () => {
  let world: World;
  let shop: TestWorkshop;
  let guest: Guest;
  let marketing: TestStaff;

  beforeAll(async () => {
    world = await startWorld();
    shop = await makeWorkshop(world, 'S1');
    guest = await makeGuest(world, shop);
    marketing = await makeStaff(world, 'marketing', [shop.store.id], 'marketing-s1');
  }, 120_000);
  afterAll(() => world?.stop());

  const pass = async (couponId: string | null = null) =>
    guest.owner.client.coupon.pass({ body: { couponId } });
  const typeOf = (plan: object = {}) => makeCouponType(marketing.client, shop.store.id, plan);

  it('go from the editor to the wallet, over the counter and back', async () => {
    const storeId = shop.store.id;
    const typeId = await typeOf();
    const center = await guest.owner.client.coupon.center({});
    expect(center.items.find(({ id }) => id === typeId)).toMatchObject({
      choice: 'now',
      bigText: '¥50',
      faceText: '满 300 元减 50 元',
      text: '还剩 100 张',
    });
    const couponId = await claim(guest.owner.client, typeId);
    expect(await codeOf(claim(guest.owner.client, typeId))).toBe('COUPON.LIMIT');
    const wallet = await guest.owner.client.coupon.wallet({ query: {} });
    expect(wallet.items[0]).toMatchObject({ id: couponId, state: 'held', canShow: true });

    const shown = await pass(couponId);
    const { client } = shop.advisor;
    const seen = await client.couponCounter.lookUp({ body: { storeId, code: shown.codeText } });
    expect(seen).toMatchObject({ ownerId: guest.owner.ownerId, pickedId: couponId });
    const bill = { storeId, code: shown.token, couponIds: [couponId] };
    const unknown = await client.couponCounter.preview({ body: { ...bill, amountFen: null } });
    expect(unknown).toMatchObject({ amountFen: null, needsAmount: true, chosen: { why: '' } });
    const low = await client.couponCounter.preview({ body: { ...bill, amountFen: 20_000 } });
    expect(low.needsAmount).toBe(false);
    expect(low.chosen.why).toMatch('未达到使用门槛，还差 100 元');
    expect(await codeOf(client.couponCounter.redeem({ body: { ...bill, amountFen: 20_000 } }))).toBe(
      'COUPON.NOT_TOGETHER',
    );
    const good = await client.couponCounter.preview({ body: { ...bill, amountFen: 40_000 } });
    expect(good.best).toMatchObject({ couponIds: [couponId], offFen: 5_000, payFen: 35_000 });
    const receipt = await client.couponCounter.redeem({ body: { ...bill, amountFen: 40_000 } });
    expect(receipt).toMatchObject({ offFen: 5_000, payFen: 35_000 });

    // Shown once more after its use: the code is not wrong, the coupon is gone.
    const shownAgain = await client.couponCounter.lookUp({ body: { storeId, code: shown.codeText } });
    expect(shownAgain).toMatchObject({ pickedId: couponId, coupons: [] });
    expect(shownAgain.pickedWhy).toMatch(/已经核销，不能再用$/);

    const usedToday = async () => (await client.couponCounter.usedToday({ query: { storeId } })).items;
    expect(await usedToday()).toMatchObject([{ id: couponId, offFen: 5_000, mayUndo: false }]);
    world.clock.advance(1_000);
    const undo = { params: { id: couponId }, body: { reason: '录错金额' } };
    expect(await codeOf(client.couponCounter.undo(undo))).toBe('AUTH.FORBIDDEN');
    expect(await shop.manager.client.couponCounter.undo(undo)).toMatchObject({ state: 'held' });
    expect(await codeOf(shop.manager.client.couponCounter.undo(undo))).toBe('COUPON.STATE');
    expect(await usedToday()).toEqual([]);
    const history = await client.couponCounter.coupon({ params: { id: couponId } });
    expect(history.events.map(({ kind }) => kind)).toEqual(['issued', 'used', 'undone']);
    // Staff read the same last day as the owner, who was told 30 days.
    expect(history.lastDay).toBe(addDays(businessDate(world.clock.now()), 30));
    const actions = await world.rows<{ action: string }>(
      "SELECT action FROM audit_log WHERE action IN ('coupon.redeem', 'coupon.undo') ORDER BY at",
    );
    expect(actions.map(({ action }) => action)).toEqual(['coupon.redeem', 'coupon.undo']);
  });

  it('stand on a work order, safe to send again, and are free again if it ends without them', async () => {
    const storeId = shop.store.id;
    const [first, second] = [await typeOf({ combine: 'stack' }), await typeOf({ combine: 'stack' })];
    const a = await claim(guest.owner.client, first);
    const b = await claim(guest.owner.client, second);
    const { id: visitId } = await checkIn(shop, guest);
    const { token } = await pass();
    const { couponCounter } = shop.advisor.client;
    const kept = await couponCounter.reserve({ body: { storeId, code: token, visitId, couponIds: [a, b] } });
    expect(kept.reserved).toHaveLength(2);
    // Kept by the owner's own code: used without it, and again over a bad network.
    const body = { storeId, visitId, amountFen: 40_000, couponIds: [a] };
    const once = await couponCounter.redeem({ body });
    const again = await couponCounter.redeem({ body });
    expect([again.billId, again.offFen, again.payFen]).toEqual([once.billId, 5_000, 35_000]);
    await makeReady(shop, visitId);
    await handOver(shop.advisor.client, visitId);
    await world.settle();
    const after = await couponCounter.ofVisit({ params: { id: visitId } });
    expect([after.used.length, after.reserved.length, after.offFen]).toEqual([1, 0, 5_000]);
    expect((await guest.owner.client.coupon.detail({ params: { id: b } })).state).toBe('held');
  });

  it('need the owner, or a manager who says why', async () => {
    const couponId = await claim(guest.owner.client, await typeOf());
    const body = { storeId: shop.store.id, amountFen: 40_000, couponIds: [couponId] };
    expect(await codeOf(shop.advisor.client.couponCounter.redeem({ body }))).toBe('COUPON.NEEDS_OWNER');
    expect(await codeOf(shop.manager.client.couponCounter.redeem({ body }))).toBe('COUPON.NEEDS_OWNER');
    const vouched = { ...body, reason: '车主手机没电' };
    expect((await shop.manager.client.couponCounter.redeem({ body: vouched })).offFen).toBe(5_000);
  });

  it('are not shown with a code that is over, or at another counter', async () => {
    const other = await makeWorkshop(world, 'S2');
    const { token } = await pass();
    await shop.advisor.client.couponCounter.lookUp({ body: { storeId: shop.store.id, code: token } });
    const there = other.advisor.client.couponCounter.lookUp({
      body: { storeId: other.store.id, code: token },
    });
    expect(await codeOf(there)).toBe('COUPON.PASS_GONE');
    const { code } = await pass();
    const before = world.clock.now();
    world.clock.advance(301_000);
    const late = shop.advisor.client.couponCounter.lookUp({ body: { storeId: shop.store.id, code } });
    expect(await codeOf(late)).toBe('COUPON.PASS_GONE');
    world.clock.set(before);
    const clear = await world.rows('SELECT * FROM coupon_pass');
    expect(JSON.stringify(clear)).not.toContain(token);
    expect(JSON.stringify(clear)).not.toContain(code);
  });

  it('pay a broken promise once, however often it is told', async () => {
    const owed = { ownerId: guest.owner.ownerId, vehicleId: guest.car.id, validDays: 90, reason: '配件晚到' };
    const visitId = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
    const tell = (event: DomainEvent) => world.uow.run((tx) => world.get(Outbox).append(tx, event));
    const broken = (payload: Partial<EventBook['visit.promise-broken']> = {}) =>
      tell({
        type: 'visit.promise-broken',
        storeId: shop.store.id,
        payload: {
          ...owed,
          visitId,
          payKind: 'cash_off',
          payTitle: '50 元代金券',
          amountFen: 5_000,
          ...payload,
        },
      });
    await broken();
    await broken();
    await broken({ visitId: '01ARZ3NDEKTSV4RRFFQ69G5FAW', payKind: 'none', payTitle: null });
    await tell({
      type: 'case.make-good-granted',
      storeId: shop.store.id,
      payload: {
        ...owed,
        caseId: '01ARZ3NDEKTSV4RRFFQ69G5FAY',
        makeGoodId: '01ARZ3NDEKTSV4RRFFQ69G5FAX',
        visitId,
        payKind: 'free_item',
        payTitle: '免费洗车一次',
        amountFen: 0,
        costFen: 3_000,
      },
    });
    await world.settle();
    const given = await world.rows<{ source: string }>(
      "SELECT source FROM coupon WHERE source IN ('promise', 'make_good') AND owner_id = ? ORDER BY source",
      [guest.owner.ownerId],
    );
    expect(given.map(({ source }) => source)).toEqual(['make_good', 'promise']);
    const told = await world.rows<{ channels: string | null; class: string }>(
      "SELECT channels, class FROM message WHERE kind = 'coupon_granted'",
    );
    expect(told).toHaveLength(2);
    expect(
      told.every(({ channels }) => channels?.includes('subscribe') && !channels.includes('official')),
    ).toBe(true);
  });

  it('remind of their end once, in one message', async () => {
    const before = world.clock.now();
    await world.rows("UPDATE coupon SET state = 'returned' WHERE owner_id = ?", [guest.owner.ownerId]);
    for (const days of [10, 12])
      await claim(guest.owner.client, await typeOf({ validity: { type: 'days', days } }));
    world.clock.set(before + 8 * DAY);
    await world.run(sweepCouponsJob);
    await world.run(sweepCouponsJob);
    const messages = () =>
      world.rows<{ body: string }>("SELECT body FROM message WHERE kind = 'coupon_expiring' ORDER BY id");
    const [first] = await messages();
    expect(first?.body).toMatch(/^“.+”.+到期.*。需要时随时到店，出示券码就能用。$/);
    expect(await messages()).toHaveLength(1);
    const rule = builtIn('coupon_expiring');
    const stages = rule.stages.map((stage) => ({ ...stage, body: '{topic}快用不了了，{store}等您。' }));
    await setRule(world, shop.store.id, 'coupon_expiring', { ...rule, stages });
    world.clock.set(before + 11 * DAY);
    await world.run(sweepCouponsJob);
    const told = await messages();
    world.clock.set(before);
    expect(told).toHaveLength(2);
    expect(told[1]?.body).toMatch(/快用不了了，.+等您。$/);
  });

  it('are not spoken of where staff have switched the rule off', async () => {
    const before = world.clock.now();
    await setRule(world, shop.store.id, 'coupon_expiring', builtIn('coupon_expiring'), 'off');
    await world.rows("UPDATE coupon SET state = 'returned' WHERE owner_id = ?", [guest.owner.ownerId]);
    await world.rows("DELETE FROM message WHERE kind = 'coupon_expiring'");
    await claim(guest.owner.client, await typeOf({ validity: { type: 'days', days: 10 } }));
    world.clock.set(before + 8 * DAY);
    await world.run(sweepCouponsJob);
    world.clock.set(before);
    expect(await world.rows("SELECT id FROM message WHERE kind = 'coupon_expiring'")).toEqual([]);
  });

  it('go to a segment after another person has said yes', async () => {
    const typeId = await typeOf();
    const segment = (model: string) => ({ field: 'car.model' as const, op: 'in' as const, value: [model] });
    const audience = (model: string) => ({
      kind: 'segment' as const,
      storeId: shop.store.id,
      segment: segment(model),
    });
    const { couponIssue } = marketing.client;
    const none = couponIssue.create({ body: { typeId, audience: audience('没有的车') } });
    expect(await codeOf(none)).toBe('COUPON.AUDIENCE');
    const { id } = await couponIssue.create({ body: { typeId, audience: audience('凯美瑞'), tell: true } });
    await shop.manager.client.couponIssue.decide({ params: { id }, body: { approve: true } });
    await world.run(issueCouponsJob);
    const view = await couponIssue.detail({ params: { id } });
    expect(view).toMatchObject({ state: 'done', people: 1, progress: { issued: 1, percent: 100 } });
    const [told] = await world.rows<{ class: string }>(
      'SELECT m.class FROM message m JOIN coupon c ON c.id = m.subject_id WHERE c.type_id = ?',
      [typeId],
    );
    expect(told?.class).toBe('marketing');
  });
});
