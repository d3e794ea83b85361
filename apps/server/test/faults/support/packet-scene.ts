import { afterEach, expect } from 'vitest';
import {
  approvedCampaign,
  type CampaignDesk,
  makeCampaignDesk,
  planOf,
  startWave,
} from '../../support/campaigns.js';
import { makeStore } from '../../support/factories.js';
import { type Grabber, makeGrabbers } from '../../support/packet-crowd.js';
import { NOON, startWorld, type World } from '../../support/world.js';
import { checkPacketBooks, type PacketBooks, readPacketBooks, type Told } from './packet-books.js';
import { burst } from './packet-burst.js';
import type { PrivateService } from './private-services.js';

export const PEOPLE = Number(process.env.FAULT_PEOPLE ?? 300);
export const PACKETS = Math.floor(PEOPLE / 3);
export const LONG_MS = 300_000;

let world: World | undefined;
let service: PrivateService | undefined;
const given = { database: process.env.DATABASE_URL, redis: process.env.REDIS_URL };

export interface Scene {
  world: World;
  desk: CampaignDesk;
  id: string;
  people: Grabber[];
}

/** Puts away what each test of this file has opened. Call it at the top of the file. */
export function tidyScenes(): void {
  afterEach(async () => {
    await world?.stop();
    await service?.clear();
    [world, service] = [undefined, undefined];
    process.env.DATABASE_URL = given.database;
    process.env.REDIS_URL = given.redis;
  });
}

/** A world of this test alone. */
export async function openWorld(): Promise<World> {
  world = await startWorld();
  return world;
}

/** The next world stands on this database or Redis, which the test may kill. */
export async function standOn(
  kind: 'DATABASE_URL' | 'REDIS_URL',
  made: PrivateService,
): Promise<PrivateService> {
  service = made;
  await made.start();
  process.env[kind] = made.url;
  return made;
}

/** A campaign whose wave has just started, and a crowd with tickets. */
export async function openScene(packets = PACKETS, size = PEOPLE, now = NOON): Promise<Scene> {
  const opened = await openWorld();
  opened.clock.set(now);
  const desk = await makeCampaignDesk(opened, await makeStore(opened));
  const id = await approvedCampaign(desk, planOf(desk, packets));
  const people = await makeGrabbers(desk, id, size);
  startWave(desk);
  return { world: opened, desk, id, people };
}

export const grabAll = ({ world: { api }, id, people }: Scene, taps = 2) =>
  burst(people, id, { api: () => api, taps });

export function booksAfter(scene: Scene, told: readonly Told[]): Promise<PacketBooks> {
  return readPacketBooks(scene.world, scene.id, told);
}

/** Nothing wrong, everybody answered, and every packet found its winner. */
export async function expectWhole(scene: Scene, { told, unanswered }: Awaited<ReturnType<typeof burst>>) {
  const books = await booksAfter(scene, told);
  expect(checkPacketBooks(books)).toEqual([]);
  expect(unanswered).toBe(0);
  expect(books.claims).toHaveLength(books.packets.size);
}
