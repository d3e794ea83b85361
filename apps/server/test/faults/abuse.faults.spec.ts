import { afterEach, describe, expect, it } from 'vitest';
import { RateLimit } from '../../src/platform/http/index.js';
import { approvedCampaign, makeCampaignDesk, planOf, startWave, tap } from '../support/campaigns.js';
import { call } from '../support/clients.js';
import { makeStore } from '../support/factories.js';
import { makeGrabbers } from '../support/packet-crowd.js';
import { eventually } from '../support/sending.js';
import { startWorld, type World } from '../support/world.js';
import { checkPacketBooks, readPacketBooks } from './support/packet-books.js';

const TAPS = 400;
const HONEST = 40;
/** Log-ins a minute from one address (owner-auth.controller.ts). */
const LOGINS = 600;

let world: World;
afterEach(() => world?.stop());

describe('somebody who floods (E35)', () => {
  it('meets a limit, and those beside them meet none; a tap before the time gets nothing', async () => {
    world = await startWorld();
    const desk = await makeCampaignDesk(world, await makeStore(world));
    const id = await approvedCampaign(desk, planOf(desk, HONEST));
    const [abuser, ...people] = await makeGrabbers(desk, id, HONEST + 1);
    if (!abuser) throw new Error('nobody came');
    const early = await Promise.all(people.map(({ token, ticket }) => tap(world, token, id, ticket)));
    expect(early.filter(({ body }) => body.result === 'won')).toEqual([]);
    expect(await world.rows('SELECT id FROM packet_claim')).toEqual([]);

    startWave(desk);
    const flood = Array.from({ length: TAPS }, () => tap(world, abuser.token, id, abuser.ticket));
    const honest = await Promise.all(people.map(({ token, ticket }) => tapUntilTold(id, token, ticket)));
    expect(honest.flat()).not.toContain(429);
    const statuses = (await Promise.all(flood)).map(({ status }) => status);
    expect(statuses).toContain(429);
    expect(statuses.filter((status) => ![200, 429, 503].includes(status))).toEqual([]);
    expect(checkPacketBooks(await readPacketBooks(world, id, []))).toEqual([]);
  });

  /** The statuses that one person meets who taps again while the server says that it is busy; the last one is 200. */
  async function tapUntilTold(id: string, token: string, ticket: string): Promise<number[]> {
    const met: number[] = [];
    await eventually(
      async () => {
        met.push((await tap(world, token, id, ticket)).status);
        return met.at(-1);
      },
      (status) => status === 200,
    );
    return met;
  }

  /** Tries to log in under an address that is new each time; how many were let through to WeChat. */
  async function loginsFrom(trusted: string): Promise<number> {
    world = await startWorld({ worker: 'none', env: { TRUSTED_PROXIES: trusted } });
    const limit = world.get(RateLimit);
    for (let tries = 0; tries < LOGINS - 5; tries += 1)
      await limit.hit('wechat-login', '127.0.0.1', LOGINS, 60);
    let through = 0;
    for (let tries = 0; tries < 20; tries += 1) {
      const { status, body } = await call(world.api, 'POST', '/auth/wechat-login', {
        body: { code: `made-up-${tries}`, app: 'mini' },
        headers: { 'x-forwarded-for': `203.0.113.${tries}` },
      });
      expect(['AUTH.CODE_INVALID', 'REQUEST.TOO_MANY']).toContain(body.error?.code);
      if (status !== 429) through += 1;
    }
    return through;
  }

  it('is known by their own address, whatever address they name', async () => {
    expect(await loginsFrom('192.0.2.1')).toBe(5);
  });

  it('is caught when every client is trusted to name its address', async () => {
    expect(await loginsFrom('127.0.0.1')).toBe(20);
  });
});
