/** A little of everything that a store does, at once: what goes on while the wires are spoilt. */
import { SendDue } from '../../../src/modules/messaging/index.js';
import {
  approvedCampaign,
  type CampaignDesk,
  makeCampaignDesk,
  planOf,
  startWave,
} from '../../support/campaigns.js';
import type { TestStore } from '../../support/factories.js';
import { makeGrabbers } from '../../support/packet-crowd.js';
import { NOON, startWorld, type World } from '../../support/world.js';
import { type BookingPerson, book, makeBookingStore, makePeople, wrongWith } from './booking-people.js';
import { checkBooks, readBooks } from './books.js';
import { installMarkedTemplates, makeCrowd, planCrowd } from './crowd.js';
import { checkPacketBooks, readPacketBooks } from './packet-books.js';
import { burst } from './packet-burst.js';
import { pause } from './random.js';
import { TcpProxy } from './tcp-proxy.js';

export const links = ['redis', 'mysql', 'wechat'] as const;
export type Link = (typeof links)[number];
export type Wires = Record<Link, TcpProxy>;

export interface Business {
  world: World;
  wires: Wires;
  store: TestStore;
  desk: CampaignDesk;
  stop(): Promise<void>;
}

const MESSAGES = 200;
const BOOKINGS = 16;
const PACKETS = 20;
const TAPPERS = 60;
const PATIENCE_MS = 150_000;
/** Longer than a claim holds. */
const CLAIM_GONE_MS = 61_000;

/** A store whose server reaches database, Redis and WeChat over wires of this test. */
export async function openBusiness(
  random: () => number,
  env: Record<string, string> = {},
): Promise<Business> {
  const given = { database: String(process.env.DATABASE_URL), redis: String(process.env.REDIS_URL) };
  const wires = {
    mysql: await TcpProxy.to(given.database, random),
    redis: await TcpProxy.to(given.redis, random),
    wechat: await TcpProxy.open([], random),
  };
  process.env.DATABASE_URL = wires.mysql.through(given.database);
  process.env.REDIS_URL = wires.redis.through(given.redis);
  const world = await startWorld({
    env,
    wire: async (url) => {
      wires.wechat.aim([{ host: '127.0.0.1', port: Number(new URL(url).port) }]);
      return wires.wechat.through(url);
    },
  });
  const store = await makeBookingStore(world);
  await installMarkedTemplates(world);
  return {
    world,
    wires,
    store,
    desk: await makeCampaignDesk(world, store),
    stop: async () => {
      for (const wire of Object.values(wires)) wire.heal();
      await world.stop();
      for (const wire of Object.values(wires)) await wire.close();
      process.env.DATABASE_URL = given.database;
      process.env.REDIS_URL = given.redis;
    },
  };
}

/** What a round of business came to. */
export interface Outcome {
  /** What is wrong with the books, one sentence each. */
  wrong: string[];
  /** Bookings and taps that nobody had decided in the end. */
  unanswered: number;
  /** Statuses other than 2xx that people met on the way. */
  refusals: ReadonlySet<number>;
}

/**
 * Owners book, owners tap and messages go out, all at once, while `trouble` spoils something and makes it good again.
 * Then everybody tries until they know, the sender sends the rest, and the books are read. `round` is the day they book.
 */
export async function doBusiness(
  business: Business,
  round: number,
  trouble: () => Promise<void>,
  { inFlight = 0 } = {},
): Promise<Outcome> {
  const { world, store, desk } = business;
  world.clock.set(NOON);
  const { marks } = await planCrowd(world, store, await makeCrowd(world, MESSAGES));
  const people = await makePeople(world, store, BOOKINGS, round);
  const campaign = await approvedCampaign(desk, planOf(desk, PACKETS));
  const tappers = await makeGrabbers(desk, campaign, TAPPERS);
  startWave(desk);

  const refusals = new Set<number>();
  const sending = sendOnce(world);
  const booked = Promise.all(people.map((person) => bookUntilDone(business, person, refusals)));
  const tapped = burst(tappers, campaign, { api: () => world.api, patienceMs: PATIENCE_MS });
  await pause(20);
  await trouble();
  const [, done, { told, unanswered }] = await Promise.all([sending, booked, tapped]);
  await sendTheRest(world);
  const books = await readBooks(world);
  return {
    wrong: [
      ...checkBooks(books, { planned: marks, inFlight }),
      ...(await wrongWith(world, people)),
      ...checkPacketBooks(await readPacketBooks(world, campaign, told)),
    ],
    unanswered: unanswered + done.filter((good) => !good).length,
    refusals,
  };
}

async function bookUntilDone(
  { world, store }: Business,
  person: BookingPerson,
  refusals: Set<number>,
): Promise<boolean> {
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end) {
    const status = await book(world, store, person);
    if (status < 300) return true;
    refusals.add(status);
    await pause(100);
  }
  return false;
}

/** As a worker does: what breaks is tried again at the next tick. */
const sendOnce = (world: World) =>
  world
    .get(SendDue)
    .run()
    .then(
      () => undefined,
      () => undefined,
    );

/** Past all claims and back-offs, until nothing is left. */
export async function sendTheRest(world: World): Promise<void> {
  for (let minute = 0; minute < 20; minute += 1) {
    world.clock.advance(CLAIM_GONE_MS);
    world.simulator.world.clock.offsetMs += CLAIM_GONE_MS;
    await world.get(SendDue).run();
    const [row] = await world.rows<{ n: string }>(
      "SELECT COUNT(*) AS n FROM message WHERE state IN ('planned', 'held', 'sending')",
    );
    if (Number(row?.n) === 0) return;
  }
}
