import { caller } from '../../start/loop-people.mjs';
import type { Person } from '../src/index.js';

type Caller = ReturnType<typeof caller>;

/** Something of a list of the API, with whatever fields it has. */
// biome-ignore lint/suspicious/noExplicitAny: answers are of every kind here, and the pages show whether they fit
export type Found = { readonly id: string } & Record<string, any>;

/** Somebody of the demo group with a phone. */
export interface DemoPerson {
  readonly openid: string;
  /** Whether they have agreed to the privacy text of today: nothing else is answered before. */
  readonly consents: boolean;
  /** Calls as this owner from another device. */
  readonly device: Caller;
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing: run this with npm test -- --only weapp`);
  return value.replace(/\/$/, '');
}

/** The demo group's owners, as the running copy knows them. */
export async function demoPeople() {
  const api = required('CHEBAN_API_URL');
  const phones = required('CHEBAN_PHONES_URL');
  const addresses = { api, phones, owner: '', console: '', openapi: '' };
  const control = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${phones.replace(/\/phones$/, '/_control')}${path}`, init);
    if (!answer.ok) throw new Error(`the simulator answered ${path} with ${answer.status}`);
    return answer.json();
  };
  const loginCode = async (openid: string): Promise<string> =>
    (await control(`/people/${openid}/login-code`, { method: 'POST' })).code;
  const everybody = ((await control('/people?limit=1000')).people as { openid: string }[])
    .map(({ openid }) => openid)
    .filter((openid) => /^demo-mini-S\d-/.test(openid))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const known = new Map<string, DemoPerson>();

  async function personOf(openid: string): Promise<DemoPerson> {
    const before = known.get(openid);
    if (before) return before;
    const code = await loginCode(openid);
    const { session } = await caller(addresses, null).post('/auth/wechat-login', { code, app: 'mini' });
    const device = caller(addresses, session.accessToken);
    const consents = (await device.status('GET', '/owner/visits', undefined)) === 200;
    const person = { openid, device, consents };
    known.set(openid, person);
    return person;
  }

  return {
    apiBase: api,
    /** The first for whom `look` finds something, with what it found. Throws if there is nobody. */
    async who(what: string, look: (device: Caller) => Promise<Found | undefined>) {
      for (const openid of everybody) {
        const person = await personOf(openid);
        const found = person.consents ? await look(person.device) : undefined;
        if (found !== undefined) return { person, found };
      }
      throw new Error(`nobody of the demo group has ${what}`);
    },
    /** What WeChat answers on this phone: one log-in. */
    async phoneOf({ openid }: DemoPerson): Promise<Pick<Person, 'loginCode'>> {
      const code = await loginCode(openid);
      return { loginCode: () => code };
    },
  };
}
