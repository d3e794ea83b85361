import { expect, it } from 'vitest';
import { newId } from '../../src/platform/database/index.js';
import { fieldCipher } from '../../src/platform/crypto/index.js';
import { SendDue, Messages } from '../../src/modules/messaging/index.js';
import { makeStore } from '../support/factories.js';
import { installTemplates, messageFor, eventually } from '../support/sending.js';
import { startWorld } from '../support/world.js';

it('perf', async () => {
  const world = await startWorld({ worker: 'none' });
  const store = await makeStore(world);
  await installTemplates(world);
  const N = 3000;
  const people = Array.from({ length: N }, (_, i) => ({ openid: `m${i}`, oaOpenid: `o${i}`, unionid: `u${i}`, phone: `139${String(i).padStart(8, '0')}`, follower: true }));
  for (const p of people) world.simulator.world.putPerson(p);
  const c = fieldCipher(); const now = world.clock.date();
  const owners: string[] = [];
  for (let s = 0; s < N; s += 500) {
    const part = people.slice(s, s + 500).map((p) => ({ ...p, owner: newId(world.clock), account: newId(world.clock) }));
    owners.push(...part.map((p) => p.owner));
    await world.rows('INSERT INTO owner (id,name,sex,phone,phone_index,phone_tail,created_at,updated_at) VALUES ?', [part.map((p) => [p.owner, 'x', 'male', c.encrypt(p.phone), c.index('phone', p.phone), c.tailIndex('phone', p.phone), now, now])]);
    await world.rows('INSERT INTO account (id,owner_id,mini_openid,mini_index,official_openid,official_index,unionid,union_index,follower,consent_version,consent_at,created_at,last_seen_at) VALUES ?', [part.map((p) => [p.account, p.owner, c.encrypt(p.openid), c.index('mini', p.openid), c.encrypt(p.oaOpenid), c.index('official', p.oaOpenid), c.encrypt(p.unionid), c.index('union', p.unionid), 1, 'v', now, now, now])]);
    if (s < N / 2) await world.rows('INSERT INTO subscribe_credit VALUES ?', [part.map((p) => [p.account, 'sub-visit', 1, now])]);
    if (s < N / 2) for (const p of part) world.simulator.world.credits.add(p.openid, 'sub-visit', 1);
  }
  world.simulator.world.settings.pushes.subscribeSent = false;
  world.simulator.world.settings.pushes.templateFinish = false;
  const total: Record<string, number> = {};
  const wrap = (target: any, name: string) => { const old = target[name].bind(target); target[name] = async (...a: any[]) => { const t = performance.now(); try { return await old(...a); } finally { total[name] = (total[name] ?? 0) + performance.now() - t; } }; };
  const sd: any = world.get(SendDue);
  wrap(sd.messages, 'claimDue'); wrap(sd.prepare, 'run'); wrap(sd.prepare.reach, 'of'); wrap(sd.prepare, 'decide'); wrap(sd.prepare.messages, 'patch'); wrap(sd.results, 'write'); wrap(sd.deliver, 'run'); wrap(sd.prepare.rules,'takeCaps'); wrap(sd.prepare.credits,'lock'); wrap(sd.prepare.credits,'spend');wrap(sd.prepare.reach.owners,'accountsOf');
  const t0 = performance.now();
  await world.uow.run((tx) => world.get(Messages).planMany(tx, owners.map((ownerId) => messageFor(world, store, { ownerId } as never, { class: 'care' }))));
  const t1 = performance.now();
  await world.get(SendDue).run();
  const t2 = performance.now();
  console.log(total); console.log('plan/s', Math.round(N / ((t1 - t0) / 1000)), 'send/s', Math.round(N / ((t2 - t1) / 1000)));
  console.log(await world.rows('SELECT state, channel, COUNT(*) n FROM message GROUP BY 1,2'));
  await world.stop();
  expect(1).toBe(1);
});
