import { ApiError } from '@cheban/api-client';
import { privacyVersion } from '@cheban/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepReferralsJob } from '../../src/modules/referral/index.js';
import { attempt } from '../support/calls.js';
import { makeOwner, type TestOwner } from '../support/factories.js';
import {
  codeOfInviter,
  firstVisit,
  join,
  logInFrom,
  makeNewcomer,
  makeProgramme,
  type TestProgramme,
} from '../support/referrals.js';
import { makeGuest, outcomes } from '../support/visits.js';
import { startWorld, type World } from '../support/world.js';

/** The words of a refusal. */
async function refusal(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiError)) throw new Error('The call should have been refused');
  return `${error.code} ${error.fields?.[0]?.message ?? ''}`;
}

describe('old customers bring new ones', () => {
  let world: World;
  let programme: TestProgramme;
  let code: string;
  const couponsOf = (ownerId: string) =>
    world.rows<{ typeId: string }>(
      `SELECT type_id AS typeId FROM coupon WHERE owner_id = ? AND dedupe_key LIKE 'referral:%'`,
      [ownerId],
    );
  const stateOf = async (inviteeId: string) =>
    (await world.rows<{ state: string }>('SELECT state FROM referral WHERE invitee_id = ?', [inviteeId])).map(
      ({ state }) => state,
    );

  beforeAll(async () => {
    world = await startWorld();
    programme = await makeProgramme(world);
    code = await codeOfInviter(programme.inviter.owner);
  });
  afterAll(() => world?.stop());

  it('rewards both once, for the first paid visit and for nothing before it', async () => {
    const { shop, inviter, inviterTypeId, inviteeTypeId } = programme;
    const friend = await makeNewcomer(world, shop);
    const invitation = await friend.owner.client.referral.invitation({ params: { code } });
    expect(invitation).toMatchObject({ problem: null, inviteeReward: '新友 100 元券', mine: null });
    expect(invitation).toMatchObject({ known: true, inviterReward: '老友 50 元券' });
    const joined = await join(friend.owner, code, friend.car);
    expect(joined.mine?.state).toBe('waiting');
    // The same once more: the same answer, no second row.
    expect((await join(friend.owner, code, friend.car)).mine).toEqual(joined.mine);
    await world.settle();
    await world.run(sweepReferralsJob);
    expect(await couponsOf(inviter.owner.ownerId)).toEqual([]);

    await firstVisit(world, shop, friend);
    await Promise.all([world.run(sweepReferralsJob), world.run(sweepReferralsJob)]);
    expect(await couponsOf(inviter.owner.ownerId)).toEqual([{ typeId: inviterTypeId }]);
    expect(await couponsOf(friend.owner.ownerId)).toEqual([{ typeId: inviteeTypeId }]);
    const mine = await inviter.owner.client.referral.mine({});
    expect(mine).toMatchObject({ rewarded: 1, left: 9 });
    expect(mine.invitees[0]).toMatchObject({ state: 'rewarded', nameMasked: '车主' });
    const rows = await shop.manager.client.staffReferral.list({ query: {} });
    expect(rows.items[0]).toMatchObject({
      state: 'rewarded',
      paidFen: 39_900,
      inviterReward: { title: '老友 50 元券', state: 'held', stateLabel: '可使用' },
      inviteeReward: { title: '新友 100 元券', state: 'held' },
    });
    const range = { from: '2026-11-01', to: '2026-11-30' };
    const { items } = await shop.manager.client.attribution.compare({ query: range });
    expect(items.find(({ kind }) => kind === 'referral')).toMatchObject({
      claimed: 1,
      arrived: 1,
      cars: 1,
      carsWonBack: 0,
      outputFen: 39_900,
      arrivedPercent: 100,
      used: 1,
    });

    world.clock.advance(60_000);
    await firstVisit(world, shop, friend);
    expect(await couponsOf(inviter.owner.ownerId)).toHaveLength(1);
  });

  it('shows who was invited by whom before they verify a phone, and nothing about themselves', async () => {
    const guest = await makeOwner(world);
    await guest.client.auth.consent({ body: { version: privacyVersion, granted: false } });
    const invitation = await guest.client.referral.invitation({ params: { code } });
    expect(invitation).toMatchObject({ known: false, problem: null, mine: null });
    expect(invitation.inviterMasked).toBe('车主');
    expect(await refusal(join(guest, code, { vin: 'LVGLA0P0123456789', plate: '' }))).toContain(
      'AUTH.CONSENT_NEEDED',
    );
  });

  it('is found by the name or the phone of either side, and comes as a file', async () => {
    const { shop, inviter } = programme;
    const { client, token } = shop.manager;
    const totalOf = async (q: string) => (await client.staffReferral.list({ query: { q } })).total;
    const friend = (await client.staffReferral.list({ query: {} })).items[0];
    expect(await totalOf(friend?.inviteeName ?? '')).toBe(1);
    expect(await totalOf(inviter.owner.phone.slice(-4))).toBe(1);
    expect(await totalOf('0000')).toBe(0);
    expect(await totalOf('12')).toBe(0);
    const file = await fetch(`${world.api}/staff/referrals.csv?state=rewarded`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const text = await file.text();
    expect(text).toContain('老友 50 元券（可使用）');
    expect(text).not.toContain(inviter.owner.phone);
    const audits = await world.rows("SELECT id FROM audit_log WHERE action = 'referral.export'");
    expect(audits).toHaveLength(1);
  });

  it('refuses oneself, the inviter’s car and plate, and whoever is known, in words', async () => {
    const { shop, inviter } = programme;
    expect(await refusal(join(inviter.owner, code, inviter.car))).toContain('不能邀请自己');
    const friend = await makeNewcomer(world, shop);
    expect(await refusal(join(friend.owner, code, inviter.car))).toContain('这辆车已登记在邀请人名下');
    expect(
      await refusal(join(friend.owner, code, { vin: friend.car.vin, plate: inviter.car.plate })),
    ).toContain('这个车牌已登记在邀请人名下');
    const known = await makeGuest(world, shop);
    expect(await refusal(join(known.owner, code, known.car))).toContain('老朋友');
    const bare = await makeOwner(world);
    expect(await refusal(join(bare, code, known.car))).toContain('服务记录');
    expect(await refusal(join(bare, code, { vin: 'LVG', plate: '' }))).toContain('17 位');
    expect(await refusal(bare.client.referral.invitation({ params: { code: 'ZZZZZZZZ' } }))).toContain(
      'REQUEST.NOT_FOUND',
    );
  });

  it('does not pay when the car comes with somebody else, or comes too late', async () => {
    const { shop } = programme;
    const friend = await makeNewcomer(world, shop);
    const other = await makeNewcomer(world, shop);
    await join(friend.owner, code, { vin: other.car.vin, plate: '' });
    await firstVisit(world, shop, other);
    expect(await stateOf(friend.owner.ownerId)).toEqual(['refused']);
    expect(await couponsOf(friend.owner.ownerId)).toEqual([]);

    const late = await makeNewcomer(world, shop);
    await join(late.owner, code, late.car);
    const before = world.clock.now();
    world.clock.advance(70 * 86_400_000);
    await world.run(sweepReferralsJob);
    world.clock.set(before);
    expect(await stateOf(late.owner.ownerId)).toEqual(['lapsed']);
  });

  it('holds the rewards of two who use one phone until a person releases them', async () => {
    const { shop, inviter } = programme;
    const friend = await makeNewcomer(world, shop);
    await logInFrom(world, inviter.owner, 'installation-0001');
    await logInFrom(world, friend.owner, 'installation-0001');
    await join(friend.owner, code, friend.car);
    await firstVisit(world, shop, friend);
    expect(await couponsOf(friend.owner.ownerId)).toEqual([]);

    const { manager, advisor } = shop;
    const list = await manager.client.suspicion.list({ query: { state: 'held' } });
    expect(list).toMatchObject({ held: 1, items: [{ kind: 'referral', reasons: [{ mark: 'device' }] }] });
    const id = list.items[0]?.id ?? '';
    expect(await refusal(advisor.client.suspicion.release({ params: { id }, body: {} }))).toContain(
      'AUTH.FORBIDDEN',
    );
    const taps = [1, 2, 3].map(() =>
      manager.client.suspicion.release({ params: { id }, body: { note: '夫妻' } }),
    );
    expect(await outcomes(taps)).toEqual({ done: 1, codes: ['SUSPICION.DECIDED', 'SUSPICION.DECIDED'] });
    await world.settle();
    await world.run(sweepReferralsJob);
    expect(await couponsOf(friend.owner.ownerId)).toHaveLength(1);
    const audits = await world.rows<{ action: string }>('SELECT action FROM audit_log WHERE subject_id = ?', [
      id,
    ]);
    expect(audits).toEqual([{ action: 'suspicion.release' }]);
  });

  it('holds everything of a person whom staff have put on the list', async () => {
    const { shop, inviter } = programme;
    const hold = { storeId: shop.store.id, ownerId: inviter.owner.ownerId, reason: '多次异常邀请' };
    const held = await shop.manager.client.suspicion.hold({ body: hold });
    expect(held).toMatchObject({ kind: 'owner', state: 'held', note: '多次异常邀请' });
    const friend = await makeNewcomer(world, shop);
    await join(friend.owner, code, friend.car);
    await firstVisit(world, shop, friend);
    expect(await stateOf(friend.owner.ownerId)).toEqual(['held']);
    const list = await shop.manager.client.suspicion.list({ query: { kind: 'referral', state: 'held' } });
    const id = list.items[0]?.id ?? '';
    await shop.manager.client.suspicion.refuse({ params: { id }, body: { reason: '核实为同一人' } });
    await world.settle();
    await world.run(sweepReferralsJob);
    expect(await stateOf(friend.owner.ownerId)).toEqual(['refused']);
    expect(await couponsOf(friend.owner.ownerId)).toEqual([]);
  });

  it('takes one invitation of many at once; without the unique key it does not', async () => {
    const { shop } = programme;
    const codes: string[] = [];
    for (let n = 0; n < 6; n += 1) codes.push(await codeOfInviter((await makeGuest(world, shop)).owner));
    const rush = async () => {
      const friend = await makeNewcomer(world, shop);
      const tried = await outcomes(codes.map((each) => join(friend.owner, each, friend.car)));
      return { ...tried, rows: (await stateOf(friend.owner.ownerId)).length };
    };
    const whole = await rush();
    expect(whole).toMatchObject({ done: 1, rows: 1 });
    expect(new Set(whole.codes)).toEqual(new Set(['REFERRAL.REFUSED']));

    await world.rows('ALTER TABLE referral DROP INDEX uq_referral_invitee, DROP INDEX uq_referral_vin');
    let most = 0;
    for (let n = 0; n < 5 && most < 2; n += 1) most = Math.max(most, (await rush()).rows);
    expect(most).toBeGreaterThan(1);
  });

  it('gives the invitation a mini-program code that WeChat draws once', async () => {
    const { client } = programme.inviter.owner;
    await world.phones.fault('qrcode_unlimit', { mode: 'errcode', errcode: 45009, times: 1 });
    expect(await client.referral.codePicture({})).toEqual({ picture: null });
    const before = await world.phones.calls('qrcode_unlimit');
    const { picture } = await client.referral.codePicture({});
    expect(picture?.startsWith('data:image/png;base64,iVBORw0KGgo')).toBe(true);
    expect(await client.referral.codePicture({})).toEqual({ picture });
    expect((await world.phones.calls('qrcode_unlimit')) - before).toBe(1);
    expect(await world.rows('SELECT page, scene FROM mini_code')).toEqual([
      { page: 'subpackages/referral/invitation/index', scene: code },
    ]);
    // Nobody without a programme has one.
    expect(await (await makeOwner(world)).client.referral.codePicture({})).toEqual({ picture: null });
  });

  it('lets a friend without a car ask for one call, and ties them to nothing', async () => {
    const friend = await makeOwner(world);
    const wish = () =>
      friend.client.referral.wish({ body: { code, wish: 'test_drive', bestTime: 'evening' } });
    expect((await wish()).text).toContain('给您打电话');
    await wish();
    await world.settle();
    const calls = await world.rows<{ title: string; kind: string }>(
      'SELECT title, kind, vehicle_id FROM follow_up_task WHERE owner_id = ?',
      [friend.ownerId],
    );
    expect(calls).toEqual([{ title: '老带新：想预约试驾', kind: 'custom', vehicle_id: null }]);
    expect(await stateOf(friend.ownerId)).toEqual([]);
    // The page says it again after it was closed, to nobody else, and for as long as the call may still come.
    const page = async (who: TestOwner) =>
      (await who.client.referral.invitation({ params: { code } })).wished;
    expect(await page(friend)).toContain('您想预约试驾');
    expect(await page(await makeOwner(world))).toBeNull();
    await world.rows('UPDATE referral_wish SET wished_at = wished_at - INTERVAL 4 DAY');
    expect(await page(friend)).toBeNull();
    const own = programme.inviter.owner.client.referral.wish({ body: { code, wish: 'visit' } });
    expect(await refusal(own)).toContain('不能邀请自己');
  });

  it('makes a second wish change the call that is open, and asks for another once that was made', async () => {
    const friend = await makeOwner(world);
    const saidAt = world.clock.now();
    const wish = async (at: number, body: { wish: 'visit' | 'test_drive'; bestTime: 'any' | 'evening' }) => {
      world.clock.set(at);
      await friend.client.referral.wish({ body: { code, ...body } });
      await world.settle();
      const calls = await world.rows<{ title: string; why: string }>(
        'SELECT title, why FROM follow_up_task WHERE owner_id = ? ORDER BY id',
        [friend.ownerId],
      );
      return calls.map(({ title, why }) => `${title} ${why.slice(why.lastIndexOf('想'))}`);
    };
    const drive = '老带新：想预约试驾 想预约试驾，方便的时间：傍晚 18:00–20:00。';
    const visit = '老带新：想到店看看 想到店看看。';
    expect(await wish(saidAt, { wish: 'test_drive', bestTime: 'evening' })).toEqual([drive]);
    expect(await wish(saidAt + 60_000, { wish: 'visit', bestTime: 'any' })).toEqual([visit]);
    // An older wish that is heard of late changes nothing.
    expect(await wish(saidAt + 30_000, { wish: 'test_drive', bestTime: 'evening' })).toEqual([visit]);

    const calls = await programme.shop.advisor.client.followUp.list({ query: {} });
    const id = calls.items.find(({ title }) => title === '老带新：想到店看看')?.id ?? '';
    await attempt(programme.shop.advisor, id, { outcome: 'reached', seen: 0 });
    expect(await wish(saidAt + 90_000, { wish: 'test_drive', bestTime: 'evening' })).toEqual([visit, drive]);
  });
});
