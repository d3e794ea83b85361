import { randomUUID, timingSafeEqual } from 'node:crypto';
import { signAcs3 } from '@cheban/wechat';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { beijingTime } from '../push/events.js';
import type { SmsTemplate } from '../templates.js';
import type { World } from '../world/world.js';
import { type Answer, addProviderRoute, queryOf } from './provider-route.js';

const VERSION = '2017-05-25';
const CLOCK_SKEW_MS = 15 * 60_000;
const PHONE = /^1[3-9]\d{9}$/;

type Query = Record<string, string | undefined>;

/**
 * Aliyun's SMS API: one path, told apart by the x-acs-action header. Both actions share the route, so the
 * counter and the fault switch of `sms_send` and `sms_query` hang on a rewritten path.
 */
export function addSmsRoutes(app: FastifyInstance, world: World): void {
  addProviderRoute(app, world, {
    api: 'sms_send',
    method: 'POST',
    path: '/_sms/SendSms',
    refuse: (code) => refusal(String(code), '故障开关'),
    handle: (request) => signatureProblem(world, request, 'SendSms') ?? sendSms(world, queryOf(request)),
  });
  addProviderRoute(app, world, {
    api: 'sms_query',
    method: 'POST',
    path: '/_sms/QuerySendDetails',
    refuse: (code) => refusal(String(code), '故障开关'),
    handle: (request) =>
      signatureProblem(world, request, 'QuerySendDetails') ?? querySendDetails(world, queryOf(request)),
  });
}

/** Sends `POST /` with an SMS action to its route. */
export function rewriteSmsUrl(url: string, action: string | string[] | undefined): string {
  const isSms = action === 'SendSms' || action === 'QuerySendDetails';
  return isSms && (url === '/' || url.startsWith('/?')) ? `/_sms/${action}${url.slice(1)}` : url;
}

function refusal(Code: string, Message: string, status = 200): Answer {
  const body = JSON.stringify({ Code, Message, RequestId: randomUUID().toUpperCase() });
  return { status, contentType: 'application/json; charset=utf-8', body };
}

function signatureProblem(world: World, request: FastifyRequest, action: string): Answer | null {
  const { accessKeyId, accessKeySecret } = world.options.sms;
  const header = (name: string) => String(request.headers[name] ?? '');
  if (header('x-acs-version') !== VERSION)
    return refusal('InvalidVersion', 'Specified version is invalid', 400);
  const date = header('x-acs-date');
  const skew = Math.abs(Date.parse(date) - Date.now());
  if (!(skew <= CLOCK_SKEW_MS) && world.clock.offsetMs === 0) {
    return refusal('InvalidTimeStamp.Expired', 'Specified time stamp is expired', 400);
  }
  const given = header('authorization');
  if (!given.includes(`Credential=${accessKeyId},`)) {
    return refusal('InvalidAccessKeyId.NotFound', 'Specified access key is not found', 404);
  }
  const query = Object.fromEntries(
    Object.entries(queryOf(request)).map(([name, value]) => [name, value ?? '']),
  );
  const expected = signAcs3(
    {
      method: 'POST',
      host: header('host'),
      action,
      version: VERSION,
      query,
      body: String(request.body ?? ''),
      date,
      nonce: header('x-acs-signature-nonce'),
    },
    accessKeyId,
    accessKeySecret,
  ).authorization;
  const [a, b] = [Buffer.from(given), Buffer.from(expected ?? '')];
  const isGood = a.length === b.length && timingSafeEqual(a, b);
  return isGood ? null : refusal('SignatureDoesNotMatch', 'Specified signature does not match', 400);
}

