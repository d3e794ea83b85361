import { randomUUID } from 'node:crypto';
import type { ApiClient } from '@cheban/api-client';
import type { routes } from '@cheban/contracts';
import type { z } from 'zod';
import type { Guest, TestWorkshop } from './visits.js';
import type { World } from './world.js';

type Plan = z.input<(typeof routes.couponType)['create']['body']>;

/** A kind of coupon that is given: 50 yuan off from 300, good for 30 days, 100 of them, one each, unless told otherwise. */
export async function makeCouponType(
  client: ApiClient,
  storeId: string,
  plan: Partial<Plan> = {},
): Promise<string> {
  const { id } = await client.couponType.create({
    body: {
      storeId,
      kind: 'cash_off',
      title: '50 元代金券',
      amountFen: 5_000,
      thresholdFen: 30_000,
      validity: { type: 'days', days: 30 },
      stock: 100,
      ...plan,
    } as Plan,
  });
  await client.couponType.move({ params: { id }, body: { do: 'activate' } });
  return id;
}

export const requestId = () => randomUUID();

/** An owner takes one; returns the coupon's id. */
export async function claim(client: ApiClient, typeId: string, request = requestId()): Promise<string> {
  const { couponId } = await client.coupon.claim({ params: { id: typeId }, body: { requestId: request } });
  return couponId;
}

/** Uploads codes as a file; `dryRun` false takes them in. */
export async function uploadCodes(
  world: World,
  token: string,
  poolId: string,
  content: string | Buffer,
  options: { dryRun: boolean; name?: string },
): Promise<{ status: number; body: Record<string, unknown> & { good: number; rows: number } }> {
  const form = new FormData();
  form.set('dryRun', String(options.dryRun));
  form.set(
    'file',
    new Blob([typeof content === 'string' ? content : new Uint8Array(content)]),
    options.name ?? 'codes.csv',
  );
  const answer = await fetch(`${world.api}/staff/code-pools/${poolId}/imports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  return { status: answer.status, body: (await answer.json()) as never };
}

/** One of everything with coupons in a store and of its guest. */
export async function makeCouponThings(world: World, shop: TestWorkshop, guest: Guest) {
  const { client, token } = shop.manager;
  const storeId = shop.store.id;
  const typeId = await makeCouponType(client, storeId);
  const couponId = await claim(guest.owner.client, typeId);
  const { id: issueId } = await client.couponIssue.create({
    body: { typeId, audience: { kind: 'stores', storeIds: [storeId] } },
  });
  const { id: poolId } = await client.codePool.create({
    body: { storeId, title: '电影票', issuer: '万达影城' },
  });
  await uploadCodes(world, token, poolId, '兑换码\nAAAA1111\nBBBB2222\n', { dryRun: false });
  const { id: partnerId } = await client.partner.create({
    body: { storeId, name: '万达影城', kind: 'cinema' },
  });
  const partner = await client.partner.addBenefit({
    params: { id: partnerId },
    body: { title: '电影票一张', poolId },
  });
  const benefitId = partner.benefits[0]?.id ?? '';
  const { mine } = await guest.owner.client.coupon.claimBenefit({
    params: { id: benefitId },
    body: { requestId: requestId() },
  });
  return { typeId, couponId, issueId, poolId, partnerId, benefitId, codeId: mine?.codeId ?? '' };
}

/**
 * What is wrong with the coupons of a type, one sentence each, read from the coupons alone: more than the stock, a counter
 * that does not agree, somebody with more than one may have.
 */
export async function checkStock(world: World, typeId: string): Promise<string[]> {
  const [type] = await world.rows<{ total: number | null; left: number | null; perOwner: number }>(
    'SELECT stock_total AS total, stock_left AS `left`, per_owner AS perOwner FROM coupon_type WHERE id = ?',
    [typeId],
  );
  const [row] = await world.rows<{ given: string; most: string | null }>(
    `SELECT (SELECT COUNT(*) FROM coupon WHERE type_id = ? AND state <> 'returned') AS given,
            (SELECT MAX(n) FROM (SELECT COUNT(*) AS n FROM coupon
               WHERE type_id = ? AND state <> 'returned' GROUP BY owner_id) AS each_owner) AS most`,
    [typeId, typeId],
  );
  if (!type || !row) return ['no such type'];
  const given = Number(row.given);
  const wrong: string[] = [];
  if (type.total !== null && given > type.total) wrong.push(`${given} coupons of a stock of ${type.total}`);
  if (type.total !== null && type.total - (type.left ?? 0) !== given)
    wrong.push(`the counter says ${type.total - (type.left ?? 0)} given, there are ${given}`);
  if (Number(row.most ?? 0) > type.perOwner)
    wrong.push(`somebody has ${row.most}, may have ${type.perOwner}`);
  return wrong;
}
