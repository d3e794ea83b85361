import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stop } from '../lib/stop.mjs';
import { cpuMs } from './cpu-time.mjs';
import { load, rush } from './load.mjs';
import { median, takeTurns } from './pairs.mjs';
import { figureOf, rounded } from './report.mjs';

/** @typedef {import('./load.mjs').Wish} Wish */
/** @typedef {{ origin: string, pid: number }} Server */
/** @typedef {{ ownerId: string, vehicleId: string, phoneIndex: string, token: string }} Person */

const CONNECTIONS = 128;
/** As many hands as MariaDB serves best on a hot row. */
const CLIENTS = 32;
/** Between the page and the first tap. */
const LOOK_MS = 1_000;
const BURST = { people: 10_000, packets: 1_000, taps: 6 };

/**
 * Grabbing through the real API, with log-in, signed ticket, limits and the commit of every claim, against a bare server
 * that only runs the script (packet.grab, packet.sold-out, packet.burst), and against claims by transactions (packet.vs-db).
 * Refuses to measure if either side gives more or fewer packets than there are, or answers a person twice differently.
 * @param {import('./suites.mjs').Bench} bench
 * @param {import('./ground.mjs').Ground} ground
 * @returns {Promise<Record<string, import('./report.mjs').Figure>>}
 */
