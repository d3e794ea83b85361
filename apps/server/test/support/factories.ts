import type { ApiClient } from '@cheban/api-client';
import { privacyVersion, type ServiceKind, type StaffRole } from '@cheban/contracts';
import { Passwords, Team } from '../../src/modules/staff/index.js';
import { StoreRepository } from '../../src/modules/store/index.js';
import { VehicleCare, VehicleRepository } from '../../src/modules/vehicle/index.js';
import { fieldCipher, sealName } from '../../src/platform/crypto/index.js';
import { newId } from '../../src/platform/database/index.js';
import { clientOf } from './clients.js';
import type { World } from './world.js';

export const PASSWORD = 'a good long password';

export interface TestStore {
  id: string;
  code: string;
  /** Service id by kind. */
  services: Record<'first_service' | 'service' | 'quick_repair', string>;
  bayIds: string[];
}

/** A store open every day 08:30–18:00 with two service bays and three services. */
export async function makeStore(
  world: World,
  options: { code?: string; bays?: number; cycleMonths?: number } = {},
): Promise<TestStore> {
  const code = options.code ?? 'S1';
  const repository = world.get(StoreRepository);
  const id = await world.uow.run(async (tx) => {
    const storeId = await repository.insert(tx, {
      code,
      name: `测试门店${code}`,
      brand: '广汽丰田',
      brandTier: 'mid',
      city: '太原',
      address: '长风街 1 号',
      phone: '0351-7000000',
      cycleMonths: options.cycleMonths ?? 3,
      cycleKm: 5_000,
      leadMinutes: 60,
      horizonDays: 30,
      cutOffMinutes: 120,
      closedOnHolidays: true,
    });
    await repository.setHours(
      tx,
      storeId,
      [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensAt: '08:30', closesAt: '18:00' })),
    );
    const service = (serviceCode: string, kind: ServiceKind, name: string) =>
      repository.saveService(tx, {
        storeId,
        code: serviceCode,
        kind,
        name,
        bayKind: 'service',
        minutes: 60,
        promiseMinutes: 60,
        priceFromFen: 39_900,
        active: true,
      });
    await service('A-FIRST', 'first_service', '首次保养');
    await service('B-SERVICE', 'service', '定期保养');
    await service('C-QUICK', 'quick_repair', '快修');
    for (let bay = 1; bay <= (options.bays ?? 2); bay += 1) {
      await repository.saveBay(tx, {
        storeId,
        code: `B${bay}`,
        name: `${bay} 号工位`,
        kind: 'service',
        active: true,
      });
    }
    return storeId;
  });
  const services = await repository.servicesOf([id]);
  const idOf = (kind: ServiceKind) => services.find((service) => service.kind === kind)?.id ?? '';
  return {
    id,
    code,
    services: {
      first_service: idOf('first_service'),
      service: idOf('service'),
      quick_repair: idOf('quick_repair'),
    },
    bayIds: (await repository.baysOf([id])).map((bay) => bay.id),
  };
}

export interface TestStaff {
  id: string;
  login: string;
  token: string;
  client: ApiClient;
}

/** A staff member who is logged in. */
export async function makeStaff(
  world: World,
  role: StaffRole,
  storeIds: string[],
  login = `${role}-${storeIds.length}`,
): Promise<TestStaff> {
  const passwordHash = await world.get(Passwords).hash(PASSWORD);
  const id = await world.uow.run((tx) =>
    world.get(Team).insert(tx, { login, name: `${login}`, role, storeIds, passwordHash, mustChange: false }),
  );
  const { session } = await clientOf(world.api, null).staffAuth.login({
    body: { login, password: PASSWORD },
  });
  return { id, login, token: session.accessToken, client: clientOf(world.api, session.accessToken) };
}

export interface TestOwner {
  ownerId: string;
  accountId: string;
  openid: string;
  oaOpenid: string;
  phone: string;
  token: string;
  client: ApiClient;
}

let counter = 0;
let phones = 0;

/** A phone that nobody else of this process has: random ones meet once in some hundred crowds. */
export function nextPhone(prefix = '151'): string {
  phones += 1;
  return `${prefix}${String(phones).padStart(8, '0')}`;
}

