import { randomBytes } from 'node:crypto';
import { isSignature, readAuthorization, replyText, requestText, signText } from '@cheban/wechat';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Answer, addProviderRoute, bodyOf } from '../provider/provider-route.js';
import type { ApiName } from '../world/faults.js';
import type { World } from '../world/world.js';
import { PayRefusal, refundJson, tradeJson } from './pay-desk.js';
import { billJson } from './transfer-desk.js';

type Body = Record<string, unknown>;

const SKEW_SEC = 300;
const ORDERS = '/v3/pay/transactions';
const BILLS = '/v3/fund-app/mch-transfer/transfer-bills';

/** WeChat Pay: orders, refunds, transfers. Every request's signature is checked, every answer is signed. */
export function addPayRoutes(app: FastifyInstance, world: World): void {
  const { orders, transfers } = world.pay;
  const route = (
    api: ApiName,
    method: 'GET' | 'POST',
    path: string,
    work: (body: Body, params: Record<string, string>) => Body | null,
  ) =>
    addProviderRoute(app, world, {
      api,
      method,
      path,
      refuse: (code) => refusal(world, code === 'SYSTEM_ERROR' ? 500 : 400, String(code), '故障开关'),
      handle: (request) => {
        try {
          authorize(world, request);
          const body = method === 'GET' ? {} : bodyOf(request);
          if (body === null) throw new PayRefusal(400, 'PARAM_ERROR', '请求体不是 JSON');
          const value = work(body, request.params as Record<string, string>);
          return signed(world, value === null ? 204 : 200, value === null ? '' : JSON.stringify(value));
        } catch (error) {
          if (error instanceof PayRefusal) return refusal(world, error.status, error.code, error.message);
          throw error;
        }
      },
    });

  route('pay_order', 'POST', `${ORDERS}/jsapi`, (body) => {
    const order = orders.order(readOrder(world, body));
    return { prepay_id: order.prepayId };
  });
  const trade = (_: Body, { number }: Record<string, string>) => ({
    ...tradeJson(orders.find(number ?? '')),
    mchid: world.pay.keys.options.merchantId,
  });
  route('pay_query', 'GET', `${ORDERS}/out-trade-no/:number`, trade);
  route('pay_query', 'GET', `${ORDERS}/id/:number`, trade);
  route('pay_close', 'POST', `${ORDERS}/out-trade-no/:number/close`, (_, { number }) => {
    orders.close(number ?? '');
    return null;
  });
  route('pay_refund', 'POST', '/v3/refund/domestic/refunds', (body) => {
    const amount = (body.amount ?? {}) as Body;
    const refund = orders.refund({
      outRefundNo: text(body, 'out_refund_no'),
      outTradeNo: text(body, 'out_trade_no'),
      refundFen: fen(amount, 'refund'),
      notifyUrl: typeof body.notify_url === 'string' ? body.notify_url : null,
      content: JSON.stringify(body),
    });
    return refundJson(refund, orders.find(refund.outTradeNo));
  });
  route('pay_refund_query', 'GET', '/v3/refund/domestic/refunds/:number', (_, { number }) => {
    const { refund, order } = orders.findRefund(number ?? '');
    return refundJson(refund, order);
  });
  route('pay_transfer', 'POST', BILLS, (body) => {
    const reports = Array.isArray(body.transfer_scene_report_infos) ? body.transfer_scene_report_infos : [];
    return billJson(
      transfers.create({
        outBillNo: text(body, 'out_bill_no'),
        appId: text(body, 'appid'),
        openid: person(world, text(body, 'openid')),
        amountFen: fen(body, 'transfer_amount'),
        remark: text(body, 'transfer_remark'),
        notifyUrl: typeof body.notify_url === 'string' ? body.notify_url : null,
        sceneId: text(body, 'transfer_scene_id'),
        perception: typeof body.user_recv_perception === 'string' ? body.user_recv_perception : null,
        reportTypes: reports.map((report: Body) => String(report.info_type)),
        content: JSON.stringify({ ...body, user_name: undefined }),
      }),
    );
  });
  const bill = (_: Body, { number }: Record<string, string>) => ({
    ...billJson(transfers.find(number ?? '')),
    mch_id: world.pay.keys.options.merchantId,
  });
  route('pay_transfer_query', 'GET', `${BILLS}/out-bill-no/:number`, bill);
  route('pay_transfer_query', 'GET', `${BILLS}/transfer-bill-no/:number`, bill);
  route('pay_transfer_cancel', 'POST', `${BILLS}/out-bill-no/:number/cancel`, (_, { number }) =>
    billJson(transfers.cancel(number ?? '')),
  );
}