export async function packetFigures({ options, step }, ground) {
  const { pairs, quick, seconds } = options;
  const size = quick ? 3_000 : BURST.people;
  const folder = mkdtempSync(join(tmpdir(), 'cheban-bench-'));
  try {
    const peopleFile = join(folder, 'people.json');
    const seed = await step('People with a car and a log-in', (note) =>
      ground.script('apps/server/bench/campaign/seed.mjs', [], { people: size }, note),
    );
    writeFileSync(peopleFile, JSON.stringify({ people: seed.people }));
    const [ours, peer] = await step('Ours and the peer of packets', async () => [
      await ground.serve('ours', 'apps/server/dist/main.api.js', { ready: '/api/health/ready' }),
      await ground.serve('peer', 'apps/server/bench/campaign/peer.mjs', { ready: '/api/health/ready' }),
    ]);
    /** A wave of so many packets on ours: everybody's wish. */
    const openWave = async (/** @type {number} */ packets) => {
      const { campaignId, tickets } = await ground.script('apps/server/bench/campaign/wave.mjs', [], {
        storeId: seed.storeId,
        peopleFile,
        packets,
      });
      const page = `/api/owner/campaigns/${campaignId}/waves/1`;
      await lookAt(`${ours.origin}${page}`, seed.people[0].token);
      const path = `${page}/grab`;
      return seed.people.map(
        (/** @type {Person} */ { token }, /** @type {number} */ index) =>
          /** @type {Wish} */ ({ path, token, body: JSON.stringify({ ticket: tickets[index] }) }),
      );
    };
    const peerWave = async (/** @type {number} */ packets) => {
      await post(`${peer.origin}/fill`, { packets });
      return seed.people.map(
        (/** @type {Person} */ { ownerId, phoneIndex, vehicleId, token }) =>
          /** @type {Wish} */ ({
            path: '/grab',
            token,
            body: JSON.stringify({ owner: ownerId, phone: phoneIndex, car: vehicleId }),
          }),
      );
    };
    const sides = { ours: { server: ours, wave: openWave }, peer: { server: peer, wave: peerWave } };
    /** Everybody once, or so often each; as many winners as packets. */
    const grab = async (
      /** @type {{ server: Server, wave: (packets: number) => Promise<Wish[]> }} */ { server, wave },
      packets = size,
      taps = 1,
    ) => {
      const wishes = await wave(packets);
      const requests =
        taps === 1 ? wishes : wishes.flatMap((wish) => Array.from({ length: taps }, () => wish));
      const before = cpuMs(server.pid) ?? Number.NaN;
      let won = 0;
      const turn = await rush({
        origin: server.origin,
        requests,
        connections: taps === 1 ? CONNECTIONS : 512,
        onAnswer: (body) => {
          if (JSON.parse(body).result === 'won') won += 1;
        },
      });
      if (won !== Math.min(packets, size) * taps)
        throw new Stop(`${server.origin} told ${won} wins of ${packets} packets in ${taps} taps each.`);
      const used = (cpuMs(server.pid) ?? Number.NaN) - before;
      return { ...turn, cpu: (1000 * used) / requests.length };
    };
    /** @type {Record<string, number[]>} */
    const cpu = { ours: [], peer: [] };
    /** @type {Record<string, import('./report.mjs').Figure>} */
    const figures = {};
    /** @type {number[]} */
    const rates = [];
    figures['packet.grab'] = await step('packet.grab', async (note) => {
      note('warming up');
      await grab(sides.ours);
      await grab(sides.peer);
      const turn = async (/** @type {'ours' | 'peer'} */ side) => {
        const found = await grab(sides[side]);
        cpu[side]?.push(found.cpu);
        if (side === 'ours') rates.push(found.rate);
        return found;
      };
      const found = await takeTurns(pairs, { ours: () => turn('ours'), peer: () => turn('peer') }, (done) =>
        note(`pair ${done} of ${pairs}`),
      );
      const more = {
        oursCpuMicros: rounded(median(cpu['ours'] ?? [])),
        peerCpuMicros: rounded(median(cpu['peer'] ?? [])),
      };
      return figureOf(found, { goal: 0.6, unit: 'grabs/s', pairs, more });
    });
    figures['packet.vs-db'] = await step('packet.vs-db', async (note) => {
      const claims = quick ? 200 : 5_000;
      const found = await takeTurns(
        pairs,
        {
          ours: () => grab(sides.ours),
          peer: async () => {
            const { won, rate } = await post(`${peer.origin}/claims`, { clients: CLIENTS, claims });
            if (won !== claims) throw new Stop(`MariaDB gave ${won} of ${claims} claims.`);
            return { rate, p50: 0, p99: 0 };
          },
        },
        (done) => note(`pair ${done} of ${pairs}`),
      );
      return figureOf(found, { goal: 5, unit: 'claims/s', pairs });
    });
    figures['packet.sold-out'] = await step('packet.sold-out', async (note) => {
      const gone = { ours: await openWave(1), peer: await peerWave(1) };
      const side = (/** @type {'ours' | 'peer'} */ name) => () =>
        load({
          origin: sides[name].server.origin,
          requests: gone[name],
          connections: CONNECTIONS,
          seconds,
        });
      note('warming up');
      await side('ours')();
      await side('peer')();
      const found = await takeTurns(pairs, { ours: side('ours'), peer: side('peer') }, (done) =>
        note(`pair ${done} of ${pairs}`),
      );
      return figureOf(found, { goal: 0.9, unit: 'answers/s', pairs });
    });
    figures['packet.burst'] = await step('packet.burst', async (note) => {
      const packets = quick ? 30 : BURST.packets;
      const found = await takeTurns(
        pairs,
        {
          ours: () => grab(sides.ours, packets, BURST.taps),
          peer: () => grab(sides.peer, packets, BURST.taps),
        },
        (done) => note(`pair ${done} of ${pairs}`),
      );
      const more = {
        people: size,
        packets,
        taps: BURST.taps,
        oursP50Ms: rounded(found.ours.p50),
        peerP50Ms: rounded(found.peer.p50),
        oursRate: rounded(found.ours.rate),
        peerRate: rounded(found.peer.rate),
        pairs,
      };
      const { p99 } = found.ours;
      return {
        ours: p99,
        peer: found.peer.p99,
        ratio: p99 / found.peer.p99,
        goal: 3,
        sense: 'at most',
        unit: 'ms (p99)',
        more,
      };
    });
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As everybody who has a ticket did before: the server makes the wave ready then, the peer is filled before it starts. */
async function lookAt(/** @type {string} */ url, /** @type {string} */ token) {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  const text = await answer.text();
  if (answer.status !== 200 || JSON.parse(text).ticket === null)
    throw new Stop(`${url} gave no ticket (${answer.status}).`, { detail: text });
  await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
}

async function post(/** @type {string} */ url, /** @type {object} */ body) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (answer.status !== 200)
    throw new Stop(`${url} answered ${answer.status}.`, { detail: await answer.text() });
  return /** @type {any} */ (await answer.json());
}
