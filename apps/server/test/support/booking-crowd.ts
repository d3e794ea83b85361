import type { OwnerActor, StaffActor } from '../../src/platform/auth/index.js';
import { newId } from '../../src/platform/database/index.js';
import { makeVehicle, type TestStore } from './factories.js';
import type { World } from './world.js';

export interface Client {
  actor: OwnerActor;
  ownerId: string;
  vehicleId: string;
}

/** People with a car each, written straight into the tables: as many as a test wants, at once. */
export async function makeCrowd(world: World, store: TestStore, size: number): Promise<Client[]> {
  const clients: Client[] = [];
  for (let index = 0; index < size; index += 1) {
    const ownerId = newId(world.clock);
    const now = world.clock.date();
    await world.rows(
      "INSERT INTO owner (id, name, sex, created_at, updated_at) VALUES (?, ?, 'unknown', ?, ?)",
      [ownerId, `车主${index}`, now, now],
    );
    const { id: vehicleId } = await makeVehicle(world, store.id, ownerId);
    const actor: OwnerActor = {
      kind: 'account',
      sessionId: newId(world.clock),
      accountId: newId(world.clock),
      ownerId,
      consented: true,
    };
    clients.push({ actor, ownerId, vehicleId });
  }
  return clients;
}

export const staffActor = (world: World, staffId: string, storeId: string): StaffActor => ({
  kind: 'staff',
  sessionId: newId(world.clock),
  staffId,
  name: '店总',
  role: 'manager',
  storeIds: [storeId],
});

const OPEN = "('requested', 'confirmed', 'arrived', 'in_service', 'ready')";

/**
 * What is wrong with the books now, one sentence each; empty if nothing is. Each question is one statement, and so one
 * instant of the database, whatever goes on beside it.
 * - Nobody and no bay is booked twice at one time. This is read from the bookings alone: it does not trust the rows that
 *   are there to prevent it.
 * - Every open booking within capacity holds each of its quarter hours, and no quarter hour is left behind by a booking
 *   that has ended: what is freed can be taken again.
 */
export async function checkBooks(world: World): Promise<string[]> {
  const [doubles, short, leaked] = await Promise.all([
    world.rows<{ a: string; b: string }>(
      `SELECT a.id AS a, b.id AS b FROM booking a JOIN booking b
          ON b.id > a.id AND b.starts_at < a.ends_at AND a.starts_at < b.ends_at
         AND (b.bay_id = a.bay_id OR b.advisor_id = a.advisor_id OR b.technician_id = a.technician_id)
       WHERE a.state IN ${OPEN} AND b.state IN ${OPEN}
         AND a.overbook_reason IS NULL AND b.overbook_reason IS NULL`,
    ),
    world.rows<{ id: string }>(
      `SELECT b.id FROM booking b WHERE b.state IN ${OPEN} AND b.overbook_reason IS NULL
          AND TIMESTAMPDIFF(MINUTE, b.starts_at, b.ends_at) / 15 * IF(b.technician_id IS NULL, 2, 3) <>
              (SELECT COUNT(*) FROM capacity_unit u WHERE u.booking_id = b.id AND u.expires_at IS NULL)`,
    ),
    world.rows<{ id: string }>(
      `SELECT DISTINCT u.booking_id AS id FROM capacity_unit u LEFT JOIN booking b ON b.id = u.booking_id
        WHERE u.expires_at IS NULL AND (b.id IS NULL OR b.state NOT IN ${OPEN})`,
    ),
  ]);
  return [
    ...doubles.map(({ a, b }) => `${a} and ${b} meet`),
    ...short.map(({ id }) => `${id} does not hold its quarter hours`),
    ...leaked.map(({ id }) => `${id} has ended and still holds quarter hours`),
  ];
}
