import type { FastifyInstance, FastifyRequest } from 'fastify';
import QRCode from 'qrcode';
import { ticketOf } from '../push/events.js';
import { contentOf } from '../templates.js';
import type { Person } from '../world/people.js';
import type { World } from '../world/world.js';
import { readMessageData } from './message-data.js';
import { type Answer, addProviderRoute, queryOf, wechatRefusal, withToken } from './provider-route.js';

const PAGE_SIZE = 10_000;
const BATCH = 100;

/** The server APIs of the official account. */
export function addOfficialAccountRoutes(app: FastifyInstance, world: World): void {
  const account = world.options.officialAccount;
  const authorised = (
    handle: (body: Record<string, unknown>, request: FastifyRequest) => Answer | Promise<Answer>,
  ) => {
    return (request: FastifyRequest) =>
      withToken(world, account.appId, request, (body) => handle(body, request));
  };

  addProviderRoute(app, world, {
    api: 'template_send',
    method: 'POST',
    path: '/cgi-bin/message/template/send',
    handle: authorised((body) => sendTemplate(world, body)),
  });

  addProviderRoute(app, world, {
    api: 'template_list',
    method: 'GET',
    path: '/cgi-bin/template/get_all_private_template',
    handle: authorised(() => {
      const template_list = [...world.templates.values()]
        .filter(({ kind }) => kind === 'template')
        .map((template) => ({
          template_id: template.id,
          title: template.title,
          primary_industry: '',
          deputy_industry: '',
          content: contentOf(template),
          example: '',
        }));
      return JSON.stringify({ template_list });
    }),
  });

  addProviderRoute(app, world, {
    api: 'user_get',
    method: 'GET',
    path: '/cgi-bin/user/get',
    handle: authorised((_body, request) => {
      const after = queryOf(request).next_openid ?? '';
      if (after !== '' && !world.people.account(after)) return wechatRefusal(40003);
      const page: string[] = [];
      let total = 0;
      let isPast = after === '';
      for (const person of world.people.all()) {
        if (person.follower) {
          total += 1;
          if (isPast && page.length < PAGE_SIZE) page.push(person.oaOpenid);
        }
        if (person.oaOpenid === after) isPast = true;
      }
      return JSON.stringify({
        total,
        count: page.length,
        ...(page.length > 0 ? { data: { openid: page } } : {}),
        next_openid: page.at(-1) ?? '',
      });
    }),
  });

  addProviderRoute(app, world, {
    api: 'user_batchget',
    method: 'POST',
    path: '/cgi-bin/user/info/batchget',
    handle: authorised(({ user_list }) => {
      if (!Array.isArray(user_list) || user_list.length === 0) return wechatRefusal(47001);
      if (user_list.length > BATCH) return wechatRefusal(40130, 'invalid openid list size');
      const people = user_list.map((entry: { openid?: unknown }) =>
        world.people.account(String(entry?.openid)),
      );
      if (people.some((person) => !person)) return wechatRefusal(40003);
      return JSON.stringify({ user_info_list: people.map((person) => userInfo(world, person as Person)) });
    }),
  });

  addProviderRoute(app, world, {
    api: 'qrcode_create',
    method: 'POST',
    path: '/cgi-bin/qrcode/create',
    handle: authorised(({ action_info, expire_seconds }) => {
      const scene = (action_info as { scene?: { scene_str?: unknown; scene_id?: unknown } } | undefined)
        ?.scene;
      const text = String(scene?.scene_str ?? scene?.scene_id ?? '');
      if (text.length < 1 || text.length > 64) return wechatRefusal(40169);
      return JSON.stringify({
        ticket: ticketOf(text),
        ...(expire_seconds === undefined ? {} : { expire_seconds: Number(expire_seconds) }),
        url: `http://weixin.qq.com/q/${ticketOf(text)}`,
      });
    }),
  });

  app.get('/cgi-bin/showqrcode', async (request, reply) => {
    const ticket = queryOf(request).ticket ?? '';
    const png = await QRCode.toBuffer(`http://weixin.qq.com/q/${ticket}`, { width: 430, margin: 2 });
    return reply.type('image/png').send(png);
  });
}

function userInfo(world: World, person: Person): object {
  const union = world.settings.openPlatformBound ? { unionid: person.unionid } : {};
  if (!person.follower) return { subscribe: 0, openid: person.oaOpenid, ...union };
  return {
    subscribe: 1,
    openid: person.oaOpenid,
    nickname: '',
    headimgurl: '',
    language: 'zh_CN',
    subscribe_time: person.followedAt,
    ...union,
    remark: '',
    groupid: 0,
    tagid_list: [],
    subscribe_scene: 'ADD_SCENE_QR_CODE',
    qr_scene: 0,
    qr_scene_str: '',
  };
}

function sendTemplate(world: World, body: Record<string, unknown>): Answer {
  const openid = String(body.touser ?? '');
  const templateId = String(body.template_id ?? '');
  const person = world.people.account(openid);
  if (!person) return wechatRefusal(40003);
  const template = world.templates.get(templateId);
  if (template?.kind !== 'template') return wechatRefusal(40037);
  if (!person.follower) return wechatRefusal(43004);
  const target = body.miniprogram as { appid?: unknown; pagepath?: unknown } | undefined;
  if (target && target.appid !== world.options.miniProgram.appId) return wechatRefusal(40013);
  const page = typeof target?.pagepath === 'string' ? target.pagepath : '';
  if (page !== '' && !world.isPage(page)) return wechatRefusal(40165, 'invalid weapp pagepath');
  const read = readMessageData(template, body.data);
  if ('refusal' in read) return read.refusal;

  const clientMsgId = typeof body.client_msg_id === 'string' ? body.client_msg_id : '';
  const before = clientMsgId === '' ? null : world.clientMessageIds.find(openid, clientMsgId);
  const msgId = before ?? world.nextMessageId();
  if (before === null) {
    if (clientMsgId !== '') world.clientMessageIds.remember(openid, clientMsgId, msgId);
    world.inbox.add(person.openid, {
      channel: 'template',
      templateId,
      title: template.title,
      data: read.data,
      page,
      url: page === '' && typeof body.url === 'string' ? body.url : '',
      msgId,
      receivedAt: world.clock.now(),
    });
    world.events.templateFinish(openid, msgId);
  }
  return `{"errcode":0,"errmsg":"ok","msgid":${msgId}}`;
}