/** Throws SIGN_ERROR unless the merchant itself signed exactly this request within five minutes. */
function authorize(world: World, request: FastifyRequest): void {
  const { keys } = world.pay;
  const refuse = (message: string) => new PayRefusal(401, 'SIGN_ERROR', message);
  const read = readAuthorization(String(request.headers.authorization ?? ''));
  if (!read) throw refuse('Http头缺少认证信息');
  if (read.merchantId !== keys.options.merchantId || read.serialNo !== keys.options.merchantSerial)
    throw refuse('商户号或证书序列号错误');
  if (!(Math.abs(world.clock.seconds() - read.timestamp) <= SKEW_SEC)) throw refuse('时间戳已过期');
  const method = request.method === 'GET' ? 'GET' : 'POST';
  const body = method === 'GET' ? '' : String(request.body ?? '');
  const signedText = requestText({ method, path: request.url, body }, read.timestamp, read.nonce);
  if (!isSignature(signedText, read.signature, keys.keys.merchantPublic)) throw refuse('签名错误');
}

function readOrder(world: World, body: Body) {
  const number = text(body, 'out_trade_no');
  if (!/^[0-9A-Za-z_\-|*]{6,32}$/.test(number))
    throw new PayRefusal(400, 'PARAM_ERROR', '商户订单号格式错误');
  const { merchantId } = world.pay.keys.options;
  const appId = text(body, 'appid');
  if (text(body, 'mchid') !== merchantId || !payingApps(world).includes(appId))
    throw new PayRefusal(400, 'APPID_MCHID_NOT_MATCH', 'appid和mch_id不匹配');
  const expires = typeof body.time_expire === 'string' ? Date.parse(body.time_expire) : null;
  if (expires !== null && !(expires > world.clock.now()))
    throw new PayRefusal(400, 'PARAM_ERROR', 'time_expire 已过');
  return {
    outTradeNo: number,
    appId,
    description: text(body, 'description'),
    totalFen: fen((body.amount ?? {}) as Body, 'total'),
    openid: payer(world, appId, text((body.payer ?? {}) as Body, 'openid')),
    notifyUrl: text(body, 'notify_url'),
    expiresAt: expires,
    content: JSON.stringify(body),
  };
}

/** Pages in a browser pay with the openid of the official account. */
function payingApps({ options }: World): string[] {
  return [options.miniProgram.appId, options.officialAccount.appId];
}

function payer(world: World, appId: string, openid: string): string {
  if (appId === world.options.miniProgram.appId) return person(world, openid);
  if (!world.people.account(openid)) throw new PayRefusal(400, 'PARAM_ERROR', 'openid 与 appid 不匹配');
  return openid;
}

function text(body: Body, name: string): string {
  const value = body[name];
  if (typeof value !== 'string' || value === '') throw new PayRefusal(400, 'PARAM_ERROR', `缺少 ${name}`);
  return value;
}

function fen(body: Body, name: string): number {
  const value = body[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1)
    throw new PayRefusal(400, 'PARAM_ERROR', `${name} 必须是正整数`);
  return value;
}

function person(world: World, openid: string): string {
  if (!world.people.mini(openid)) throw new PayRefusal(400, 'PARAM_ERROR', 'openid 与 appid 不匹配');
  return openid;
}

function refusal(world: World, status: number, code: string, message: string): Answer {
  return signed(world, status, JSON.stringify({ code, message }));
}

function signed(world: World, status: number, body: string): Answer {
  const timestamp = String(world.clock.seconds());
  const nonce = randomBytes(16).toString('hex');
  const { keys } = world.pay;
  return {
    status,
    contentType: 'application/json; charset=utf-8',
    headers: {
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': nonce,
      'wechatpay-serial': keys.options.platformSerial,
      'wechatpay-signature': signText(replyText(timestamp, nonce, body), keys.keys.platformPrivate),
      'request-id': `08${randomBytes(12).toString('hex')}-0`,
    },
    body,
  };
}
