import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { caller, session, until } from '../../start/loop-people.mjs';
import type { Person } from '../src/index.js';

interface Slot {
  /** Words on the day's chip, for example 11/24. */
  day: string;
  /** Words on the slot's chip, for example 09:30. */
  clock: string;
  startsAt: string;
}

interface Booking {
  id: string;
  state: string;
  startsAt: string;
  checkInCode: string;
  cancelReason: string | null;
}

/** A made-up owner: the phone, and the server's view of what was done with it. */
export interface Phone {
  /** Base URL of the API, without a trailing slash. */
  readonly apiBase: string;
  /** What WeChat on this phone would answer. */
  readonly person: Pick<Person, 'loginCode' | 'phoneCode' | 'subscribe'>;
  /** 晋A·V6662 */
  readonly plateOnScreen: string;
  /** Codes of WeChat are single use and come from the simulator: fills the stock. Call before the app needs one. */
  stock(): Promise<void>;
  vehicleId(): Promise<string>;
  /** The reminder that brings the owner to the booking page. Waits for it. */
  reminderId(): Promise<string>;
  /** A free slot from the day after tomorrow on, so that the hour of the test does not matter. Never the one given. */
  freeSlot(but?: string): Promise<Slot>;
  booking(id: string): Promise<Booking>;
  confirmAsAdvisor(bookingId: string): Promise<void>;
  /** Messages left by template, as the server counts them. */
  credits(): Promise<Map<string, number>>;
}

const dayMs = 86_400_000;
const shanghaiMs = 8 * 3_600_000;

const digits = (length: number) => Array.from({ length }, () => randomInt(10)).join('');
/** Business date in Shanghai, so many days ago, YYYY-MM-DD. */
const daysAgo = (days: number) => new Date(Date.now() + shanghaiMs - days * dayMs).toISOString().slice(0, 10);

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing: run this with npm test -- --only weapp`);
  return value.replace(/\/$/, '');
}

/**
 * A car as a dealership exports it. The store asks for a service every three months and the last one was 84 days ago, so
 * that the next falls due within a week.
 */
function exportedCar() {
  const [vin, plate, phone] = [`LVGLA0P0${digits(9)}`, `晋A${digits(5)}`, `13${digits(9)}`];
  const vehicles = `客户姓名,手机号码,车架号(VIN),车牌号,品牌,车型,颜色,购车日期,销售来源,使用性质
陈静怡,${phone},${vin},${plate},广汽丰田,凯美瑞,白,${daysAgo(500)},本店,家用
`;
  const visits = [420, 336, 252, 168, 84].map(
    (ago, index) =>
      `RUN${vin.slice(-9)}${index},${vin},${daysAgo(ago)},${3_000 + index * 3_300},保养,580.00,刘敏,已结算`,
  );
  const history = `工单号,车架号,进厂日期,里程,业务类型,结算金额,服务顾问,状态
