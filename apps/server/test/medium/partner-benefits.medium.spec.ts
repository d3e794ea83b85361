import { addDays } from '@cheban/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCouponType, requestId, uploadCodes } from '../support/coupons.js';
import { makeStaff, type TestStaff } from '../support/factories.js';
import {
  checkIn,
  codeOf,
  type Guest,
  makeGuest,
  makeReady,
  makeWorkshop,
  type TestWorkshop,
} from '../support/visits.js';
import { startWorld, type World } from '../support/world.js';

describe('benefits of partners', () => {
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

  it('give codes that come from a file, once each, never in clear', async () => {
    const { id: poolId } = await marketing.client.codePool.create({
      body: { storeId: shop.store.id, title: '2D 电影票', issuer: '万达影城', alarmBelow: 5 },
    });
    const file =
      '兑换码,密码,有效期\nSECRETCODE0001,111,2026-12-31\nSECRETCODE0002,,\nSECRETCODE0002,,\nSECRETCODE0003,,2020-01-01\n';
    const dry = await uploadCodes(world, marketing.token, poolId, file, { dryRun: true });
    expect([dry.body.rows, dry.body.good]).toEqual([4, 2]);
    expect((await marketing.client.codePool.detail({ params: { id: poolId } })).free).toBe(0);
    const real = await uploadCodes(world, marketing.token, poolId, file, { dryRun: false });
    expect(real.body.good).toBe(2);
    expect((await uploadCodes(world, marketing.token, poolId, file, { dryRun: false })).body.good).toBe(0);
    const people = await uploadCodes(world, marketing.token, poolId, '姓名,手机\n赵立新,13800000000\n', {
      dryRun: true,
    });
    expect(people.body).toMatchObject({ error: { code: 'POOL.WHICH_COLUMN' } });
    expect(JSON.stringify(await world.rows('SELECT * FROM pool_code'))).not.toContain('SECRETCODE');

    const { id: partnerId } = await marketing.client.partner.create({
      body: { storeId: shop.store.id, name: '万达影城', kind: 'cinema' },
    });
    const partner = await marketing.client.partner.addBenefit({
      params: { id: partnerId },
      body: { title: '电影票一张', poolId },
    });
    const params = { id: partner.benefits[0]?.id ?? '' };
    const request = { requestId: requestId() };
    const taken = await guest.owner.client.coupon.claimBenefit({ params, body: request });
    const repeated = await guest.owner.client.coupon.claimBenefit({ params, body: request });
    expect(repeated.mine?.codeId).toBe(taken.mine?.codeId);
    const other = guest.owner.client.coupon.claimBenefit({ params, body: { requestId: requestId() } });
    expect(await codeOf(other)).toBe('COUPON.LIMIT');
    const revealed = await guest.owner.client.coupon.revealCode({ params: { id: taken.mine?.codeId ?? '' } });
    expect(revealed).toMatchObject({ code: 'SECRETCODE0001', secret: '111' });
    const sheet = await fetch(`${world.api}/staff/code-pools/${poolId}/codes.csv`, {
      headers: { authorization: `Bearer ${marketing.token}` },
    });
    expect(await sheet.text()).not.toContain('SECRETCODE');
  });

  it('codes sent twice at once are taken once, and every row is accounted for', async () => {
    const { id: poolId } = await marketing.client.codePool.create({
      body: { storeId: shop.store.id, title: '3D 电影票', issuer: '万达影城', alarmBelow: 5 },
    });
    const file = `兑换码\n${Array.from({ length: 40 }, (_, index) => `TWICE${index}`).join('\n')}\n`;
    const send = () => uploadCodes(world, marketing.token, poolId, file, { dryRun: false });
    const both = await Promise.all([send(), send()]);
    const taken = both.reduce((sum, { body }) => sum + body.good, 0);
    const known = both
      .flatMap(({ body }) => body.problems as { problem: string; rows: number }[])
      .reduce((sum, { problem, rows }) => sum + (problem === 'known' ? rows : 0), 0);
    expect([taken, known]).toEqual([40, 40]);
  });

  it('open a benefit of silver members with the visit that makes one, for twelve months', async () => {
    const visitor = await makeGuest(world, shop);
    const { client } = visitor.owner;
    const typeId = await makeCouponType(marketing.client, shop.store.id);
    const { id: partnerId } = await marketing.client.partner.create({
      body: { storeId: shop.store.id, name: '云顶健身', kind: 'gym' },
    });
    const partner = await marketing.client.partner.addBenefit({
      params: { id: partnerId },
      body: { title: '健身周卡', typeId, level: 'B' },
    });
    const params = { id: partner.benefits[0]?.id ?? '' };
    const take = () => client.coupon.claimBenefit({ params, body: { requestId: requestId() } });
    const mine = async () => {
      const { membership, items } = await client.coupon.benefits({});
      return { membership, benefit: items.find(({ id }) => id === params.id) };
    };
    expect(await mine()).toMatchObject({
      membership: {
        level: 'C',
        spentFen: 0,
        keptUntil: null,
        next: { level: 'B', label: '银卡会员', missingFen: 200_000, opens: 1 },
        ladder: [
          { label: '普通会员', fromFen: 0, reached: true },
          { label: '银卡会员', reached: false },
          { label: '金卡会员', reached: false },
        ],
      },
      benefit: { choice: 'level', text: '再消费 2,000 元即可领取' },
    });
    expect(await codeOf(take())).toBe('COUPON.NOT_FOR_YOU');

    const { id } = await checkIn(shop, visitor);
    await makeReady(shop, id);
    const lines = [{ name: '更换轮胎', kind: 'part' as const, quantity: 2, amountFen: 250_000 }];
    await shop.advisor.client.workshop.handOver({
      params: { id },
      body: { lines, paidFen: 250_000, mileageKm: 21_000 },
    });
    const today = world.clock.today();
    expect(await mine()).toMatchObject({
      membership: {
        level: 'B',
        spentFen: 250_000,
        keptUntil: addDays(today, 365),
        next: { level: 'A', missingFen: 250_000, opens: 0 },
      },
      benefit: { choice: 'now' },
    });
    expect((await take()).mine?.couponId).toBeTruthy();
  });
});
