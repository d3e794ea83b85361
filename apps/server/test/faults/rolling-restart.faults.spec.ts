import { Agent, request } from 'node:http';
import { DAY_MS } from '@cheban/kernel';
import { afterEach, describe, expect, it } from 'vitest';
import { makeOwner } from '../support/factories.js';
import { freePort } from '../support/free-port.js';
import { NOON, startWorld, type World } from '../support/world.js';
import { bootApi, bootWorker, type ServerProcess } from './support/api-process.js';
import {
  type BookingPerson,
  bookingOf,
  makeBookingStore,
  makePeople,
  wrongWith,
} from './support/booking-people.js';
import { checkBooks, countStates, readBooks } from './support/books.js';
import { installMarkedTemplates, makeCrowd, planCrowd } from './support/crowd.js';
import { createRandom, FIRST_SEED, LONG, pause } from './support/random.js';
import { TcpProxy } from './support/tcp-proxy.js';

const LONG_MS = 600_000;
const DRAIN_MS = 1_500;
/** How often whoever stands before the API asks whether it is ready. */
const LOOK_MS = 200;
const CALLERS = 8;
const PEOPLE = 40;
const MESSAGES = 3_000;

let world: World | undefined;
const running = new Set<ServerProcess>();
afterEach(async () => {
  for (const one of running) await one.kill();
  running.clear();
  await world?.stop();
  world = undefined;
});

/** Two API processes, and a load balancer that sends new connections to those that say they are ready. */
async function openHouse(world: World) {
  const ports = [await freePort(), await freePort()];
  const boot = async (index: number) => {
    const api = await bootApi(world, Number(ports[index]), { DRAIN_MS: String(DRAIN_MS) });
    running.add(api);
    return api;
  };
  const processes = [await boot(0), await boot(1)];
  const balancer = await TcpProxy.open(ports.map((port) => ({ host: '127.0.0.1', port })));
  let isOpen = true;
  const watching = (async () => {
    while (isOpen) {
      const ready = await Promise.all(
        ports.map((port) =>
          fetch(`http://127.0.0.1:${port}/api/health/ready`).then(
            ({ status }) => status === 200,
            () => false,
          ),
        ),
      );
      balancer.aim(ports.filter((_, index) => ready[index]).map((port) => ({ host: '127.0.0.1', port })));
      await pause(LOOK_MS);
    }
  })();
  return {
    url: `http://127.0.0.1:${balancer.port}/api`,
    /** Ends one process and boots it anew. */
    replace: async (index: number, how: 'kill' | 'terminate') => {
      const old = processes[index] as ServerProcess;
      await old[how]();
      running.delete(old);
      processes[index] = await boot(index);
      await pause(2 * LOOK_MS);
    },
    close: async () => {
      isOpen = false;
      await watching;
      await balancer.close();
    },
  };
}

/** The status; 0 for a connection that broke. Connections are kept, as a reverse proxy does. */
function ask(agent: Agent, url: string, token: string, post?: { key: string; body: object }) {
  return new Promise<{ status: number; text: string }>((resolve) => {
    const text = post ? JSON.stringify(post.body) : '';
    const headers = {
      authorization: `Bearer ${token}`,
      ...(post ? { 'content-type': 'application/json', 'idempotency-key': post.key } : {}),
      'content-length': Buffer.byteLength(text),
    };
    const asked = request(url, { agent, method: post ? 'POST' : 'GET', headers }, (response) => {
      let answer = '';
      response.on('data', (piece) => {
        answer += piece;
      });
      response.on('error', () => resolve({ status: 0, text: '' }));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: answer }));
    });
    asked.on('error', () => resolve({ status: 0, text: '' }));
    asked.end(text);
  });
}

/** Looks and bookings all the time while both processes are replaced; returns every status that was not 2xx. */
async function underLoad(world: World, how: 'kill' | 'terminate') {
  // Other processes live in real time, so this world does.
  world.clock.set(Date.now());
  const store = await makeBookingStore(world);
  const days = Math.ceil((Date.now() - NOON) / DAY_MS) + 1;
  const people: BookingPerson[] = await makePeople(world, store, PEOPLE, days);
  const { token } = await makeOwner(world);
  const house = await openHouse(world);
  const agent = new Agent({ keepAlive: true, maxSockets: CALLERS });
  const failed: number[] = [];
  let [isOver, asked] = [false, 0];
  const random = createRandom(FIRST_SEED);
  const look = async () => {
    while (!isOver) {
      const { status } = await ask(agent, `${house.url}/owner/bookings`, token);
      asked += 1;
      if (status !== 200) failed.push(status);
      await pause(random() * 20);
    }
  };
  const book = async () => {
    for (const person of people) {
      const body = bookingOf(store, person);
      const { status, text } = await ask(agent, `${house.url}/owner/bookings`, person.token, {
        key: person.key,
        body,
      });
      asked += 1;
      if (status >= 200 && status < 300) person.bookingId = String(JSON.parse(text).id);
      else failed.push(status);
      await pause(200 + random() * 200);
    }
  };
  const load = Promise.all([...Array.from({ length: CALLERS - 1 }, look), book()]);
  for (const index of [0, 1]) {
    await pause(300);
    await house.replace(index, how);
  }
  isOver = true;
  await load;
  agent.destroy();
  await house.close();
  return { failed, asked, wrong: await wrongWith(world, people) };
}

describe.runIf(LONG)('processes replaced one after the other under load (E5)', () => {
  it(
    'APIs: not one request fails, and every answer is in the books',
    async () => {
      world = await startWorld({ worker: 'none' });
      const { failed, asked, wrong } = await underLoad(world, 'terminate');
      expect(failed, `of ${asked}`).toEqual([]);
      expect(asked).toBeGreaterThan(200);
      expect(wrong).toEqual([]);
    },
    LONG_MS,
  );

  it(
    'is caught when a process goes without finishing',
    async () => {
      world = await startWorld({ worker: 'none' });
      const { failed } = await underLoad(world, 'kill');
      expect(failed.length).toBeGreaterThan(0);
    },
    LONG_MS,
  );

  it(
    'workers: nothing is told twice, lost or left in doubt',
    async () => {
      world = await startWorld({ worker: 'none', realTime: true });
      const { rows } = world;
      world.clock.set(Date.now());
      const store = await makeBookingStore(world);
      await installMarkedTemplates(world);
      const { marks } = await planCrowd(world, store, await makeCrowd(world, MESSAGES));
      const random = createRandom(FIRST_SEED);
      let left = MESSAGES;
      for (let life = 0; left > 0 && life < 20; life += 1) {
        const worker = await bootWorker(world, await freePort());
        running.add(worker);
        await pause(random() * 400);
        await worker.terminate();
        running.delete(worker);
        const [row] = await rows<{ n: string }>(
          "SELECT COUNT(*) AS n FROM message WHERE state IN ('planned', 'held', 'sending')",
        );
        left = Number(row?.n);
      }
      const books = await readBooks(world);
      expect(checkBooks(books, { planned: marks, inFlight: 0 })).toEqual([]);
      expect(countStates(books).unknown).toBeUndefined();
    },
    LONG_MS,
  );
});
