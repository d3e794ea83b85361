/** Plays the people who hold the phones, over the simulator's control API. */
export interface Person {
  openid: string;
  oaOpenid: string;
  unionid: string;
  phone: string;
}
export interface Delivery {
  id: string;
  channel: string;
  templateId: string | null;
  title: string;
  page: string | null;
  fields: { key: string; label: string; value: string }[];
}
export interface PhoneControl {
  person(
    input: Partial<Person> & { openid: string; phone: string; follower?: boolean; nickname?: string },
  ): Promise<void>;
  /** `do('openid', 'login-code')` → the simulator's answer. */
  do<T>(openid: string, action: string, body?: object): Promise<T>;
  deliveries(openid: string): Promise<Delivery[]>;
  fault(api: string, fault: object): Promise<void>;
  put(path: string, body: object): Promise<void>;
  post<T>(path: string, body?: object): Promise<T>;
  get<T>(path: string): Promise<T>;
  calls(api: string): Promise<number>;
}

export function control(url: string): PhoneControl {
  const send = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(`${url}/_control${path}`, {
      method,
      ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
    });
    if (!response.ok)
      throw new Error(`simulator ${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  return {
    person: async (input) => {
      await send('POST', '/people', input);
    },
    do: (openid, action, body) => send('POST', `/people/${openid}/${action}`, body ?? {}),
    deliveries: async (openid) =>
      (await send<{ deliveries: Delivery[] }>('GET', `/deliveries?openid=${encodeURIComponent(openid)}`))
        .deliveries,
    fault: async (api, fault) => {
      await send('PUT', `/faults/${api}`, fault);
    },
    put: async (path, body) => {
      await send('PUT', path, body);
    },
    post: (path, body) => send('POST', path, body ?? {}),
    get: (path) => send('GET', path),
    calls: async (api) => (await send<{ total: number }>('GET', `/calls?api=${api}`)).total,
  };
}