function sendSms(world: World, query: Query): Answer {
  const phones = (query.PhoneNumbers ?? '').split(',').filter(Boolean);
  if (phones.length === 0 || phones.some((phone) => !PHONE.test(phone))) {
    return refusal('isv.MOBILE_NUMBER_ILLEGAL', '非法手机号');
  }
  if (phones.length > 1000) return refusal('isv.MOBILE_COUNT_OVER_LIMIT', '手机号码数量超过限制');
  const signName = query.SignName ?? '';
  if (!world.options.sms.signNames.includes(signName))
    return refusal('isv.SMS_SIGNATURE_ILLEGAL', '短信签名不合法');
  const template = world.smsTemplates.get(query.TemplateCode ?? '');
  if (!template) return refusal('isv.SMS_TEMPLATE_ILLEGAL', '短信模版不合法');
  const params = readParams(query.TemplateParam);
  if (!params) return refusal('isv.INVALID_JSON_PARAM', '参数格式错误，请修改为字符串值');
  const missing = variablesOf(template).find((name) => !params[name]);
  if (missing) return refusal('isv.TEMPLATE_MISSING_PARAMETERS', `模版缺少变量 ${missing}`);
  if (Object.values(params).some((value) => /https?:\/\//i.test(value))) {
    return refusal('isv.PARAM_NOT_SUPPORT_URL', '变量不支持传入链接');
  }
  if (world.settings.sms.limits && phones.some((phone) => !world.sms.isWithinLimits(phone, template))) {
    return refusal('isv.BUSINESS_LIMIT_CONTROL', '触发流控');
  }

  const text = template.text.replace(/\$\{(\w+)\}/g, (_all, name: string) => params[name] ?? '');
  const content = `【${signName}】${text}`;
  const bizId = `${world.nextMessageId()}^0`;
  const isDelivered = world.settings.sms.receipt === 'delivered';
  for (const phone of phones) {
    world.sms.add({
      phone,
      bizId,
      outId: query.OutId ?? '',
      templateCode: template.code,
      content,
      sentAt: world.clock.now(),
      status: isDelivered ? 3 : 2,
      errCode: isDelivered ? 'DELIVERED' : 'MK:1008',
    });
    if (isDelivered) {
      world.inbox.add(world.phoneKey(phone), {
        channel: 'sms',
        templateId: template.code,
        title: signName,
        data: { text: content },
        page: '',
        url: '',
        msgId: bizId,
        receivedAt: world.clock.now(),
      });
    }
    const errCode = isDelivered ? 'DELIVERED' : 'MK:1008';
    world.events.smsReport({ phone, bizId, outId: query.OutId ?? '', isDelivered, errCode });
  }
  return JSON.stringify({ Code: 'OK', Message: 'OK', BizId: bizId, RequestId: randomUUID().toUpperCase() });
}

function querySendDetails(world: World, query: Query): Answer {
  const phone = query.PhoneNumber ?? '';
  if (!PHONE.test(phone) || !/^\d{8}$/.test(query.SendDate ?? '')) {
    return refusal('isv.INVALID_PARAMETERS', '参数异常');
  }
  const size = Math.min(50, Math.max(1, Number(query.PageSize) || 10));
  const page = Math.max(1, Number(query.CurrentPage) || 1);
  const found = world.sms
    .of(phone)
    .filter((record) => beijingTime(record.sentAt).slice(0, 10).replaceAll('-', '') === query.SendDate)
    .filter((record) => query.BizId === undefined || record.bizId === query.BizId);
  return JSON.stringify({
    Code: 'OK',
    Message: 'OK',
    RequestId: randomUUID().toUpperCase(),
    TotalCount: found.length,
    SmsSendDetailDTOs: {
      SmsSendDetailDTO: found.slice((page - 1) * size, page * size).map((record) => ({
        PhoneNum: phone,
        SendStatus: record.status,
        ErrCode: record.errCode,
        OutId: record.outId,
        TemplateCode: record.templateCode,
        Content: record.content,
        SendDate: beijingTime(record.sentAt),
        ReceiveDate: beijingTime(record.sentAt),
      })),
    },
  });
}

function variablesOf(template: SmsTemplate): string[] {
  return [...template.text.matchAll(/\$\{(\w+)\}/g)].map((match) => match[1] ?? '');
}

function readParams(text: string | undefined): Record<string, string> | null {
  try {
    const value: unknown = JSON.parse(text || '{}');
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, String(item)]));
  } catch {
    return null;
  }
}
