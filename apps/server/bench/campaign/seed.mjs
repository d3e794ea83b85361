// Fills an empty database for the packets of the campaign suite: node campaign/seed.mjs, BENCH_INPUT {"people": n}. One
// store, and people with a phone, a car and a log-in each. The last line is one JSON object: the store and the people.
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { privacyVersion } from '@cheban/contracts';
import { openDesk } from '../desk.mjs';
import { putCar } from '../seed-cars.mjs';
import { putSession } from '../seed-log-ins.mjs';
import { makeStores } from '../seed-stores.mjs';

const { people } = JSON.parse(process.env['BENCH_INPUT'] ?? '{}');
const desk = await openDesk();
const [store] = await makeStores(desk);
if (!store) throw new Error('no store');
const at = new Date(desk.now);
const told = [];
for (let index = 0; index < people; index += 1) {
  const [ownerId, accountId] = [desk.id(), desk.id()];
  const phone = desk.marked('phone', `139${String(index).padStart(8, '0')}`);
  await desk.put('OwnerEntity', {
    id: ownerId,
    name: '车主',
    sex: 'unknown',
    ...phone,
    createdAt: at,
    updatedAt: at,
  });
  await desk.put('AccountEntity', {
    id: accountId,
    ownerId,
    follower: false,
    consentVersion: privacyVersion,
    consentAt: at,
    createdAt: at,
    lastSeenAt: at,
  });
  const { id: sessionId, token } = await putSession(desk, 'owner', accountId);
  const vin = `LVG${randomBytes(7).toString('hex').toUpperCase()}`;
  const vehicleId = await putCar(desk, { storeId: store.id, ownerId, vin });
  told.push({ ownerId, accountId, sessionId, vehicleId, phoneIndex: phone.phoneIndex, token });
}
await desk.close();
process.stdout.write(`${JSON.stringify({ storeId: store.id, people: told })}\n`);
