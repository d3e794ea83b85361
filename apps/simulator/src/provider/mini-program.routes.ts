import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import QRCode from 'qrcode';
import { ownerLink } from '../h5-link.js';
import { contentOf } from '../templates.js';
import type { World } from '../world/world.js';
import { readMessageData } from './message-data.js';
import { type Answer, addProviderRoute, queryOf, wechatRefusal, withToken } from './provider-route.js';

const SCENE = /^[0-9a-zA-Z!#$&'()*+,/:;=?@\-._~]{1,32}$/;

/** The server APIs of the mini-program. */
export function addMiniProgramRoutes(app: FastifyInstance, world: World): void {
  const mini = world.options.miniProgram;
  const authorised = (handle: (body: Record<string, unknown>) => Answer | Promise<Answer>) => {
    return (request: FastifyRequest) => withToken(world, mini.appId, request, handle);
  };

  addProviderRoute(app, world, {
    api: 'code2session',
    method: 'GET',
    path: '/sns/jscode2session',
    handle: (request) => {
      const { appid, secret, js_code, grant_type } = queryOf(request);
      if (grant_type !== 'authorization_code') return wechatRefusal(40002);
      if (!appid) return wechatRefusal(41002);
      if (!secret) return wechatRefusal(41004);
      if (!js_code) return wechatRefusal(41008);
      if (appid !== mini.appId) return wechatRefusal(40013);
      if (secret !== mini.secret) return wechatRefusal(40125);
      const redeemed = world.codes.redeem('login', js_code);
      if ('errcode' in redeemed) return wechatRefusal(redeemed.errcode);
      const person = world.people.mini(redeemed.openid);
      if (!person) return wechatRefusal(40029);
      return JSON.stringify({
        session_key: randomBytes(16).toString('base64'),
        openid: person.openid,
        ...(world.settings.openPlatformBound ? { unionid: person.unionid } : {}),
      });
    },
  });

  addProviderRoute(app, world, {
    api: 'phone_number',
    method: 'POST',
    path: '/wxa/business/getuserphonenumber',
    handle: authorised(({ code, openid }) => {
      const text = String(code ?? '');
      if (openid !== undefined && world.codes.owner('phone', text) !== openid) return wechatRefusal(40029);
      const redeemed = world.codes.redeem('phone', text);
      // A phone code that was used before answers like an unknown one.
      const person = 'openid' in redeemed ? world.people.mini(redeemed.openid) : undefined;
      if (!person?.phone) return wechatRefusal(40029);
      return JSON.stringify({
        errcode: 0,
        errmsg: 'ok',
        phone_info: {
          phoneNumber: person.phone,
          purePhoneNumber: person.phone,
          countryCode: 86,
          watermark: { timestamp: world.clock.seconds(), appid: mini.appId },
        },
      });
    }),
  });

  addProviderRoute(app, world, {
    api: 'subscribe_send',
    method: 'POST',
    path: '/cgi-bin/message/subscribe/send',
    handle: authorised((body) => sendSubscribe(world, body)),
  });

  addProviderRoute(app, world, {
    api: 'subscribe_templates',
    method: 'GET',
    path: '/wxaapi/newtmpl/gettemplate',
    handle: authorised(() => {
      const data = [...world.templates.values()]
        .filter(({ kind }) => kind === 'subscribe')
        .map((template) => ({
          priTmplId: template.id,
          title: template.title,
          content: contentOf(template),
          example: '',
          type: 2,
        }));
      return JSON.stringify({ errcode: 0, errmsg: 'ok', data });
    }),
  });

  addProviderRoute(app, world, {
    api: 'qrcode_unlimit',
    method: 'POST',
    path: '/wxa/getwxacodeunlimit',
    handle: authorised(async ({ scene, page = '', check_path, width }) => {
      if (typeof scene !== 'string' || !SCENE.test(scene)) return wechatRefusal(40169);
      if (check_path !== false && page !== '' && !world.isPage(String(page))) return wechatRefusal(41030);
      const link = ownerLink(
        world.options.ownerUrl,
        null,
        `${String(page)}?scene=${encodeURIComponent(scene)}`,
      );
      const pixels = Math.min(1280, Math.max(280, Number(width) || 430));
      return { contentType: 'image/png', body: await QRCode.toBuffer(link, { width: pixels, margin: 2 }) };
    }),
  });

  addProviderRoute(app, world, {
    api: 'msg_sec_check',
    method: 'POST',
    path: '/wxa/msg_sec_check',
    handle: authorised(({ openid, content, scene }) => {
      if (![1, 2, 3, 4].includes(Number(scene))) return wechatRefusal(40129);
      if (typeof content !== 'string' || content === '') return wechatRefusal(44002, 'empty post data');
      if (!world.people.mini(String(openid))) return wechatRefusal(40003);
      const { riskyWords, reviewWords } = world.settings;
      const verdict = riskyWords.some((word) => content.includes(word))
        ? { suggest: 'risky', label: 10001 }
        : reviewWords.some((word) => content.includes(word))
          ? { suggest: 'review', label: 21000 }
          : { suggest: 'pass', label: 100 };
      return JSON.stringify({
        errcode: 0,
        errmsg: 'ok',
        trace_id: randomBytes(12).toString('hex'),
        result: verdict,
        detail: [{ strategy: 'content_model', errcode: 0, prob: 90, ...verdict }],
      });
    }),
  });

  addProviderRoute(app, world, {
    api: 'media_check_async',
    method: 'POST',
    path: '/wxa/media_check_async',
    handle: authorised(({ openid, media_url, scene }) => {
      if (![1, 2, 3, 4].includes(Number(scene))) return wechatRefusal(40129);
      if (typeof media_url !== 'string' || !URL.canParse(media_url))
        return wechatRefusal(44002, 'empty media');
      if (!world.people.mini(String(openid))) return wechatRefusal(40003);
      const traceId = randomBytes(12).toString('hex');
      world.events.mediaCheck(String(openid), traceId);
      return JSON.stringify({ errcode: 0, errmsg: 'ok', trace_id: traceId });
    }),
  });
}

function sendSubscribe(world: World, body: Record<string, unknown>): Answer | Promise<Answer> {
  const openid = String(body.touser ?? '');
  const templateId = String(body.template_id ?? '');
  const page = typeof body.page === 'string' ? body.page : '';
  if (!world.people.mini(openid)) return wechatRefusal(40003);
  const template = world.templates.get(templateId);
  if (template?.kind !== 'subscribe') return wechatRefusal(40037);
  if (page !== '' && !world.isPage(page)) return wechatRefusal(41030);
  const read = readMessageData(template, body.data);
  if ('refusal' in read) return read.refusal;
  if (!world.credits.spend(openid, templateId)) return wechatRefusal(43101);
  const msgId = world.nextMessageId();
  world.inbox.add(openid, {
    channel: 'subscribe',
    templateId,
    title: template.title,
    data: read.data,
    page,
    url: '',
    msgId,
    receivedAt: world.clock.now(),
  });
  const answer = `{"errcode":0,"errmsg":"ok","msgid":${msgId}}`;
  const pushed = world.events.subscribeSent(openid, templateId, msgId);
  return pushed ? pushed.then(() => answer) : answer;
}
