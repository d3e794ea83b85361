import { addresses } from './copy.js';

/** Steers the simulator that plays WeChat, SMS and weather: faults, people, warnings. */
export async function simulator(method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(`${addresses.phones.replace(/\/phones$/, '/_control')}${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`the simulator answered ${method} ${path} with ${answer.status}`);
  return answer.json();
}
