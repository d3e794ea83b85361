import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { findPeople } from '../world/find-people.js';
import type { Person } from '../world/people.js';
import type { World } from '../world/world.js';
import { escapeHtml, maskPhone } from './html.js';
import { addProviderRoute, queryOf, wechatRefusal } from './provider-route.js';

const SHOWN = 50;

/** WeChat's web login for the H5 app: the page that sends the visitor back with a code, and its exchange. */
export function addWebLoginRoutes(app: FastifyInstance, world: World): void {
  const account = world.options.officialAccount;

  app.get('/connect/oauth2/authorize', (request, reply) => {
    const query = queryOf(request);
    const back = readRedirect(query.redirect_uri);
    if (query.appid !== account.appId) return reply.code(400).type('text/plain').send('AppID 参数错误');
    if (!back) return reply.code(400).type('text/plain').send('redirect_uri 参数错误');
    if (query.as === undefined) {
      return reply.type('text/html; charset=utf-8').send(choicePage(world, query));
    }
    const person = world.people.any(query.as);
    if (!person) return reply.code(404).type('text/plain').send('没有这个人');
    back.searchParams.set('code', world.codes.mint('web', person.openid));
    back.searchParams.set('state', query.state ?? '');
    return reply.redirect(back.href);
  });

  addProviderRoute(app, world, {
    api: 'web_login',
    method: 'GET',
    path: '/sns/oauth2/access_token',
    handle: (request) => {
      const { appid, secret, code = '', grant_type } = queryOf(request);
      if (grant_type !== 'authorization_code') return wechatRefusal(40002);
      if (appid !== account.appId) return wechatRefusal(40013);
      if (secret !== account.secret) return wechatRefusal(40125);
      if (code === '') return wechatRefusal(41008);
      const redeemed = world.codes.redeem('web', code);
      if ('errcode' in redeemed) return wechatRefusal(redeemed.errcode);
      const person = world.people.mini(redeemed.openid);
      if (!person) return wechatRefusal(40029);
      return JSON.stringify({
        access_token: randomBytes(32).toString('base64url'),
        expires_in: 7200,
        refresh_token: randomBytes(32).toString('base64url'),
        openid: person.oaOpenid,
        scope: 'snsapi_base',
        ...(world.settings.openPlatformBound ? { unionid: person.unionid } : {}),
      });
    },
  });
}

function readRedirect(text: string | undefined): URL | null {
  try {
    const url = new URL(text ?? '');
    return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
  } catch {
    return null;
  }
}

function choicePage(world: World, query: Record<string, string | undefined>): string {
  const search = query.q ?? '';
  const people = findPeople(world, search, SHOWN);
  const hidden = ['appid', 'redirect_uri', 'response_type', 'scope', 'state']
    .map((name) => `<input type="hidden" name="${name}" value="${escapeHtml(query[name] ?? '')}">`)
    .join('');
  const rows = people
    .map(
      (person) =>
        `<button name="as" value="${escapeHtml(person.openid)}"><b>${escapeHtml(person.nickname)}</b><span>${escapeHtml(noteOf(person))}</span></button>`,
    )
    .join('');
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>微信登录</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/phones/login.css">
<main><h1>微信登录</h1><p>${escapeHtml(world.options.officialAccount.name)} 申请获取您的登录身份。您是哪一位？</p>
<form>${hidden}<input type="search" name="q" value="${escapeHtml(search)}" placeholder="搜索姓名、手机尾号或车牌" aria-label="搜索" autofocus><button class="search">搜索</button></form>
<form class="people">${hidden}${rows || '<p>没有找到，请换一个词。</p>'}</form></main></html>`;
}

function noteOf(person: Person): string {
  return [maskPhone(person.phone), person.plate].filter(Boolean).join(' · ');
}
