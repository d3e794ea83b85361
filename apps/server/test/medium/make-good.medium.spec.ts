import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeStaff, type TestStaff } from '../support/factories.js';
import { uploadPhoto } from '../support/photos.js';
import { codeOf, complain, makeWorkshop, outcomes, type TestWorkshop } from '../support/visits.js';
import { startWorld, type World } from '../support/world.js';

const rules = { advisorFen: 5_000, careFen: 10_000, managerFen: 50_000, mostFen: 80_000, validDays: 30 };
const coupon = (amountFen: number) => ({ kind: 'cash_off' as const, amountFen, reason: '等待时间过长' });

describe('making good', () => {
  let world: World;
  let shop: TestWorkshop;
  let second: TestStaff;

  beforeAll(async () => {
    world = await startWorld({ worker: 'none' });
    shop = await makeWorkshop(world, 'G1');
    second = await makeStaff(world, 'manager', [shop.store.id], 'manager-g1-b');
    await shop.manager.client.case.saveMakeGoodRules({ params: { id: shop.store.id }, body: rules });
  });
  afterAll(() => world?.stop());

  const openCase = async () => (await complain(world, shop)).caseId;
  const ask = (who: TestStaff, id: string, amountFen: number) =>
    who.client.case.makeGood({ params: { id }, body: coupon(amountFen) });
  const decide = (who: TestStaff, id: string, approve = true) =>
    who.client.case.decideMakeGood({ params: { id }, body: { approve, note: '金额偏高' } });
  /** What has been told to the room that pays, for a case. */
  const paid = async (caseId: string) =>
    (
      await world.rows<{ payload: string }>(
        "SELECT payload FROM outbox_event WHERE type = 'case.make-good-granted' AND payload LIKE ?",
        [`%${caseId}%`],
      )
    ).map(({ payload }) => JSON.parse(payload));

  it('within the limit of the role is given at once, told once to the room that pays, written and audited', async () => {
    const { caseId, guest } = await complain(world, shop);
    const view = await ask(shop.advisor, caseId, 5_000);
    expect(view.makeGoods).toEqual([
      expect.objectContaining({
        title: '50 元代金券',
        state: 'granted',
        askedBy: shop.advisor.login,
        decidedBy: null,
        mayDecide: false,
      }),
    ]);
    expect(view.makeGoodRoom).toEqual({ freeFen: 0, mostFen: 75_000 });
    expect(view.steps.at(-1)?.text).toBe('补偿车主：50 元代金券。等待时间过长');
    expect(await paid(caseId)).toEqual([
      expect.objectContaining({
        makeGoodId: view.makeGoods[0]?.id,
        ownerId: guest.owner.ownerId,
        payKind: 'cash_off',
        payTitle: '50 元代金券',
        amountFen: 5_000,
        validDays: 30,
      }),
    ]);
    const mine = await guest.owner.client.ownerCase.list({});
    expect(mine.items[0]?.makeGoods).toEqual(['50 元代金券']);
    const audit = await world.rows<{ text: string }>(
      "SELECT text FROM audit_log WHERE action = 'case.make-good' AND subject_id = ?",
      [caseId],
    );
    expect(audit).toEqual([{ text: '补偿车主：50 元代金券' }]);
  });

  it('cannot be made larger in parts: what was given counts for everybody', async () => {
    const id = await openCase();
    await ask(shop.advisor, id, 4_000);
    world.clock.advance(1_000);
    const more = await ask(shop.advisor, id, 2_000);
    expect(more.makeGoods.map(({ state }) => state)).toEqual(['granted', 'waiting']);
    expect(await codeOf(ask(shop.manager, id, 100))).toBe('CASE.MAKE_GOOD_WAITING');
    await decide(shop.manager, more.makeGoods[1]?.id ?? '');
    expect(await codeOf(ask(shop.manager, id, 74_001))).toBe('CASE.MAKE_GOOD_MOST');
    world.clock.advance(1_000);
    expect((await ask(shop.manager, id, 44_000)).makeGoods.at(-1)?.state).toBe('granted');
  });

  it('beyond the limit waits for a manager: one of two decisions at once counts, and pays once', async () => {
    const id = await openCase();
    const asked = await ask(shop.advisor, id, 30_000);
    const made = asked.makeGoods[0];
    expect(made).toMatchObject({ state: 'waiting', stateLabel: '待店总审批', mayWithdraw: true });
    expect(await paid(id)).toEqual([]);
    const list = await shop.manager.client.case.list({ query: { storeId: shop.store.id } });
    expect(list.items.find((row) => row.id === id)?.makeGoodWaiting).toBe(true);
    expect(await codeOf(decide(shop.advisor, made?.id ?? ''))).toBe('AUTH.FORBIDDEN');

    const both = await outcomes([
      decide(shop.manager, made?.id ?? ''),
      decide(second, made?.id ?? '', false),
    ]);
    expect(both).toEqual({ done: 1, codes: ['CASE.MAKE_GOOD_DECIDED'] });
    const after = await shop.manager.client.case.detail({ params: { id } });
    const granted = after.makeGoods[0]?.state === 'granted';
    expect(await paid(id)).toHaveLength(granted ? 1 : 0);
    expect(after.makeGoods[0]?.decidedBy).toBe(granted ? shop.manager.login : second.login);
  });

  it('of one’s own is approved by somebody else only', async () => {
    const id = await openCase();
    const asked = await ask(shop.manager, id, 60_000);
    const made = asked.makeGoods[0];
    expect(made).toMatchObject({ state: 'waiting', mayDecide: false });
    expect(await codeOf(decide(shop.manager, made?.id ?? ''))).toBe('CASE.OWN_APPROVAL');
    const seen = await second.client.case.detail({ params: { id } });
    expect(seen.makeGoods[0]?.mayDecide).toBe(true);
    const refused = await decide(second, made?.id ?? '', false);
    expect(refused.makeGoods[0]).toMatchObject({ state: 'refused', decisionNote: '金额偏高' });
    expect(await paid(id)).toEqual([]);
  });

  it('may be taken back while it waits, by who asked', async () => {
    const id = await openCase();
    const made = (await ask(shop.advisor, id, 30_000)).makeGoods[0];
    const params = { id: made?.id ?? '' };
    expect(await codeOf(second.client.case.withdrawMakeGood({ params }))).toBe('REQUEST.NOT_FOUND');
    const view = await shop.advisor.client.case.withdrawMakeGood({ params });
    expect(view.makeGoods[0]?.state).toBe('withdrawn');
    expect(await codeOf(shop.advisor.client.case.withdrawMakeGood({ params }))).toBe(
      'CASE.MAKE_GOOD_DECIDED',
    );
    expect(await codeOf(decide(shop.manager, params.id))).toBe('CASE.MAKE_GOOD_DECIDED');
  });

  it('asked ten times at once never gives more than the limit', async () => {
    const id = await openCase();
    const { done } = await outcomes(Array.from({ length: 10 }, () => ask(shop.advisor, id, 2_000)));
    const given = (await paid(id)).reduce((total, { amountFen }) => total + amountFen, 0);
    expect(given).toBe(4_000);
    // Two at once, the third waits, and the others are told so.
    expect(done).toBe(3);
  });

  it('is not for a closed case, and a free item says what it is', async () => {
    const id = await openCase();
    const params = { id };
    const free = { kind: 'free_item' as const, amountFen: 3_000, reason: '洗车不干净' };
    expect(await codeOf(shop.manager.client.case.makeGood({ params, body: free }))).toBe('REQUEST.INVALID');
    await shop.manager.client.case.makeGood({ params, body: { ...free, item: '免费洗车一次' } });
    expect(await paid(id)).toEqual([
      expect.objectContaining({
        payKind: 'free_item',
        payTitle: '免费洗车一次',
        amountFen: 0,
        costFen: 3_000,
      }),
    ]);
    await shop.manager.client.case.addStep({ params, body: { text: '开始处理', state: 'working' } });
    await shop.manager.client.case.addStep({ params, body: { text: '已解决', state: 'closed' } });
    expect(await codeOf(ask(shop.manager, id, 1_000))).toBe('CASE.STATE');
  });

  it('keeps limits of each store, changed by its manager and audited', async () => {
    const { id } = shop.store;
    expect(await shop.advisor.client.case.makeGoodRules({ query: { storeId: id } })).toEqual(rules);
    const save = (body: typeof rules) => shop.manager.client.case.saveMakeGoodRules({ params: { id }, body });
    expect(await codeOf(save({ ...rules, mostFen: 40_000 }))).toBe('REQUEST.INVALID');
    const mine = { params: { id }, body: rules };
    expect(await codeOf(shop.advisor.client.case.saveMakeGoodRules(mine))).toBe('AUTH.FORBIDDEN');
    const audit = await world.rows("SELECT id FROM audit_log WHERE action = 'case.save-make-good-rules'");
    expect(audit).toHaveLength(1);
  });

  it('changes only what is told, so that two managers at once undo nothing of each other', async () => {
    const own = await makeWorkshop(world, 'G7');
    const params = { id: own.store.id };
    const other = await makeStaff(world, 'manager', [own.store.id], 'manager-g7-b');
    await Promise.all([
      own.manager.client.case.saveMakeGoodRules({ params, body: { advisorFen: 7_000 } }),
      other.client.case.saveMakeGoodRules({ params, body: { validDays: 60 } }),
      own.manager.client.workshop.saveRules({ params, body: { toleranceMinutes: 15 } }),
      other.client.workshop.saveRules({ params, body: { approvalFirst: false } }),
    ]);
    const query = { storeId: own.store.id };
    expect(await other.client.case.makeGoodRules({ query })).toMatchObject({
      advisorFen: 7_000,
      validDays: 60,
    });
    expect(await other.client.workshop.rules({ query })).toMatchObject({
      toleranceMinutes: 15,
      approvalFirst: false,
    });
    // What is left of the rules must still be true of what was changed.
    const least = { params, body: { mostFen: 6_000, managerFen: 0 } };
    expect(await codeOf(other.client.case.saveMakeGoodRules(least))).toBe('REQUEST.INVALID');
    const nothing = { params, body: { payKind: 'cash_off' as const } };
    expect(await codeOf(other.client.workshop.saveRules(nothing))).toBe('REQUEST.INVALID');
    expect((await other.client.workshop.rules({ query })).payKind).toBe('none');
  });
});

