import { randomBytes } from 'node:crypto';
import { privacyVersion } from '@cheban/contracts';
import { DAY_MS } from '@cheban/kernel';
import { GrabTickets } from '../../src/modules/campaign/usecases/grab-tickets.js';
import { fieldCipher, hashSecret, newSecret } from '../../src/platform/crypto/index.js';
import { newId } from '../../src/platform/database/index.js';
import type { CampaignDesk } from './campaigns.js';
import { nextPhone } from './factories.js';

/** Somebody with a log-in and a ticket for a wave. */
export interface Grabber {
  ownerId: string;
  vehicleId: string;
  token: string;
  ticket: string;
}

/** Somebody with a phone, a car and a log-in. */
export interface Person extends Omit<Grabber, 'ticket'> {
  accountId: string;
  sessionId: string;
  phoneIndex: string;
}

/** People with a phone, a car at the store and a log-in, written straight into the tables. */
export async function makePeople({ world, store }: CampaignDesk, size: number): Promise<Person[]> {
  const now = world.clock.now();
  const at = new Date(now);
  const until = new Date(now + DAY_MS);
  const cipher = fieldCipher();
  const people = Array.from({ length: size }, () => {
    const phone = nextPhone();
    return {
      ownerId: newId(world.clock),
      accountId: newId(world.clock),
      sessionId: newId(world.clock),
      vehicleId: newId(world.clock),
      token: newSecret(),
      phone,
      phoneIndex: cipher.index('phone', phone),
      vin: randomBytes(8).toString('hex').toUpperCase(),
    };
  });
  const put = (sql: string, rows: unknown[][]) => world.rows(`INSERT INTO ${sql} VALUES ?`, [rows]);
  await put(
    'owner (id, name, sex, phone, phone_index, created_at, updated_at)',
    people.map((one) => [one.ownerId, '车主', 'unknown', cipher.encrypt(one.phone), one.phoneIndex, at, at]),
  );
  await put(
    'account (id, owner_id, follower, consent_version, consent_at, created_at, last_seen_at)',
    people.map((one) => [one.accountId, one.ownerId, 0, privacyVersion, at, at, at]),
  );
  await put(
    `session (id, kind, subject_id, access_hash, access_until, refresh_hash, refresh_until, rotated_at, created_at)`,
    people.map((one) => [
      one.sessionId,
      'owner',
      one.accountId,
      hashSecret(one.token),
      until,
      hashSecret(newSecret()),
      until,
      at,
      at,
    ]),
  );
  await put(
    `vehicle (id, store_id, vin, vin_index, vin_tail, brand, model, sold_here, \`use\`, insured_here, created_at,
       updated_at)`,
    people.map((one) => [
      one.vehicleId,
      store.id,
      cipher.encrypt(one.vin),
      cipher.index('vin', one.vin),
      cipher.tailIndex('vin', one.vin),
      '广汽丰田',
      '凯美瑞',
      1,
      'private',
      0,
      at,
      at,
    ]),
  );
  await put(
    'owner_vehicle (owner_id, vehicle_id, role, created_at)',
    people.map((one) => [one.ownerId, one.vehicleId, 'owner', at]),
  );
  return people;
}

/** Such people, with a ticket for the wave. */
export async function makeGrabbers(
  desk: CampaignDesk,
  campaignId: string,
  size: number,
  wave = 1,
): Promise<Grabber[]> {
  const { world, store } = desk;
  const [row] = await world.rows<{ id: string }>(
    'SELECT id FROM campaign_wave WHERE campaign_id = ? AND number = ?',
    [campaignId, wave],
  );
  const waveId = row?.id ?? '';
  const now = world.clock.now();
  const tickets = world.get(GrabTickets);
  const people = await makePeople(desk, size);
  return people.map((one) => ({
    ownerId: one.ownerId,
    vehicleId: one.vehicleId,
    token: one.token,
    ticket: tickets.sign(
      {
        waveId,
        ownerId: one.ownerId,
        sessionId: one.sessionId,
        accountId: one.accountId,
        storeId: store.id,
        expiresAt: now + DAY_MS,
        phoneIndex: one.phoneIndex,
        vehicleIds: [one.vehicleId],
      },
      one.token,
    ),
  }));
}
