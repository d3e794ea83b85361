import type { PayoutView } from '@cheban/contracts';
import { parseYuan } from '@cheban/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Payouts, reconcileMoneyJob, sendPayoutsJob } from '../../src/modules/payment/index.js';
import { newId } from '../../src/platform/database/index.js';
import { readCsv } from '../support/exports.js';
import { makeOwner, makeStaff, makeStore, type TestOwner } from '../support/factories.js';
import { ledgerOf, makeShop, type TestShop, travel } from '../support/shop.js';
import { startWorld, type World } from '../support/world.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface Books {
  bills: { outBillNo: string; state: string; amountFen: number; openid: string }[];
  received: Record<string, number>;
  balanceFen: number;
}

describe('money for owners', () => {
  let world: World;
  let shop: TestShop;
  let owner: TestOwner;
  let campaignId: string;
  beforeAll(async () => {
    world = await startWorld();
    shop = await makeShop(world);
  });
  beforeEach(async () => {
    owner = await makeOwner(world);
    campaignId = newId(world.clock);
  });
  afterAll(() => world?.stop());

  const request = (amountFen = 88, more: { hold?: boolean; dedupeKey?: string } = {}) =>
    world.uow.run((tx) =>
      world.get(Payouts).request(tx, {
        storeId: shop.store.id,
        ownerId: owner.ownerId,
        amountFen,
        dedupeKey: `test:${newId(world.clock)}`,
        subjectType: 'campaign',
        subjectId: campaignId,
        title: '金秋抢红包',
        note: '到店保养奖励',
        ...more,
      }),
    );
  const mine = (id: string): Promise<PayoutView> => owner.client.payment.payout({ params: { id } });
  const books = () => world.phones.get<Books>('/pay');
  const billsOf = async () => (await books()).bills.filter(({ openid }) => openid === owner.openid);
  const send = () => world.run(sendPayoutsJob);

  it('is sent, taken by the owner, and booked', async () => {
    const id = await request();
    expect(await ledgerOf(world, campaignId)).toEqual({ budget: -88, reserved: 88 });
    await send();
    expect(await mine(id)).toMatchObject({ state: 'confirm', canTake: true, stateLabel: '待收款' });
    const { params, simulated } = await owner.client.payment.takePayout({ params: { id } });
    expect(simulated).toBe(true);
    expect(params).toMatchObject({ mchId: '1900000109', appId: 'wx0000000000000a01' });
    await owner.client.payment.simulateTake({ params: { id } });
    expect(await mine(id)).toMatchObject({ state: 'done', canTake: false });
    expect((await books()).received[owner.openid]).toBe(88);
    expect(await ledgerOf(world, campaignId)).toEqual({ budget: -88, reserved: 0, paid_out: 88 });
    const events = await world.rows<{ payload: string }>(
      "SELECT payload FROM outbox_event WHERE type = 'payout.changed' AND payload LIKE ? ORDER BY seq",
      [`%${id}%`],
    );
    expect(events.map(({ payload }) => JSON.parse(payload).state)).toEqual(['confirm', 'done']);
  });

  it('is one payout for one key', async () => {
    const dedupeKey = `test:${campaignId}`;
    const ids = await Promise.all(Array.from({ length: 8 }, () => request(88, { dedupeKey })));
    expect(new Set(ids).size).toBe(1);
    expect(await ledgerOf(world, campaignId)).toEqual({ budget: -88, reserved: 88 });
  });

  it.each([
    ['SYSTEM_ERROR after paying', { mode: 'errcode-after', errcode: 'SYSTEM_ERROR', times: 1 }],
    ['half an answer', { mode: 'malformed', times: 1 }],
    ['an error page', { mode: 'http-500', times: 1 }],
  ])('is paid once with one number when WeChat Pay answers with %s', async (_, fault) => {
    await send();
    const id = await request();
    const [row] = await world.rows<{ no: string }>('SELECT out_bill_no AS no FROM payout WHERE id = ?', [id]);
    await world.phones.put('/faults/pay_transfer', fault);
    await send();
    expect((await mine(id)).state).toBe('sending');
    await travel(world, 2 * MINUTE);
    await send();
    expect((await mine(id)).state).toBe('confirm');
    const bills = await billsOf();
    expect(bills.map(({ outBillNo }) => outBillNo)).toEqual([row?.no]);
    await owner.client.payment.simulateTake({ params: { id } });
    expect((await books()).received[owner.openid]).toBe(88);
  });

  it('would be paid twice by a sender that takes a new number for every try', async () => {
    const create = async (outBillNo: string) => {
      const [row] = await world.rows<{ id: string }>('SELECT id FROM pay_merchant');
      const { MerchantAccounts } = await import('../../src/modules/payment/usecases/merchant-accounts.js');
      const door = await world.get(MerchantAccounts).byId(row?.id ?? '');
      return door?.transfers.create({
        appId: world.config.wechat.mini.appId,
        outBillNo,
        sceneId: '1000',
        openid: owner.openid,
        amountFen: 88,
        remark: '测试',
        notifyUrl: `${world.api}/callback/pay/none`,
        perception: '活动奖励',
        reports: [
          { type: '活动名称', content: '测试' },
          { type: '奖励说明', content: '测试' },
        ],
      });
    };
    await world.phones.put('/faults/pay_transfer', {
      mode: 'errcode-after',
      errcode: 'SYSTEM_ERROR',
      times: 1,
    });
    await create(`N1${campaignId}`).catch(() => create(`N2${campaignId}`));
    expect(await billsOf()).toHaveLength(2);
  });

  it('goes back to the budget when the owner does not take it within a day', async () => {
    const id = await request();
    await send();
    await travel(world, 25 * HOUR);
    await send();
    expect(await mine(id)).toMatchObject({ state: 'failed', canTake: false });
    expect(await ledgerOf(world, campaignId)).toEqual({ budget: -88, reserved: 0, returned: 88 });
    const view = await shop.manager.client.staffPayment.repeatPayout({
      params: { id },
      body: { reason: '车主来店说明' },
    });
    expect(view).toMatchObject({ state: 'planned' });
    await send();
    await owner.client.payment.simulateTake({ params: { id } });
    expect(await ledgerOf(world, campaignId)).toEqual({
      budget: -176,
      reserved: 0,
      returned: 88,
      paid_out: 88,
    });
    const numbers = (await billsOf()).map(({ outBillNo }) => outBillNo);
    expect(new Set(numbers).size).toBe(2);
  });

  it('waits for the check-in when it is held, and is taken back before it is sent', async () => {
    const dedupeKey = `test:${campaignId}`;
    const id = await request(88, { hold: true, dedupeKey });
    await send();
    expect(await mine(id)).toMatchObject({ state: 'held', stateLabel: '到店后发放' });
    expect(await world.uow.run((tx) => world.get(Payouts).release(tx, dedupeKey))).toBe(true);
    expect(await world.uow.run((tx) => world.get(Payouts).release(tx, dedupeKey))).toBe(false);
    await shop.manager.client.staffPayment.cancelPayout({ params: { id }, body: { reason: '活动取消' } });
    await send();
    expect(await mine(id)).toMatchObject({ state: 'cancelled' });
    expect(await billsOf()).toEqual([]);
    expect(await ledgerOf(world, campaignId)).toEqual({ budget: -88, reserved: 0, returned: 88 });
  });

  it('is either taken or taken back when owner and store are at it together, never both', async () => {
    const id = await request();
    await send();
    await Promise.allSettled([
      shop.manager.client.staffPayment.cancelPayout({ params: { id }, body: { reason: '发错人了' } }),
      owner.client.payment.simulateTake({ params: { id } }),
    ]);
    for (let round = 0; round < 3; round += 1) {
      await travel(world, 2 * MINUTE);
      await send();
    }
    const { state } = await mine(id);
    const received = (await books()).received[owner.openid] ?? 0;
    expect([state, received]).toEqual(state === 'done' ? ['done', 88] : ['cancelled', 0]);
    const sums = await ledgerOf(world, campaignId);
    expect(sums.reserved).toBe(0);
    expect((sums.paid_out ?? 0) + (sums.returned ?? 0)).toBe(88);
  });

  it('waits while the purse is empty, and for an owner who never logged in', async () => {
    await world.phones.put('/pay/balance', { balanceFen: 10 });
    const id = await request();
    await send();
    expect((await mine(id)).state).toBe('waiting');
    await world.phones.put('/pay/balance', { topUpFen: 1_000_000 });
    await travel(world, 2 * MINUTE);
    await send();
    expect((await mine(id)).state).toBe('confirm');
    const lonely = await request();
    await world.rows('UPDATE account SET mini_openid = NULL, mini_index = NULL WHERE owner_id = ?', [
      owner.ownerId,
    ]);
    await send();
    const view = await shop.manager.client.staffPayment.payout({ params: { id: lonely } });
    expect(view).toMatchObject({ state: 'planned', problem: '车主还没有登录小程序，登录后自动发放' });
    // Somebody who was deleted never logs in: what is given to them in that moment comes back.
    const given = (await ledgerOf(world, campaignId)).returned ?? 0;
    await world.rows('UPDATE owner SET phone = NULL, phone_index = NULL WHERE id = ?', [owner.ownerId]);
    await travel(world, HOUR);
    await send();
    expect(await shop.manager.client.staffPayment.payout({ params: { id: lonely } })).toMatchObject({
      state: 'failed',
      problem: '车主已注销账号，款项退回预算',
    });
    expect((await ledgerOf(world, campaignId)).returned).toBe(given + 88);
  });

  it('keeps the ledger at zero all the time, and agrees with WeChat Pay in the end', async () => {
    await travel(world, HOUR);
    await world.run(reconcileMoneyJob);
    const [sum] = await world.rows<{ fen: string; rows_: string }>(
      'SELECT SUM(amount_fen) AS fen, COUNT(*) AS rows_ FROM money_entry',
    );
    expect(Number(sum?.rows_)).toBeGreaterThan(10);
    expect(Number(sum?.fen)).toBe(0);
    const lopsided = await world.rows(
      'SELECT posting_key FROM money_entry GROUP BY posting_key HAVING SUM(amount_fen) <> 0 OR COUNT(*) <> 2',
    );
    expect(lopsided).toEqual([]);
    const { items } = await shop.manager.client.staffPayment.differences({ query: {} });
    expect(items).toEqual([]);
  });

  it('leaves as a file that adds up and can be laid beside the bill of WeChat Pay', async () => {
    const taken = async (query: string, by = shop.manager) => {
      const answer = await fetch(`${world.api}/staff/money/entries.csv${query}`, {
        headers: { authorization: `Bearer ${by.token}` },
      });
      expect(answer.status).toBe(200);
      return readCsv(await answer.text());
    };
    const [heads, ...lines] = await taken('');
    expect(heads).toEqual(['时间', '凭证号', '事项', '账户', '金额（元）', '门店', '微信商户单号']);
    const written = await world.rows<{ posting_key: string }>('SELECT posting_key FROM money_entry');
    expect(lines.map(([, key]) => key).sort()).toEqual(written.map((row) => row.posting_key).sort());
    const fenOf = (line: string[]) => parseYuan(line[4] ?? '') ?? Number.NaN;
    expect(lines.reduce((sum, line) => sum + fenOf(line), 0)).toBe(0);
    const paid = lines.filter(([, , what, account]) => what === '红包到账' && account === '已发放');
    const bills = (await books()).bills.filter(({ state }) => state === 'SUCCESS');
    const byNumber = (rows: [string | undefined, number][]) => rows.sort().map(([no, fen]) => `${no} ${fen}`);
    expect(paid.length).toBeGreaterThan(1);
    expect(byNumber(paid.map((line) => [line[6], fenOf(line)]))).toEqual(
      byNumber(bills.map(({ outBillNo, amountFen }) => [outBillNo, amountFen])),
    );
    expect(await taken('?account=paid_out')).toEqual([
      heads,
      ...lines.filter(([, , , account]) => account === '已发放'),
    ]);
    expect(await taken('?to=2020-01-01')).toEqual([heads]);
    const stranger = await makeStaff(world, 'manager', [(await makeStore(world, { code: 'S9' })).id], 'S9-m');
    expect(await taken('', stranger)).toEqual([heads]);
    const audits = await world.rows<{ text: string }>(
      "SELECT text FROM audit_log WHERE action = 'ledger.export'",
    );
    expect(audits.map(({ text }) => text)).toContain(`导出账本 ${lines.length} 行`);
  });
});
