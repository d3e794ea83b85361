import { createHash } from 'node:crypto';
import { atShanghai, DAY_MS } from '@cheban/kernel';

/**
 * A fingerprint of all books up to a day: who was told what and how, who booked, who came and paid, who won. Made of the
 * numbers of people and cars and not of ids, each day on top of the one before: two runs that differ in anything differ
 * from that day on.
 * @param {import('./year.mjs').Year} year
 */
export function makeDigest({ copy, group }) {
  const person = new Map(group.people.map(({ id, number }) => [id, number]));
  const car = new Map(group.cars.map(({ id, number }) => [id, number]));
  let digest = '';
  return async (/** @type {string} */ on) => {
    const from = atShanghai(on, '00:00');
    const day = [new Date(from), new Date(from + DAY_MS)];
    const books = {
      told: 'SELECT owner_id, vehicle_id, kind, channel, state, sent_at FROM message WHERE sent_at >= ? AND sent_at < ?',
      booked:
        'SELECT owner_id, vehicle_id, starts_at, state FROM booking WHERE starts_at >= ? AND starts_at < ?',
      came: `SELECT v.vehicle_id, v.arrived_at, v.handed_over_at, w.paid_fen
               FROM visit v LEFT JOIN work_order w ON w.visit_id = v.id WHERE v.arrived_at >= ? AND v.arrived_at < ?`,
      won: 'SELECT owner_id, won_at FROM packet_claim WHERE won_at >= ? AND won_at < ?',
    };
    const lines = [];
    for (const [book, sql] of Object.entries(books))
      for (const { owner_id, vehicle_id, ...row } of await copy.rows(sql, day))
        lines.push(JSON.stringify([book, person.get(owner_id), car.get(vehicle_id), row]));
    digest = createHash('sha256')
      .update([digest, ...lines.sort()].join('\n'))
      .digest('hex')
      .slice(0, 16);
    return digest;
  };
}
