import { randomInt } from 'node:crypto';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Stop } from './stop.mjs';

/**
 * Whether a TCP port of this host can be listened on now.
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<boolean>}
 */
export function isPortFree(port, host = '127.0.0.1') {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Below the ports that systems give to connections of their own, which could take one before its user does. */
const FIRST_PORT = 10_000;
const LAST_PORT = 32_000;

/**
 * A port that was free a moment ago on loopback. Someone else may still take it: be ready to try again.
 * @returns {Promise<number>}
 */
export async function freePort() {
  for (;;) {
    const port = randomInt(FIRST_PORT, LAST_PORT);
    if (await isPortFree(port)) return port;
  }
}

/**
 * The first of four ports in a row, in fours that never overlap, that were free a moment ago: what `npm start` wants.
 * @returns {Promise<number>}
 */
export async function freeBase() {
  for (;;) {
    const base = FIRST_PORT + 4 * randomInt((LAST_PORT - FIRST_PORT) / 4);
    const free = await Promise.all([base, base + 1, base + 2, base + 3].map((port) => isPortFree(port)));
    if (free.every(Boolean)) return base;
  }
}

/**
 * Refuses with one sentence if one of the ports is taken.
 * @param {Record<string, number>} ports what each port is for
 */
export async function requireFreePorts(ports) {
  for (const [purpose, port] of Object.entries(ports)) {
    if (await isPortFree(port)) continue;
    const other = port > 60_000 ? 4600 : Math.floor(port / 100) * 100 + 200;
    throw new Stop(
      `Port ${port} (${purpose}) is already taken on this machine; choose another range with --port BASE, for example: npm start -- --port ${other}`,
    );
  }
}

/**
 * Opens a TCP connection, says what it is told to, and gives back the first answer.
 * @param {{ port: number, host?: string, say?: string, timeoutMs?: number }} where
 * @returns {Promise<Buffer>} the first bytes; rejects if refused, closed or silent
 */
export function firstAnswer({ port, host = '127.0.0.1', say = '', timeoutMs = 2000 }) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host });
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error(`no answer from ${host}:${port}`)));
    socket.once('connect', () => say && socket.write(say));
    socket.once('data', (data) => {
      resolve(data);
      socket.destroy();
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error(`${host}:${port} closed the connection`)));
  });
}

/**
 * Asks again and again until the question answers true.
 * @param {() => Promise<boolean>} question a rejection counts as "not yet"
 * @param {{ timeoutMs: number, everyMs?: number, giveUp?: () => boolean }} options giveUp: stop waiting at once (its process died)
 * @returns {Promise<boolean>} false when time ran out or giveUp said so
 */
export async function waitUntil(question, { timeoutMs, everyMs = 100, giveUp = () => false }) {
  const end = performance.now() + timeoutMs;
  while (performance.now() < end) {
    if (await question().catch(() => false)) return true;
    if (giveUp()) return false;
    await sleep(everyMs);
  }
  return false;
}