/** A person with a phone who has logged in, consented and bound it. Follows the official account unless told not to. */
export async function makeOwner(
  world: World,
  options: { name?: string; follower?: boolean; phone?: string } = {},
): Promise<TestOwner> {
  counter += 1;
  const key = `${String(process.pid).padStart(6, '0')}${String(counter).padStart(4, '0')}`;
  const openid = `mini-${key}`;
  const oaOpenid = `oa-${key}`;
  const phone = options.phone ?? nextPhone('138');
  await world.phones.person({
    openid,
    oaOpenid,
    unionid: `union-${key}`,
    phone,
    follower: options.follower ?? true,
  });
  const guest = clientOf(world.api, null);
  const { code } = await world.phones.do<{ code: string }>(openid, 'login-code');
  const { session } = await guest.auth.wechatLogin({ body: { code, app: 'mini' } });
  const client = clientOf(world.api, session.accessToken);
  await client.auth.consent({ body: { version: privacyVersion, granted: true } });
  const proof = await world.phones.do<{ code: string }>(openid, 'phone-code');
  await client.auth.bindPhone({ body: { method: 'wechat', code: proof.code } });
  const [row] = await world.rows<{ accountId: string; ownerId: string }>(
    'SELECT id AS accountId, owner_id AS ownerId FROM account WHERE mini_index = ?',
    [fieldCipher().index('mini', openid)],
  );
  if (!row) throw new Error('The owner did not bind');
  if (options.name) {
    const { name, nameHead, nameIndex } = sealName(options.name);
    await world.rows('UPDATE owner SET name = ?, name_head = ?, name_index = ? WHERE id = ?', [
      name,
      nameHead,
      nameIndex,
      row.ownerId,
    ]);
  }
  if (options.follower ?? true) {
    await world.rows(
      'UPDATE account SET follower = 1, official_openid = ?, official_index = ? WHERE id = ?',
      [fieldCipher().encrypt(oaOpenid), fieldCipher().index('official', oaOpenid), row.accountId],
    );
  }
  return { ...row, openid, oaOpenid, phone, token: session.accessToken, client };
}

export interface TestVehicle {
  id: string;
  vin: string;
  plate: string;
}

/** A car of an owner with service history, so that it is due `dueInDays` from today (by date). */
export async function makeVehicle(
  world: World,
  storeId: string,
  ownerId: string | null,
  options: {
    lastServiceOn?: string | null;
    soldOn?: string;
    model?: string;
    advisorId?: string;
    readings?: { on: string; km: number }[];
  } = {},
): Promise<TestVehicle> {
  counter += 1;
  const vin = `LVGTEST${String(process.pid % 1000).padStart(3, '0')}${String(counter).padStart(7, '0')}`;
  const plate = `晋A${String(10_000 + counter)}`;
  const cipher = fieldCipher();
  const id = newId(world.clock);
  const now = world.clock.date();
  await world.rows(
    `INSERT INTO vehicle (id, store_id, vin, vin_index, vin_tail, plate, plate_index, plate_tail, brand, model, sold_on,
       sold_here, \`use\`, insured_here, advisor_id, last_service_on, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, '广汽丰田', ?, ?, 1, 'private', 0, ?, ?, ?, ?)`,
    [
      id,
      storeId,
      cipher.encrypt(vin),
      cipher.index('vin', vin),
      cipher.tailIndex('vin', vin),
      cipher.encrypt(plate),
      cipher.index('plate', plate),
      cipher.tailIndex('plate', plate),
      options.model ?? '凯美瑞',
      options.soldOn ?? '2023-05-06',
      options.advisorId ?? null,
      options.lastServiceOn === undefined ? '2026-08-26' : options.lastServiceOn,
      now,
      now,
    ],
  );
  await world.uow.run(async (tx) => {
    if (ownerId) await world.get(VehicleRepository).link(tx, ownerId, id, 'owner');
    for (const reading of options.readings ?? []) {
      await world.get(VehicleCare).recordReading(tx, id, { ...reading, source: 'import' });
    }
    await world.get(VehicleCare).recompute(tx, [id]);
  });
  return { id, vin, plate };
}
