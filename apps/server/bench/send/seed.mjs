// Fills an empty database with people who can be reached by subscribe message, each with a car: BENCH_INPUT {"people": n}.
import 'reflect-metadata';
import { privacyVersion } from '@cheban/contracts';
import { defaultTemplates } from '../../dist/modules/messaging/domain/default-templates.js';
import { openDesk } from '../desk.mjs';
import { putCar } from '../seed-cars.mjs';
import { makeStores, personName } from '../seed-stores.mjs';

const { people } = JSON.parse(process.env['BENCH_INPUT'] ?? '{}');
const desk = await openDesk();
const [store] = await makeStores(desk, '-send');
if (!store) throw new Error('no store');
for (const seed of defaultTemplates('SMS_SERVICE_DUE'))
  await desk.put('MessageTemplateEntity', { id: desk.id(), ...seed, active: true });
const at = new Date(desk.now);
for (let number = 0; number < people; number += 1) {
  const [ownerId, accountId] = [desk.id(), desk.id()];
  const phone = `136${String(number).padStart(8, '0')}`;
  await desk.put('OwnerEntity', {
    id: ownerId,
    name: personName(desk),
    sex: 'unknown',
    ...desk.marked('phone', phone),
    createdAt: at,
    updatedAt: at,
  });
  const openid = `bench-mini-${number}`;
  await desk.put('AccountEntity', {
    id: accountId,
    ownerId,
    miniOpenid: openid,
    miniIndex: desk.cipher.index('mini', openid),
    follower: false,
    consentVersion: privacyVersion,
    consentAt: at,
    createdAt: at,
    lastSeenAt: at,
  });
  const vin = `LBENCHSEND${String(number).padStart(7, '0')}`;
  const plate = `晋A${String(10_000 + (number % 90_000))}`;
  await putCar(desk, { storeId: store.id, ownerId, vin, plate });
}
const rows = await desk.close();
process.stdout.write(`${JSON.stringify({ rows })}\n`);