describe('evidence of a case', () => {
  let world: World;
  let shop: TestWorkshop;

  beforeAll(async () => {
    world = await startWorld({ worker: 'none' });
    shop = await makeWorkshop(world, 'G2');
  });
  afterAll(() => world?.stop());

  it('is photos of a step, by staff and by the owner, each their own', async () => {
    const { caseId, guest } = await complain(world, shop);
    const params = { id: caseId };
    const photo = await uploadPhoto(world, shop.advisor);
    const foreign = await uploadPhoto(world, shop.manager);
    const desk = shop.advisor.client.case;
    const step = { text: '到店复查，左前门有划痕', state: 'working' as const };
    expect(await codeOf(desk.addStep({ params, body: { ...step, photoIds: [foreign] } }))).toBe(
      'PHOTO.NOT_YOURS',
    );
    world.clock.advance(1_000);
    const view = await desk.addStep({ params, body: { ...step, photoIds: [photo] } });
    expect(view.steps.at(-1)?.photos.map(({ id }) => id)).toEqual([photo]);

    world.clock.advance(1_000);
    await desk.addStep({ params, body: { text: '请车主确认', state: 'waiting_owner' } });
    world.clock.advance(1_000);
    const theirs = await uploadPhoto(world, guest.owner, 'owner');
    const answer = { answer: 'not_solved' as const, text: '还在响', photoIds: [theirs] };
    await guest.owner.client.ownerCase.answer({ params, body: answer });
    const after = await desk.detail({ params });
    expect(after.steps.at(-1)).toMatchObject({ text: '车主表示未解决：还在响', photos: [{ id: theirs }] });
    // Nobody can take a photo of one step for another.
    expect(await codeOf(desk.addStep({ params, body: { text: '再记一次', photoIds: [photo] } }))).toBe(
      'PHOTO.NOT_YOURS',
    );
  });
});
