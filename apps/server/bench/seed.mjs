// Fills an empty database with two busy stores: node seed.mjs, BENCH_INPUT {"cars": n, "people": n}. The last line is one
// JSON object: tokens of owners with an open log-in, ids of stores with their services and advisors.
import 'reflect-metadata';
import { privacyVersion } from '@cheban/contracts';
import { hashSecret, newSecret } from '../dist/platform/crypto/index.js';
import { openDesk } from './desk.mjs';
import { makeCars } from './seed-cars.mjs';
import { fillDiary } from './seed-diary.mjs';
import { makeStores } from './seed-stores.mjs';

const { cars, people } = JSON.parse(process.env['BENCH_INPUT'] ?? '{}');
const desk = await openDesk();
const stores = await makeStores(desk);
const owners = await makeCars(desk, stores, cars);
for (const store of stores) await fillDiary(desk, store);
const tokens = await logIn(desk, owners.slice(0, people));
const rows = await desk.close();
const told = stores.map(({ id, code, services, advisors }) => ({
  id,
  code,
  services: services.map((service) => ({ id: service.id, kind: service.kind })),
  advisors: advisors.map((advisor) => advisor.id),
}));
process.stdout.write(`${JSON.stringify({ rows, tokens, stores: told })}\n`);

/** WeChat accounts of some owners, each logged in for a day. */
async function logIn(/** @type {import('./desk.mjs').Desk} */ desk, /** @type {string[]} */ ownerIds) {
  const found = [];
  for (const ownerId of ownerIds) {
    const accountId = desk.id();
    const openid = `bench-${accountId}`;
    await desk.put('AccountEntity', {
      id: accountId,
      ownerId,
      miniOpenid: openid,
      miniIndex: desk.cipher.index('mini', openid),
      officialOpenid: null,
      officialIndex: null,
      unionid: null,
      unionIndex: null,
      follower: false,
      consentVersion: privacyVersion,
      consentAt: new Date(desk.now),
      createdAt: new Date(desk.now),
      lastSeenAt: new Date(desk.now),
    });
    const token = newSecret();
    await desk.put('SessionEntity', {
      id: desk.id(),
      kind: 'owner',
      subjectId: accountId,
      accessHash: hashSecret(token),
      accessUntil: new Date(desk.now + 86_400_000),
      refreshHash: hashSecret(newSecret()),
      previousHash: null,
      refreshUntil: new Date(desk.now + 86_400_000),
      rotatedAt: new Date(desk.now),
      createdAt: new Date(desk.now),
      revokedAt: null,
    });
    found.push(token);
  }
  return found;
}
