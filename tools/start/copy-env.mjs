import { join } from 'node:path';
import { ROOT } from '../lib/root.mjs';

/**
 * @typedef {{ owner: string, console: string, api: string, openapi: string, phones: string }} Addresses
 */

/**
 * What each port of a copy is for: four in a row.
 * @param {number} base
 */
export function portsOf(base) {
  return { API: base, 'owner app': base + 1, console: base + 2, simulator: base + 3 };
}

/**
 * The addresses of a copy: four ports in a row.
 * @param {number} base
 * @returns {Addresses}
 */
export function addressesOf(base) {
  const at = (/** @type {number} */ offset) => `http://127.0.0.1:${base + offset}`;
  return {
    owner: `${at(1)}/`,
    console: `${at(2)}/`,
    api: `${at(0)}/api`,
    openapi: `${at(0)}/api/openapi.json`,
    phones: `${at(3)}/phones`,
  };
}

/**
 * How Node.js runs the API and the worker: room for 64 MiB of young garbage instead of 16. Collecting it takes a tenth to a
 * sixth of their time, because what is on its way to a client, provider or database survives while little room is left.
 * docker-compose.yml and deploy/server.Dockerfile say the same.
 */
export const SERVER_NODE_ARGS = ['--max-semi-space-size=64'];

/**
 * Settings of the API, the worker and the command line; the keys come from the data folder's secrets. The WeChat and SMS
 * accounts are the ones that server and simulator have by default.
 */
export function serverEnv(
  /** @type {{ base: number, addresses: Addresses, services: import('../services/provide-services.mjs').Services, data: import('../lib/data-dir.mjs').DataDir }} */ {
    base,
    addresses,
    services,
    data,
  },
) {
  return {
    NODE_ENV: 'production',
    DATABASE_URL: services.databaseUrl,
    REDIS_URL: services.redisUrl,
    HOST: '127.0.0.1',
    PUBLIC_OWNER_URL: addresses.owner.replace(/\/$/, ''),
    SIMULATOR_URL: `http://127.0.0.1:${base + 3}`,
    PAY_NOTIFY_URL: `${addresses.api}/callback/pay`,
    CHEBAN_DEMO: '1',
    CHEBAN_DATA_KEY: data.secrets.dataKey,
    CHEBAN_INDEX_KEY: data.secrets.indexKey,
    CHEBAN_FILES_DIR: join(data.path, 'files'),
    // Reminders are not sent at night (21:00 to 8:30 in Shanghai). The demo may be walked at any hour.
    QUIET_HOURS: 'off',
    // Weather costs nothing here, and nobody who raises a warning waits a quarter of an hour for it.
    WEATHER_POLL_MINUTES: '1',
    WEATHER_DAILY_CALLS: '10000',
    // `movable`: `npm run cheban -- care run --until …` walks through the weeks to come.
    CHEBAN_CLOCK: process.env['CHEBAN_CLOCK'] ?? 'system',
  };
}

/** Settings of the simulator: where WeChat's pushes go and where its phones open the owner app. */
export function simulatorEnv(
  /** @type {{ base: number, addresses: Addresses, data: import('../lib/data-dir.mjs').DataDir }} */ {
    base,
    addresses,
    data,
  },
) {
  return {
    PORT: String(base + 3),
    CALLBACK_URL: `${addresses.api}/callback`,
    SMS_CALLBACK_URL: `${addresses.api}/callback/sms/simulator-sms`,
    OWNER_URL: addresses.owner.replace(/\/$/, ''),
    STATE_FILE: join(data.path, 'simulator.json'),
  };
}

/** Settings of the small server before the two fronts. */
export function webEnv(/** @type {number} */ base) {
  const sites = [
    { port: base + 1, root: join(ROOT, 'apps', 'miniapp', 'dist', 'h5') },
    { port: base + 2, root: join(ROOT, 'apps', 'console', 'dist') },
  ];
  return { WEB_SITES: JSON.stringify(sites), WEB_API: String(base) };
}
