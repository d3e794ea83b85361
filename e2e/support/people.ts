// People and cars that one test makes for itself, so that any test runs on any data, in any order, any number of times.
import { randomInt } from 'node:crypto';
import { caller, phoneOf, session, until } from '../../tools/start/loop-people.mjs';
import { addresses, demo } from './copy.js';

const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;
/** Characters of a Chinese plate and of a VIN: without I and O. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';
const SURNAMES = ['王', '李', '张', '刘', '陈', '杨', '赵', '周', '吴', '徐', '孙', '马'];
const GIVEN = [
  '建华',
  '晓燕',
  '志强',
  '丽娟',
  '文博',
  '雨桐',
  '国庆',
  '秀英',
  '浩然',
  '静怡',
  '海波',
  '淑芬',
];

const pick = <T>(from: readonly T[]): T => from[randomInt(from.length)] as T;
const digits = (length: number) => Array.from({ length }, () => randomInt(10)).join('');
const letters = (length: number) => Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** Business date in Shanghai, so many days from today, `YYYY-MM-DD`. */
export const dayFromNow = (days: number): string =>
  new Date(Date.now() + SHANGHAI_MS + days * DAY_MS).toISOString().slice(0, 10);

export interface Car {
  readonly ownerName: string;
  readonly phone: string;
  readonly plate: string;
  /** As screens show it: 晋A·12345. */
  readonly plateOnScreen: string;
  readonly vin: string;
  /** Business date of the delivery. */
  readonly soldOn: string;
  /** Business date on which its insurance ends. */
  readonly insuredUntil: string;
}

/** Words of a new car and its owner; nothing is stored yet. It was delivered and is insured for so many days. */
export function newCar(soldDaysAgo = 500, insuredDays = 40): Car {
  const tail = `${letters(4)}${digits(1)}`;
  return {
    ownerName: pick(SURNAMES) + pick(GIVEN),
    phone: `13${digits(9)}`,
    plate: `晋A${tail}`,
    plateOnScreen: `晋A·${tail}`,
    vin: `LVGLA0P0${digits(9)}`,
    soldOn: dayFromNow(-soldDaysAgo),
    insuredUntil: dayFromNow(insuredDays),
  };
}

/** Header and row of the car as a dealership system exports them. */
export function vehicleCsv(...cars: Car[]): string {
  const header =
    '客户姓名,手机号码,车架号(VIN),车牌号,品牌,车型,颜色,购车日期,销售来源,使用性质,商业险到期日,服务顾问';
  const rows = cars.map(
    (car) =>
      `${car.ownerName},${car.phone},${car.vin},${car.plate},广汽丰田,凯美瑞,白,${car.soldOn},本店,家用,${car.insuredUntil},刘敏`,
  );
  return `${[header, ...rows].join('\n')}\n`;
}

/** Five services at the store's cycle of three months, the last one 84 days ago: the next falls due within a week. */
export function historyCsv(car: Car): string {
  const header = '工单号,车架号,进厂日期,里程,业务类型,结算金额,服务顾问,状态';
  const rows = [420, 336, 252, 168, 84].map(
    (ago, index) =>
      `E2E${car.vin.slice(-9)}${index},${car.vin},${dayFromNow(-ago)},${3_000 + index * 3_300},保养,580.00,刘敏,已结算`,
  );
  return `${[header, ...rows].join('\n')}\n`;
}

export type Caller = ReturnType<typeof caller>;
export type Phone = Awaited<ReturnType<typeof phoneOf>>;

/** Calls of a staff member of the demo group. */
export const staff = (login: string): Promise<Caller> => session(addresses, demo, login);

