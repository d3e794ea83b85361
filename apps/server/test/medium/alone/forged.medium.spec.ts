import { pushSignature } from '@cheban/wechat';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { StaffSessions } from '../../../src/platform/auth/index.js';
import { guardedRoutes, isOwnerPolicy, isPermission, MISSING } from '../../support/any-route.js';
import { sender } from '../../support/authorization.js';
import { call } from '../../support/clients.js';
import { makeStrangers, type Strangers } from '../../support/strangers.js';
import { startWorld, type World } from '../../support/world.js';

/** Document types are read as if nobody minded. */
const overlooked = vi.hoisted(() => ({ doctype: false }));
vi.mock('../../../../../packages/wechat/src/push-body.js', async (original) => {
  const real = await original<{ parsePushBody: (body: string | Buffer) => unknown }>();
  const parsePushBody: typeof real.parsePushBody = (body) =>
    real.parsePushBody(overlooked.doctype ? String(body).replace(/<!DOCTYPE.*?\]>/, '') : body);
  return { ...real, parsePushBody };
});

let world: World;
let strangers: Strangers;
beforeAll(async () => {
  world = await startWorld();
  strangers = await makeStrangers(world);
});
afterAll(() => world?.stop());

describe('forged log-ins', () => {
  /** What these routes answer without a log-in of their own. */
  async function strangersLetIn(routes: typeof guardedRoutes): Promise<string[]> {
    const { staff, owner } = strangers;
    const send = sender(world, strangers);
    const advisor = staff.get('advisor')?.token ?? '';
    const wrong: string[] = [];
    for (const { routeId, route } of routes) {
      const other = isOwnerPolicy(route) ? advisor : owner.token;
      const attempts: [string, string | undefined, string][] = [
        ['none', undefined, 'AUTH.REQUIRED'],
        ['forged', `${other.slice(0, 20)}AAAAAAAAAAAAAAAAAAAAAAA`, 'AUTH.EXPIRED'],
        ['jwt', 'eyJhbGciOiJub25lIn0eyJzdWIiOiJhZG1pbiJ9', 'AUTH.EXPIRED'],
        ['of the other side', other, 'AUTH.EXPIRED'],
      ];
      for (const [name, token, code] of attempts) {
        const answer = await send(route, routeId, MISSING, token);
        if (answer.status !== 401 || answer.body.error?.code !== code)
          wrong.push(`${routeId} ${name}: ${answer.status} ${answer.body.error?.code}`);
      }
    }
    return wrong;
  }

  it('are taken by no route, and none goes without a log-in', async () => {
    expect(await strangersLetIn(guardedRoutes)).toEqual([]);
  });

  it('would be noticed if tokens were not looked up', async () => {
    const sessions = world.get(StaffSessions);
    const real = sessions.resolve.bind(sessions);
    const looked = vi.spyOn(sessions, 'resolve');
    looked.mockImplementation(() => real(strangers.staff.get('admin')?.token ?? ''));
    const looks = guardedRoutes.filter(
      ({ route }) => isPermission(route) && route.method === 'GET' && !route.raw,
    );
    const letIn = await strangersLetIn(looks.slice(0, 10));
    looked.mockRestore();
    // Everybody but who brings no token at all.
    expect(letIn.length).toBe(30);
  });
});

describe('forged pushes', () => {
  it('are refused, with entities or without a signature', async () => {
    const xml =
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><ToUserName>&e;</ToUserName></xml>';
    const headers = { 'content-type': 'text/xml' };
    for (const path of ['/callback/mini-program', '/callback/official-account']) {
      const answer = await call(world.api, 'POST', `${path}?signature=0&timestamp=1&nonce=2`, {
        body: xml,
        headers,
      });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(JSON.stringify(answer.body)).not.toContain('root:');
    }
  });

  /** Statuses of pushes with a document type that are signed as WeChat's own. */
  const declared = () =>
    Promise.all(
      (['mini-program', 'official-account'] as const).map(async (app) => {
        const { mini, official } = world.config.wechat;
        const { pushToken } = app === 'mini-program' ? mini : official;
        const query = `timestamp=1&nonce=2&signature=${pushSignature(pushToken, '1', '2')}`;
        const xml =
          '<!DOCTYPE x [<!ENTITY e "gh">]><xml><ToUserName>gh</ToUserName><FromUserName>nobody</FromUserName><CreateTime>1</CreateTime><MsgType>event</MsgType><Event>VIEW</Event></xml>';
        const answer = await call(world.api, 'POST', `/callback/${app}?${query}`, {
          body: xml,
          headers: { 'content-type': 'text/xml' },
        });
        return answer.status;
      }),
    );

  it('with a document type are refused whoever signs them, and it would be noticed if they were read', async () => {
    expect(await declared()).toEqual([400, 400]);
    overlooked.doctype = true;
    const read = await declared();
    overlooked.doctype = false;
    expect(read).toEqual([200, 200]);
  });
});
