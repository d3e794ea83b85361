import { readFileSync } from 'node:fs';
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

/** A made-up owner of the demo group: the phone, and the server's view of what was done with it. */
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

const patienceMs = 60_000;
const pollMs = 250;
/** The first reminder is sent this many days ahead. */
const remindedDays = 14;

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing: run this with npm test -- --only weapp`);
  return value.replace(/\/$/, '');
}

type Json = Record<string, unknown>;

async function call<T>(url: string, method: string, body?: Json, token?: string): Promise<T> {
  const answer = await fetch(url, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await answer.text();
  if (!answer.ok)
    throw new Error(`${method} ${url} was answered with ${answer.status}: ${text.slice(0, 300)}`);
  return (text === '' ? null : JSON.parse(text)) as T;
}

/** Log-in of a staff member of the demo group. */
async function staffToken(apiBase: string, login: string): Promise<string> {
  const { told } = JSON.parse(readFileSync(required('CHEBAN_DEMO_FILE'), 'utf8')) as {
    told: { staff: { login: string; password: string }[] };
  };
  const found = told.staff.find((one) => one.login === login);
  if (!found) throw new Error(`the demo group has no ${login}`);
  const { session } = await call<{ session: { accessToken: string } }>(`${apiBase}/staff/login`, 'POST', {
    login,
    password: found.password,
  });
  return session.accessToken;
}

interface OwnerPage {
  vehicles: { due: { kind: string; daysLeft: number } | null }[];
}

interface Me {
  bound: boolean;
  vehicles: { id: string }[];
}

interface SimulatedPerson {
  openid: string;
  plate: string;
}

interface Prefill {
  slots: { days: { on: string; slots: { startsAt: string; clock: string; free: boolean }[] }[] };
}

/**
 * Picks an owner of the demo group whose car is due and whose phone nobody has bound yet: other tests may share the copy.
 * @throws Error when there is none, or no copy is running
 */
export async function createPhone(): Promise<Phone> {
  const apiBase = required('CHEBAN_API_URL');
  const control = required('CHEBAN_PHONES_URL').replace(/\/phones$/, '/_control');
  const mint = async (openid: string, kind: 'login' | 'phone') =>
    (await call<{ code: string }>(`${control}/people/${openid}/${kind}-code`, 'POST')).code;
  const logIn = async (openid: string) => {
    const body = { code: await mint(openid, 'login'), app: 'mini' };
    return call<{ session: { accessToken: string }; me: Me }>(`${apiBase}/auth/wechat-login`, 'POST', body);
  };

  const manager = await staffToken(apiBase, 'manager1');
  /** Whether the service of the car falls due so soon that a reminder is on its way. */
  const isDue = async (plate: string) => {
    const staff = <T>(path: string) => call<T>(`${apiBase}${path}`, 'GET', undefined, manager);
    const { items } = await staff<{ items: { ownerId: string; plate: string }[] }>(
      `/staff/search?q=${encodeURIComponent(plate.slice(-5))}`,
    );
    const hit = items.find((item) => item.plate === plate);
    if (!hit) return false;
    const { vehicles } = await staff<OwnerPage>(`/staff/owners/${hit.ownerId}`);
    const due = vehicles[0]?.due;
    // A car before its first service has no history to show.
    return due?.kind === 'service' && due.daysLeft >= 0 && due.daysLeft <= remindedDays;
  };

  const { people } = await call<{ people: SimulatedPerson[] }>(`${control}/people`, 'GET');
  // From the end: the first ones are what people and other tests take.
  const demo = people.filter(({ openid }) => openid.startsWith('demo-mini-S1-')).reverse();
  let found: { person: SimulatedPerson; token: string } | undefined;
  for (const person of demo) {
    if (!(await isDue(person.plate))) continue;
    const { me, session } = await logIn(person.openid);
    if (!me.bound) {
      found = { person, token: session.accessToken };
      break;
    }
  }
  if (!found) throw new Error('no owner of the demo group is due and unbound: use a fresh copy');
  const { person, token } = found;
  const get = <T>(path: string) => call<T>(`${apiBase}${path}`, 'GET', undefined, token);

  const codes: { login: string[]; phone: string[] } = { login: [], phone: [] };
  const take = (kind: 'login' | 'phone') => {
    const code = codes[kind].shift();
    if (!code) throw new Error(`the stock of ${kind} codes is empty`);
    return code;
  };

  return {
    apiBase,
    person: { loginCode: () => take('login'), phoneCode: () => take('phone'), subscribe: () => 'accept' },
    plateOnScreen: `${person.plate.slice(0, 2)}·${person.plate.slice(2)}`,
    async stock() {
      codes.login.push(await mint(person.openid, 'login'));
      codes.phone.push(await mint(person.openid, 'phone'));
    },
    async vehicleId() {
      const me = await get<Me>('/me');
      return me.vehicles[0]?.id ?? '';
    },
    async reminderId() {
      const end = performance.now() + patienceMs;
      for (;;) {
        const { items } = await get<{ items: { id: string; kind: string }[] }>('/owner/messages');
        const reminder = items.find(({ kind }) => kind === 'service_due' || kind === 'first_service_due');
        if (reminder) return reminder.id;
        if (performance.now() > end) throw new Error('no reminder reached the owner within a minute');
        await new Promise((done) => setTimeout(done, pollMs));
      }
    },
    async freeSlot(but) {
      const { slots } = await get<Prefill>('/owner/booking-prefill');
      for (const day of slots.days.slice(2)) {
        const slot = day.slots.find(({ free, startsAt }) => free && startsAt !== but);
        const date = `${Number(day.on.slice(5, 7))}/${Number(day.on.slice(8))}`;
        if (slot) return { day: date, clock: slot.clock, startsAt: slot.startsAt };
      }
      throw new Error('no slot is free in the next two weeks');
    },
    booking: (id) => get<Booking>(`/owner/bookings/${id}`),
    async confirmAsAdvisor(bookingId) {
      const advisor = await staffToken(apiBase, 'advisor1');
      await call(`${apiBase}/staff/bookings/${bookingId}/confirm`, 'POST', undefined, advisor);
    },
    async credits() {
      const { templates } = await get<{ templates: { templateId: string; credits: number }[] }>(
        '/owner/subscribe-templates?scene=booking_confirm',
      );
      return new Map(templates.map(({ templateId, credits }) => [templateId, credits]));
    },
  };
}