async function importCsv(as: Caller, storeId: string, kind: 'vehicles' | 'history', text: string) {
  const form = new FormData();
  form.append('kind', kind);
  form.append('storeId', storeId);
  form.append('file', new Blob([text], { type: 'text/csv' }), `${kind}.csv`);
  const answer = await fetch(`${addresses.api}/staff/imports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${as.token}` },
    body: form,
  });
  if (!answer.ok) throw new Error(`the upload was answered with ${answer.status}: ${await answer.text()}`);
  const { id, mapping } = (await answer.json()) as { id: string; mapping: Record<string, string> };
  await as.post(`/staff/imports/${id}/run`, { mapping, dryRun: false });
  const done = await until(`the import of ${kind}`, async () => {
    const now = await as.get(`/staff/imports/${id}`);
    if (now.state === 'failed') throw new Error(`the import failed: ${now.failure}`);
    return now.state === 'done' ? now : null;
  });
  if (Object.keys(done.result.errors).length > 0)
    throw new Error(`errors in ${kind}: ${JSON.stringify(done.result.errors)}`);
}

/** A car of store S1 with its history, imported as a manager would; its service is due within a week. */
export async function importedCar() {
  const car = newCar();
  const made = await imported(car);
  await importCsv(made.manager, made.storeId, 'history', historyCsv(car));
  return made;
}

/** A car of store S1 that was delivered three weeks ago and has not been in the workshop yet. */
export const newlySoldCar = () => imported(newCar(21));

/** A car of store S1 of which nothing falls due: its owner hears of nothing but what a test begins. */
export const quietCar = () => imported(newCar(500, 300));

async function imported(car: Car) {
  const manager = await staff('manager1');
  const me = await manager.get('/staff/me');
  const storeId = me.stores[0].id as string;
  await importCsv(manager, storeId, 'vehicles', vehicleCsv(car));
  const { items } = await manager.get('/staff/search', { q: car.plate.slice(-5) });
  const hit = items.find((one: { plate: string }) => one.plate === car.plate);
  if (!hit) throw new Error(`${car.plate} is not found after its import`);
  return { car, storeId, ownerId: hit.ownerId as string, manager };
}

/**
 * The owner of an imported car with a phone in the simulator: logged in once in the mini-program, consent given, phone
 * bound, following the official account.
 */
export async function ownerWithPhone(car: Car) {
  const key = `e2e${car.phone}`;
  const phone = await phoneOf(addresses, { key, phone: car.phone, plate: car.plate, name: car.ownerName });
  const owner = await phone.login();
  return { openid: `mini-${key}`, phone, owner };
}

/** A booking of the first free slot, as the filled-in page would make it. */
export async function bookFirstSlot(owner: Caller, messageId?: string) {
  const page = await owner.get('/owner/booking-prefill', messageId ? { messageId } : {});
  const { vehicleId, storeId, serviceId, advisorId, slots } = page;
  return owner.post('/owner/bookings', {
    vehicleId,
    storeId,
    serviceId,
    advisorId,
    startsAt: slots.firstFreeAt,
    note: '',
    ...(messageId ? { messageId } : {}),
  });
}

const WHEELS = ['front_left', 'front_right', 'rear_left', 'rear_right'] as const;

/** Everything the workshop does to a confirmed booking, by API, step by step. */
export function workshop(storeId: string) {
  return {
    checkIn: async (advisor: Caller, bookingId: string) =>
      advisor.post('/staff/visits', {
        storeId,
        bookingId,
        fuelEighths: 5,
        belongings: '行车记录仪',
        ownerWords: '冷车启动有异响',
      }),
    step: async (advisor: Caller, visitId: string, step: string) =>
      advisor.post(`/staff/visits/${visitId}/steps`, { step }),
    sign: async (technician: Caller, visitId: string) =>
      technician.put(`/staff/visits/${visitId}/report`, {
        wheels: WHEELS.map((wheel, index) => ({
          wheel,
          foundKpa: 210 + index * 5,
          setKpa: 230,
          treadMm: index === 0 ? 2.4 : 5.2,
          padMm: 6.5,
        })),
        remark: '左前轮胎建议更换',
        sign: true,
      }),
    handOver: async (advisor: Caller, visitId: string) =>
      advisor.post(`/staff/visits/${visitId}/hand-over`, {
        lines: [
          { name: '更换机油机滤', kind: 'labour', quantity: 1, amountFen: 12_000 },
          { name: '全合成机油 4L', kind: 'part', quantity: 1, amountFen: 45_800 },
        ],
        paidFen: 57_800,
        mileageKm: 19_600,
      }),
  };
}

export { until };
