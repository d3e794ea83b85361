import { connect } from 'node:net';
import { percentile } from './pairs.mjs';

const HEAD_END = Buffer.from('\r\n\r\n');

/** @typedef {{ path: string, token: string, body?: string }} Wish a GET with a bearer token, or a POST of JSON */

/**
 * Asks one server as fast as it answers: each of some kept-alive connections sends its next request when it has the
 * whole answer to the last. Plain sockets, because on a small machine a full HTTP client would take the time away from
 * the server that is measured.
 * @param {object} options
 * @param {string} options.origin http://host:port
 * @param {readonly Wish[]} options.requests sent in turn
 * @param {number} options.connections
 * @param {number} options.seconds
 * @returns {Promise<import('./pairs.mjs').Turn & { count: number }>} count: of answers; rejects if an answer is not 200 or a connection breaks
 */
export async function load({ origin, requests, connections, seconds }) {
  const { hostname, port, host } = new URL(origin);
  const texts = requests.map((wish) => textOf(host, wish));
  const began = performance.now();
  const end = began + seconds * 1000;
  /** @type {number[]} */
  const times = [];
  let sent = 0;
  await Promise.all(
    Array.from({ length: connections }, () =>
      converse({
        hostname,
        port: Number(port),
        next: () => {
          if (performance.now() >= end) return undefined;
          sent += 1;
          return texts[sent % texts.length];
        },
        tell: (ms) => times.push(ms),
      }),
    ),
  );
  const elapsed = performance.now() - began;
  if (times.length === 0) throw new Error(`${origin} answered nothing in ${seconds} s`);
  const sorted = Float64Array.from(times).sort();
  return {
    count: times.length,
    rate: times.length / (elapsed / 1000),
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
  };
}

/**
 * Sends every wish once, over kept-alive connections, and hands on what each was answered.
 * @param {object} options
 * @param {string} options.origin http://host:port
 * @param {readonly Wish[]} options.requests
 * @param {number} options.connections
 * @param {(body: string) => void} options.onAnswer
 * @returns {Promise<import('./pairs.mjs').Turn>} rate: of answers; rejects if an answer is not 200
 */
export async function rush({ origin, requests, connections, onAnswer }) {
  const { hostname, port, host } = new URL(origin);
  const texts = requests.map((wish) => textOf(host, wish));
  /** @type {number[]} */
  const times = [];
  let sent = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: connections }, () =>
      converse({
        hostname,
        port: Number(port),
        next: () => texts[sent++],
        tell: (ms, bytes) => {
          times.push(ms);
          onAnswer(bytes.toString('utf8', bytes.indexOf(HEAD_END) + HEAD_END.length));
        },
      }),
    ),
  );
  const elapsed = performance.now() - began;
  const sorted = Float64Array.from(times).sort();
  return {
    rate: times.length / (elapsed / 1000),
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
  };
}

function textOf(/** @type {string} */ host, /** @type {Wish} */ { path, token, body }) {
  const head = `${path} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\n`;
  return Buffer.from(
    body === undefined
      ? `GET ${head}\r\n`
      : `POST ${head}Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/**
 * One connection: request, answer, request … until there is no next request.
 * @param {{ hostname: string, port: number, next: () => Buffer | undefined, tell: (ms: number, answer: Buffer) => void }} options
 * @returns {Promise<void>}
 */
function converse({ hostname, port, next, tell }) {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port, noDelay: true });
    /** @type {Buffer | null} */
    let gathered = null;
    let sentAt = 0;
    let done = false;
    const ask = () => {
      const text = next();
      if (text === undefined) {
        done = true;
        socket.end();
        resolve();
        return;
      }
      sentAt = performance.now();
      socket.write(text);
    };
    socket.on('connect', ask);
    socket.on('data', (chunk) => {
      gathered = gathered === null ? chunk : Buffer.concat([gathered, chunk]);
      const whole = lengthOfAnswer(gathered);
      if (whole === undefined || gathered.length < whole) return;
      if (whole < 0 || gathered.length > whole) {
        socket.destroy(new Error(`Not the expected answer: ${gathered.subarray(0, 400)}`));
        return;
      }
      const answer = gathered;
      gathered = null;
      tell(performance.now() - sentAt, answer);
      ask();
    });
    socket.on('error', reject);
    socket.on('close', () => {
      if (!done) reject(new Error(`${hostname}:${port} closed the connection`));
    });
  });
}

/**
 * How long an HTTP answer is, head and body; undefined if its head is not there yet, -1 if it is not 200 or tells no
 * length.
 * @param {Buffer} bytes
 */
export function lengthOfAnswer(bytes) {
  const headEnd = bytes.indexOf(HEAD_END);
  if (headEnd < 0) return undefined;
  const head = bytes.toString('latin1', 0, headEnd);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (!/^HTTP\/1\.1 200 /.test(head) || length === undefined) return -1;
  return headEnd + HEAD_END.length + Number(length);
}