${visits.join('\n')}
`;
  return { plate, phone, vehicles, history };
}

type Staff = Awaited<ReturnType<typeof session>>;

/** Takes one file in as a manager would, and waits for its end. */
async function importFile(api: string, manager: Staff, kind: 'vehicles' | 'history', text: string) {
  const me = await manager.get('/staff/me');
  const form = new FormData();
  form.append('kind', kind);
  form.append('storeId', me.stores[0].id);
  form.append('file', new Blob([text], { type: 'text/csv' }), `${kind}.csv`);
  const headers = { authorization: `Bearer ${manager.token}` };
  const answer = await fetch(`${api}/staff/imports`, { method: 'POST', headers, body: form });
  if (!answer.ok) throw new Error(`the upload was answered with ${answer.status}: ${await answer.text()}`);
  const { id, mapping } = (await answer.json()) as { id: string; mapping: object };
  await manager.post(`/staff/imports/${id}/run`, { mapping, dryRun: false });
  const done = await until(`the import of ${kind}`, async () => {
    const now = await manager.get(`/staff/imports/${id}`);
    return now.state === 'done' || now.state === 'failed' ? now : null;
  });
  if (done.state === 'failed' || Object.keys(done.result.errors).length > 0)
    throw new Error(`the import of ${kind} failed: ${JSON.stringify(done)}`);
}

interface Prefill {
  slots: { days: { on: string; slots: { startsAt: string; clock: string; free: boolean }[] }[] };
}

/**
 * Imports a car of its own and gives its owner a phone that was never logged in: the test runs on any copy, any number of
 * times.
 */
export async function createPhone(): Promise<Phone> {
  const apiBase = required('CHEBAN_API_URL');
  const phones = required('CHEBAN_PHONES_URL');
  const addresses = { api: apiBase, phones, owner: '', console: '', openapi: '' };
  const { told: demo } = JSON.parse(readFileSync(required('CHEBAN_DEMO_FILE'), 'utf8')) as { told: object };
  const car = exportedCar();
  const manager = await session(addresses, demo, 'manager1');
  await importFile(apiBase, manager, 'vehicles', car.vehicles);
  await importFile(apiBase, manager, 'history', car.history);

  const control = async (path: string, body: object = {}) => {
    const answer = await fetch(`${phones.replace(/\/phones$/, '/_control')}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`the simulator answered ${path} with ${answer.status}`);
    return answer.json() as Promise<{ code: string }>;
  };
  const openid = `mini-run${car.phone}`;
  await control('/people', {
    openid,
    oaOpenid: `oa-run${car.phone}`,
    unionid: `union-run${car.phone}`,
    nickname: '陈静怡',
    phone: car.phone,
    plate: car.plate,
    follower: false,
  });
  const codes: Record<'login' | 'phone', string[]> = { login: [], phone: [] };
  const take = (kind: 'login' | 'phone') => {
    const code = codes[kind].shift();
    if (!code) throw new Error(`the stock of ${kind} codes is empty`);
    return code;
  };

  let known: ReturnType<typeof caller> | undefined;
  /** The same person on another device: what the server answers there is what it holds. */
  const owner = async () => {
    if (known) return known;
    const { code } = await control(`/people/${openid}/login-code`);
    const { session: opened } = await caller(addresses, null).post('/auth/wechat-login', {
      code,
      app: 'mini',
    });
    known = caller(addresses, opened.accessToken);
    return known;
  };

  return {
    apiBase,
    person: { loginCode: () => take('login'), phoneCode: () => take('phone'), subscribe: () => 'accept' },
    plateOnScreen: `${car.plate.slice(0, 2)}·${car.plate.slice(2)}`,
    async stock() {
      codes.login.push((await control(`/people/${openid}/login-code`)).code);
      codes.phone.push((await control(`/people/${openid}/phone-code`)).code);
    },
    vehicleId: async () => (await (await owner()).get('/me')).vehicles[0].id as string,
    async reminderId() {
      const reminder = await until('the reminder', async () => {
        const { items } = await (await owner()).get('/owner/messages');
        return items.find(({ kind }: { kind: string }) => kind === 'service_due');
      });
      return reminder.id as string;
    },
    async freeSlot(but) {
      const { slots } = (await (await owner()).get('/owner/booking-prefill')) as Prefill;
      for (const day of slots.days.slice(2)) {
        const slot = day.slots.find(({ free, startsAt }) => free && startsAt !== but);
        const date = `${Number(day.on.slice(5, 7))}/${Number(day.on.slice(8))}`;
        if (slot) return { day: date, clock: slot.clock, startsAt: slot.startsAt };
      }
      throw new Error('no slot is free in the next two weeks');
    },
    booking: async (id) => (await owner()).get(`/owner/bookings/${id}`),
    async confirmAsAdvisor(bookingId) {
      const advisor = await session(addresses, demo, 'advisor1');
      await advisor.post(`/staff/bookings/${bookingId}/confirm`);
    },
    async credits() {
      const { templates } = await (await owner()).get('/owner/subscribe-templates', {
        scene: 'booking_confirm',
      });
      return new Map<string, number>(
        templates.map(({ templateId, credits }: { templateId: string; credits: number }) => [
          templateId,
          credits,
        ]),
      );
    },
  };
}
