// Fills an empty database for the packets of the campaign suite: node campaign/seed.mjs, BENCH_INPUT {"people": n}. One
// store, and people with a phone, a car and a log-in each. The last line is one JSON object: the store and the people.
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { privacyVersion } from '@cheban/contracts';
import { hashSecret, newSecret } from '../../dist/platform/crypto/index.js';
import { openDesk } from '../desk.mjs';
import { makeStores } from '../seed-stores.mjs';

const { people } = JSON.parse(process.env['BENCH_INPUT'] ?? '{}');
const desk = await openDesk();
const [store] = await makeStores(desk);
if (!store) throw new Error('no store');
const at = new Date(desk.now);
const until = new Date(desk.now + 86_400_000);
const told = [];
for (let index = 0; index < people; index += 1) {
  const phone = `139${String(index).padStart(8, '0')}`;
  const one = {
    ownerId: desk.id(),
    accountId: desk.id(),
    sessionId: desk.id(),
    vehicleId: desk.id(),
    phoneIndex: desk.cipher.index('phone', phone),
    token: newSecret(),
  };
  await desk.put('OwnerEntity', {
    id: one.ownerId,
    name: '车主',
    sex: 'unknown',
    phone,
    phoneIndex: one.phoneIndex,
    phoneTail: desk.cipher.tailIndex('phone', phone),
    createdAt: at,
    updatedAt: at,
  });
  await desk.put('AccountEntity', {
    id: one.accountId,
    ownerId: one.ownerId,
    follower: false,
    consentVersion: privacyVersion,
    consentAt: at,
    createdAt: at,
    lastSeenAt: at,
  });
  await desk.put('SessionEntity', {
    id: one.sessionId,
    kind: 'owner',
    subjectId: one.accountId,
    accessHash: hashSecret(one.token),
    accessUntil: until,
    refreshHash: hashSecret(newSecret()),
    previousHash: null,
    refreshUntil: until,
    rotatedAt: at,
    createdAt: at,
    revokedAt: null,
  });
  const vin = `LVG${randomBytes(7).toString('hex').toUpperCase()}`;
  await desk.put('VehicleEntity', {
    id: one.vehicleId,
    storeId: store.id,
    vin,
    vinIndex: desk.cipher.index('vin', vin),
    vinTail: desk.cipher.tailIndex('vin', vin),
    brand: store.brand,
    model: '凯美瑞',
    soldHere: true,
    use: 'private',
    insuredHere: false,
    createdAt: at,
    updatedAt: at,
  });
  await desk.put('OwnerVehicleEntity', {
    ownerId: one.ownerId,
    vehicleId: one.vehicleId,
    role: 'owner',
    createdAt: at,
  });
  told.push(one);
}
await desk.close();
process.stdout.write(`${JSON.stringify({ storeId: store.id, people: told })}\n`);
