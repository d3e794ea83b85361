import { encryptPush, pushSignature } from '@cheban/wechat';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FollowerSync } from '../../src/modules/messaging/index.js';
import { makeOwner, makeStore, type TestOwner } from '../support/factories.js';
import { creditsOf, eventually, installTemplates } from '../support/sending.js';
import { startWorld, type World } from '../support/world.js';

let world: World;
let owner: TestOwner;

beforeAll(async () => {
  world = await startWorld();
  await makeStore(world);
  await installTemplates(world);
  owner = await makeOwner(world);
});
afterAll(async () => {
  await world?.stop();
});

const popup = (openid: string, at: number) =>
  `<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[${openid}]]></FromUserName><CreateTime>${at}</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[subscribe_msg_popup_event]]></Event><SubscribeMsgPopupEvent><List><TemplateId><![CDATA[sub-visit]]></TemplateId><SubscribeStatusString><![CDATA[accept]]></SubscribeStatusString><PopupScene>0</PopupScene></List></SubscribeMsgPopupEvent></xml>`;

/** Pushes a body to the mini-program's callback, encrypted unless told otherwise. */
async function push(
  body: string,
  options: { forge?: boolean; plain?: boolean; type?: string; app?: string } = {},
): Promise<{ status: number; text: string }> {
  const { appId, pushToken, aesKey } = world.config.wechat.mini;
  const token = options.forge ? 'somebody-else' : pushToken;
  const encrypted = encryptPush(body, aesKey, appId);
  const query = new URLSearchParams({
    timestamp: '1763431200',
    nonce: '42',
    signature: pushSignature(token, '1763431200', '42'),
    msg_signature: pushSignature(token, '1763431200', '42', encrypted),
    encrypt_type: 'aes',
  });
  const response = await fetch(`${world.api}/callback/${options.app ?? 'mini-program'}?${query}`, {
    method: 'POST',
    headers: { 'content-type': options.type ?? 'text/xml' },
    body: options.plain ? body : `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`,
  });
  return { status: response.status, text: await response.text() };
}
const credits = () => creditsOf(world, owner.accountId, 'sub-visit');

describe('WeChat pushes', () => {
  it('answers the address check only to the right signature', async () => {
    const check = (token: string) => {
      const query = new URLSearchParams({
        timestamp: '1',
        nonce: '2',
        signature: pushSignature(token, '1', '2'),
        echostr: 'hello',
      });
      return fetch(`${world.api}/callback/official-account?${query}`);
    };
    const good = await check(world.config.wechat.official.pushToken);
    expect([good.status, await good.text()]).toEqual([200, 'hello']);
    expect((await check('forged')).status).toBe(403);
  });

  it('refuses forged signatures, document types and unknown accounts, and changes nothing', async () => {
    expect((await push(popup(owner.openid, 1_763_431_200), { forge: true })).status).toBe(403);
    const entity = `<!DOCTYPE x [<!ENTITY a "b">]>${popup(owner.openid, 1_763_431_200)}`;
    expect((await push(entity, { plain: true })).status).toBe(400);
    expect((await push(entity)).status).toBe(400);
    expect((await push('not xml at all', { plain: true })).status).toBe(400);
    expect((await push(popup(owner.openid, 1_763_431_200), { app: 'nobody' })).status).toBe(404);
    expect(await credits()).toBe(0);
  });

  it('counts one accept once, however often it is pushed', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => push(popup(owner.openid, 1_763_431_200))));
    expect(answers).toEqual(answers.map(() => ({ status: 200, text: 'success' })));
    expect(await credits()).toBe(1);
    // Another accept is another push.
    expect((await push(popup(owner.openid, 1_763_431_261), { plain: true })).text).toBe('success');
    expect(await credits()).toBe(2);
  });

  it('reads JSON pushes too, and a refusal on the settings page takes every credit', async () => {
    await world.phones.put('/pushes', { format: 'json' });
    await world.phones.do(owner.openid, 'subscribe', {
      results: { 'sub-visit': 'reject' },
      source: 'settings',
    });
    await eventually(credits, (count) => count === 0);
    await world.phones.put('/pushes', { format: 'xml' });
  });

  it('follows who follows, and links new followers by unionid', async () => {
    const follower = async () => {
      const [row] = await world.rows<{ follower: number }>('SELECT follower FROM account WHERE id = ?', [
        owner.accountId,
      ]);
      return Number(row?.follower);
    };
    await world.phones.do(owner.openid, 'unfollow');
    await eventually(follower, (value) => value === 0);
    await world.phones.do(owner.openid, 'follow');
    await eventually(follower, (value) => value === 1);

    const fresh = await makeOwner(world, { follower: false });
    await world.phones.do(fresh.openid, 'follow');
    await world.simulator.world.pusher.idle();
    await world.get(FollowerSync).run();
    const [linked] = await world.rows<{ follower: number; official_index: string | null }>(
      'SELECT follower, official_index FROM account WHERE id = ?',
      [fresh.accountId],
    );
    expect(Number(linked?.follower)).toBe(1);
    expect(linked?.official_index).not.toBeNull();
  });

  it('ends care by SMS when the owner answers R', async () => {
    await world.phones.do(owner.openid, 'sms-reply', { content: 'R' });
    const wishes = () =>
      world.rows<{ topic: string }>(
        "SELECT topic FROM message_wish WHERE owner_id = ? AND channel = 'sms' AND is_on = 0 ORDER BY topic",
        [owner.ownerId],
      );
    expect(await eventually(wishes, (rows) => rows.length > 0)).toEqual([
      { topic: 'due' },
      { topic: 'health' },
      { topic: 'offers' },
      { topic: 'wishes' },
    ]);
  });
});
