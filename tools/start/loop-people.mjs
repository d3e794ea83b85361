// The people of the loop: staff with a session, an owner with a phone, a listener to live events.

/** @typedef {import('./copy-env.mjs').Addresses} Addresses */

const PATIENCE_MS = 60_000;

/** @returns {asserts held} */
export function expect(/** @type {unknown} */ held, /** @type {string} */ otherwise) {
  if (!held) throw new Error(otherwise);
}

/** Asks again until there is something, for a minute. */
export async function until(/** @type {string} */ what, /** @type {() => Promise<any>} */ look) {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > end) throw new Error(`${what} did not come within ${PATIENCE_MS / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** Calls of one log-in. */
export function caller(/** @type {Addresses} */ addresses, /** @type {string | null} */ token) {
  const send = async (
    /** @type {string} */ method,
    /** @type {string} */ path,
    /** @type {any} */ body,
    /** @type {string} */ key,
  ) =>
    fetch(`${addresses.api}${path}`, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key ? { 'idempotency-key': key } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const read = async (/** @type {Response} */ answer, /** @type {string} */ what) => {
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${what} was answered with ${answer.status}: ${text.slice(0, 300)}`);
    return text === '' ? null : JSON.parse(text);
  };
  return {
    token,
    get: async (/** @type {string} */ path, /** @type {Record<string, any>} */ query = {}) => {
      const search = new URLSearchParams();
      for (const [name, value] of Object.entries(query)) search.set(name, String(value));
      const full = search.size > 0 ? `${path}?${search}` : path;
      return read(await send('GET', full, undefined, ''), `GET ${full}`);
    },
    post: async (
      /** @type {string} */ path,
      /** @type {any} */ body = undefined,
      /** @type {string} */ key = '',
    ) => read(await send('POST', path, body, key), `POST ${path}`),
    put: async (/** @type {string} */ path, /** @type {any} */ body) =>
      read(await send('PUT', path, body, ''), `PUT ${path}`),
    status: async (/** @type {string} */ method, /** @type {string} */ path, /** @type {any} */ body) => {
      const answer = await send(method, path, body, '');
      await answer.body?.cancel();
      return answer.status;
    },
  };
}

/** A staff member of the demo group, logged in. */
export async function session(
  /** @type {Addresses} */ addresses,
  /** @type {any} */ demo,
  /** @type {string} */ login,
) {
  const { password } = demo.staff.find((/** @type {any} */ one) => one.login === login);
  const { session: opened } = await caller(addresses, null).post('/staff/login', { login, password });
  return caller(addresses, opened.accessToken);
}

/** Which of our messages a template or SMS is. */
const KINDS = {
  'service-due': 'service_due',
  'booking-changed': 'booking_changed',
  booking: 'booking_confirmed',
  rating: 'rating_invitation',
};

/** A person with a phone in the simulator, who follows the official account. */
export async function phoneOf(
  /** @type {Addresses} */ addresses,
  /** @type {{ key: string, phone: string, plate: string, name?: string }} */ {
    key,
    phone,
    plate,
    name = '巡检车主',
  },
) {
  const simulator = addresses.phones.replace(/\/phones$/, '/_control');
  /** @returns {Promise<any>} */
  const control = async (
    /** @type {string} */ method,
    /** @type {string} */ path,
    /** @type {any} */ body = undefined,
  ) => {
    const answer = await fetch(`${simulator}${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`the simulator answered ${method} ${path} with ${answer.status}`);
    return answer.json();
  };
  const openid = `mini-${key}`;
  const person = {
    openid,
    oaOpenid: `oa-${key}`,
    unionid: `union-${key}`,
    nickname: name,
    phone,
    plate,
    follower: true,
  };
  await control('POST', '/people', person);
  const all = async () => {
    const { deliveries } = await control('GET', `/deliveries?openid=${openid}`);
    return deliveries.map((/** @type {any} */ one) => ({ ...one, kind: kindOf(one) }));
  };
  return {
    login: async () => {
      const guest = caller(addresses, null);
      const { code } = await control('POST', `/people/${openid}/login-code`);
      const { session: opened, me } = await guest.post('/auth/wechat-login', { code, app: 'mini' });
      const owner = caller(addresses, opened.accessToken);
      await owner.post('/auth/consent', { version: me.privacyVersion, granted: true });
      // The follow reaches us as a push of the official account; the unionid joins it to this log-in.
      await control('POST', `/people/${openid}/follow`);
      const proof = await control('POST', `/people/${openid}/phone-code`);
      await owner.post('/auth/bind-phone', { method: 'wechat', code: proof.code });
      return owner;
    },
    all,
    received: async (/** @type {string} */ kind) =>
      (await all()).find((/** @type {any} */ one) => one.kind === kind),
  };
}

function kindOf(/** @type {any} */ delivery) {
  const id = String(delivery.templateId ?? '').replace(/^(sub|tpl)-/, '');
  if (id === 'visit') {
    const text = delivery.fields.map((/** @type {any} */ field) => field.value).join(' ');
    return /待交车|备好|可取车/.test(text) ? 'visit_ready' : 'visit_progress';
  }
  return KINDS[/** @type {keyof typeof KINDS} */ (id)] ?? id;
}

/** Listens to what a console hears. */
export async function live(/** @type {Addresses} */ addresses, /** @type {string} */ token) {
  const abort = new AbortController();
  const answer = await fetch(`${addresses.api}/staff/live`, {
    headers: { authorization: `Bearer ${token}` },
    signal: abort.signal,
  });
  expect(answer.ok && answer.body, `the live stream was answered with ${answer.status}`);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  return {
    next: async (/** @type {(event: any) => boolean} */ wanted) => {
      let text = '';
      for (;;) {
        const { value, done } = await reader.read();
        if (done) throw new Error('the live stream ended');
        text += value;
        const lines = text.split('\n');
        text = lines.pop() ?? '';
        for (const line of lines) {
          if (!line.startsWith('data: ')) continue;
          const event = JSON.parse(line.slice(6));
          if (wanted(event)) return event;
        }
      }
    },
    close: () => abort.abort(),
  };
}
