// Fills an empty database with people who can be reached by subscribe message, each with a car: BENCH_INPUT {"people": n}.
import 'reflect-metadata';
import { privacyVersion } from '@cheban/contracts';
import { defaultTemplates } from '../../dist/modules/messaging/domain/default-templates.js';
import { openDesk } from '../desk.mjs';
import { makeStores, personName } from '../seed-stores.mjs';

const { people } = JSON.parse(process.env['BENCH_INPUT'] ?? '{}');
const desk = await openDesk();
const [store] = await makeStores(desk);
for (const seed of defaultTemplates('SMS_SERVICE_DUE'))
  await desk.put('MessageTemplateEntity', { id: desk.id(), ...seed, active: true });
const at = new Date(desk.now);
for (let number = 0; number < people; number += 1) {
  const [ownerId, accountId, vehicleId] = [desk.id(), desk.id(), desk.id()];
  const phone = `136${String(number).padStart(8, '0')}`;
  await desk.put('OwnerEntity', {
    id: ownerId,
    name: personName(desk),
    sex: 'unknown',
    phone,
    phoneIndex: desk.cipher.index('phone', phone),
    phoneTail: desk.cipher.tailIndex('phone', phone),
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
  await desk.put('VehicleEntity', {
    id: vehicleId,
    storeId: store?.id,
    vin,
    vinIndex: desk.cipher.index('vin', vin),
    vinTail: desk.cipher.tailIndex('vin', vin),
    plate,
    plateIndex: desk.cipher.index('plate', plate),
    plateTail: desk.cipher.tailIndex('plate', plate),
    brand: '广汽丰田',
    model: '凯美瑞',
    soldHere: true,
    use: 'private',
    insuredHere: false,
    createdAt: at,
    updatedAt: at,
  });
  await desk.put('OwnerVehicleEntity', { ownerId, vehicleId, role: 'owner', createdAt: at, endedAt: null });
}
const rows = await desk.close();
process.stdout.write(`${JSON.stringify({ rows })}\n`);
