import type { Endpoint } from './route.js';

/** Keeps the literal types of an area's endpoints. */
export const area = <T extends Record<string, Endpoint>>(endpoints: T): T => endpoints;
export const get = <P extends Endpoint['policy']>(policy: P, path: string, summary: string) =>
  ({ method: 'GET', path, policy, summary }) as const;
export const post = <P extends Endpoint['policy']>(policy: P, path: string, summary: string) =>
  ({ method: 'POST', path, policy, summary }) as const;
export const put = <P extends Endpoint['policy']>(policy: P, path: string, summary: string) =>
  ({ method: 'PUT', path, policy, summary }) as const;
export const patch = <P extends Endpoint['policy']>(policy: P, path: string, summary: string) =>
  ({ method: 'PATCH', path, policy, summary }) as const;
export const del = <P extends Endpoint['policy']>(policy: P, path: string, summary: string) =>
  ({ method: 'DELETE', path, policy, summary }) as const;
