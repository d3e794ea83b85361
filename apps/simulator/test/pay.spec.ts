import { createPrivateKey, createPublicKey } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  isSignature,
  openNotice,
  PayClient,
  type PayNotice,
  ProviderHttp,
  paymentText,
  TransferClient,
} from '@cheban/wechat';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../src/simulator.js';
import { failureOf, noticeSettings } from './harness.js';

const HOUR_MS = 3_600_000;
let simulator: Simulator;
let pay: PayClient;
let transfers: TransferClient;
let http: ProviderHttp;
let receiver: ReturnType<typeof createServer>;
let notifyUrl: string;
let openid: string;
/** What our server understood of each notice, and what it answers next. */
let notices: PayNotice[] = [];
let answers: number[] = [];
let refused = 0;
let number = 0;

beforeAll(async () => {
  simulator = await startSimulator();
  const { keys } = simulator.world.pay;
  const now = () => new Date(simulator.world.clock.now());
  const platformKeys = new Map([[keys.options.platformSerial, createPublicKey(keys.keys.platformPublicPem)]]);
  receiver = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    try {
      notices.push(openNotice(request.headers, body, noticeSettings(simulator)));
      response.writeHead(answers.shift() ?? 200).end();
    } catch {
      refused += 1;
      response.writeHead(401).end();
    }
  });
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
  notifyUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/notify`;
  http = new ProviderHttp({ timeoutMs: 1_000 });
  const account = {
    http,
    baseUrl: simulator.url,
    merchant: {
      merchantId: keys.options.merchantId,
      serialNo: keys.options.merchantSerial,
      privateKey: createPrivateKey(keys.keys.merchantPrivatePem ?? ''),
    },
    platformKeys,
    platformSerial: keys.options.platformSerial,
    now,
  };
  pay = new PayClient(account);
  transfers = new TransferClient(account);
});
afterAll(async () => {
  await http?.close();
  await simulator?.close();
  receiver?.closeAllConnections();
  receiver?.close();
});
beforeEach(async () => {
  await idle();
  simulator.world.reset();
  openid = simulator.world.putPerson({ nickname: '李雪梅', phone: '13800001234' }).openid;
  [notices, answers, refused] = [[], [], 0];
  Object.assign(simulator.world.pay.notices.settings, { duplicate: 1, hold: false, lost: false });
});

const appId = () => simulator.world.options.miniProgram.appId;
function order(changes: object = {}) {
  number += 1;
  return {
    appId: appId(),
    description: '保养卡',
    outTradeNo: `ORDER${number}`,
    totalFen: 29_900,
    openid,
    notifyUrl,
    expiresAt: new Date(simulator.world.clock.now() + HOUR_MS),
    ...changes,
  };
}
function bill(changes: object = {}) {
  number += 1;
  return {
    appId: appId(),
    outBillNo: `BILL${number}`,
    sceneId: '1000',
    openid,
    amountFen: 188,
    remark: '到店红包',
    notifyUrl,
    perception: '活动奖励',
    reports: [
      { type: '活动名称', content: '秋季到店礼' },
      { type: '奖励说明', content: '到店红包' },
    ],
    ...changes,
  };
}
const idle = () => simulator.world.pay.notices.idle();

describe('orders', () => {
  it('are prepared, paid, told and found', async () => {
    const request = order();
    const { prepayId } = await pay.createOrder(request);
    expect(await pay.createOrder(request)).toEqual({ prepayId });
    expect(await pay.queryOrder(request.outTradeNo)).toMatchObject({ state: 'NOTPAY', transactionId: null });
    const params = pay.paymentParams(appId(), prepayId);
    const { merchantPublic } = simulator.world.pay.keys.keys;
    expect(isSignature(paymentText(appId(), params), params.paySign, merchantPublic)).toBe(true);
    simulator.world.pay.orders.pay(request.outTradeNo);
    await idle();
    expect(notices).toMatchObject([{ type: 'trade', trade: { state: 'SUCCESS', totalFen: 29_900, openid } }]);
    expect(await pay.queryOrder(request.outTradeNo)).toMatchObject({ state: 'SUCCESS', totalFen: 29_900 });
    expect(await failureOf(pay.closeOrder(request.outTradeNo))).toMatchObject({
      code: 'ORDERPAID',
      reaction: 'QUERY',
    });
  });

  it('are paid in a browser with the openid of the official account, never with one of the other app', async () => {
    const { officialAccount } = simulator.world.options;
    const { oaOpenid } = simulator.world.people.mini(openid) ?? {};
    const made = await pay.createOrder(order({ appId: officialAccount.appId, openid: oaOpenid }));
    expect(made.prepayId).toMatch(/^wx/);
    expect(await failureOf(pay.createOrder(order({ appId: officialAccount.appId })))).toMatchObject({
      code: 'PARAM_ERROR',
    });
    expect(await failureOf(pay.createOrder(order({ openid: oaOpenid })))).toMatchObject({
      code: 'PARAM_ERROR',
    });
  });

  it('refuse the same number with another content, and what is closed or out of time', async () => {
    const request = order();
    await pay.createOrder(request);
    expect(await failureOf(pay.createOrder({ ...request, totalFen: 1 }))).toMatchObject({
      code: 'OUT_TRADE_NO_USED',
    });
    await pay.closeOrder(request.outTradeNo);
    expect(() => simulator.world.pay.orders.pay(request.outTradeNo)).toThrow('关闭');
    const late = order();
    await pay.createOrder(late);
    simulator.world.clock.offsetMs = 2 * HOUR_MS;
    expect(await pay.queryOrder(late.outTradeNo)).toMatchObject({ state: 'CLOSED' });
  });

  it('are refunded in parts, never beyond what was paid, once for each number', async () => {
    const request = order();
    await pay.createOrder(request);
    simulator.world.pay.orders.pay(request.outTradeNo);
    const refund = {
      outTradeNo: request.outTradeNo,
      outRefundNo: `R${request.outTradeNo}`,
      reason: '未使用次数',
      refundFen: 20_000,
      totalFen: 29_900,
      notifyUrl,
    };
    const first = await pay.refund(refund);
    expect(await pay.refund(refund)).toEqual(first);
    expect(await pay.queryRefund(refund.outRefundNo)).toMatchObject({ state: 'SUCCESS' });
    const more = pay.refund({ ...refund, outRefundNo: `${refund.outRefundNo}B` });
    expect(await failureOf(more)).toMatchObject({ code: 'INVALID_REQUEST' });
    expect(simulator.world.pay.orders.earnedFen).toBe(9_900);
    await idle();
    expect(notices.map(({ type }) => type)).toEqual(['trade', 'refund']);
  });
});

describe('transfers', () => {
  it('wait for the owner, arrive once, and are told', async () => {
    const request = bill();
    const made = await transfers.create(request);
    expect(made).toMatchObject({ state: 'WAIT_USER_CONFIRM', packageInfo: expect.any(String) });
    expect(await transfers.create(request)).toEqual(made);
    expect(await failureOf(transfers.create({ ...request, amountFen: 200 }))).toMatchObject({
      code: 'ALREADY_EXISTS',
    });
    simulator.world.pay.transfers.confirm(request.outBillNo);
    simulator.world.pay.transfers.confirm(request.outBillNo);
    await idle();
    expect(simulator.world.pay.transfers.received.get(openid)).toBe(188);
    expect(notices).toMatchObject([{ type: 'transfer', transfer: { state: 'SUCCESS', amountFen: 188 } }]);
  });

  it('come back after a day, or when cancelled', async () => {
    const before = simulator.world.pay.transfers.balanceFen;
    const [left, cancelled] = [bill(), bill()];
    await transfers.create(left);
    await transfers.create(cancelled);
    expect(await transfers.cancel(cancelled.outBillNo)).toMatchObject({ state: 'CANCELLED' });
    simulator.world.clock.offsetMs = 24 * HOUR_MS;
    expect(await transfers.query(left.outBillNo)).toMatchObject({
      state: 'FAIL',
      failReason: 'OVERDUE_CLOSE',
    });
    expect(simulator.world.pay.transfers.balanceFen).toBe(before);
  });

  it('stand still while the purse is empty', async () => {
    simulator.world.pay.transfers.balanceFen = 0;
    const request = bill();
    expect(await transfers.create(request)).toMatchObject({ state: 'PROCESSING', packageInfo: null });
    simulator.world.pay.transfers.topUp(188);
    expect(await transfers.query(request.outBillNo)).toMatchObject({ state: 'WAIT_USER_CONFIRM' });
  });

  it('want the two reports of a marketing scene and an amount within its limits', async () => {
    const reports = [{ type: '活动名称', content: '秋季到店礼' }];
    expect(await failureOf(transfers.create(bill({ reports })))).toMatchObject({ code: 'PARAM_ERROR' });
    expect(await failureOf(transfers.create(bill({ perception: '工资' })))).toMatchObject({
      code: 'INVALID_REQUEST',
    });
    expect(await failureOf(transfers.create(bill({ amountFen: 9 })))).toMatchObject({ code: 'PARAM_ERROR' });
    expect(await failureOf(transfers.query('NOBODY'))).toMatchObject({ code: 'NOT_FOUND', reaction: 'DROP' });
  });

  it('may have happened although the answer was an error: the same number finds it', async () => {
    simulator.world.faults.set('pay_transfer', { mode: 'errcode-after', errcode: 'SYSTEM_ERROR', times: 1 });
    const request = bill();
    expect(await failureOf(transfers.create(request))).toMatchObject({ outcome: 'maybe_done' });
    expect(await transfers.query(request.outBillNo)).toMatchObject({ state: 'WAIT_USER_CONFIRM' });
    expect(simulator.world.pay.transfers.all()).toHaveLength(1);
  });
});

describe('requests and notices', () => {
  it('are believed only when the merchant signed them', async () => {
    const { keys } = simulator.world.pay;
    const stranger = new PayClient({
      http,
      baseUrl: simulator.url,
      merchant: {
        merchantId: keys.options.merchantId,
        serialNo: keys.options.merchantSerial,
        privateKey: keys.keys.platformPrivate,
      },
      platformKeys: new Map(),
      platformSerial: keys.options.platformSerial,
      now: () => new Date(simulator.world.clock.now()),
    });
    expect(await failureOf(stranger.createOrder(order()))).toMatchObject({
      code: 'SIGN_ERROR',
      reaction: 'CONFIG',
    });
  });

  it('are not believed when somebody else signed the answer', async () => {
    const { keys } = simulator.world.pay;
    const account = {
      http,
      baseUrl: simulator.url,
      merchant: {
        merchantId: keys.options.merchantId,
        serialNo: keys.options.merchantSerial,
        privateKey: createPrivateKey(keys.keys.merchantPrivatePem ?? ''),
      },
      platformKeys: new Map([[keys.options.platformSerial, keys.keys.merchantPublic]]),
      platformSerial: keys.options.platformSerial,
      now: () => new Date(simulator.world.clock.now()),
    };
    const fooled = new PayClient(account);
    expect(await failureOf(fooled.createOrder(order()))).toMatchObject({
      code: 'bad_reply',
      outcome: 'maybe_done',
    });
  });

  it('come again until they are taken, and probes are refused', async () => {
    answers = [500, 500];
    const request = order();
    await pay.createOrder(request);
    simulator.world.pay.orders.pay(request.outTradeNo);
    await idle();
    expect(notices).toHaveLength(1);
    for (const seconds of [16, 32]) {
      simulator.world.clock.offsetMs = seconds * 1000;
      await idle();
    }
    expect(notices).toHaveLength(3);
    expect(new Set(notices.map(({ id }) => id)).size).toBe(1);
    simulator.world.clock.offsetMs = HOUR_MS;
    await idle();
    expect(notices).toHaveLength(3);
    expect(await simulator.world.pay.notices.probe(notifyUrl)).toBe(401);
    expect(refused).toBe(1);
  });
});
