import { atShanghai, DAY_MS, HOUR_MS, MINUTE_MS } from '@cheban/kernel';

/**
 * Years that are broken on purpose, on the evening of their last day: each does what a broken server would have left
 * behind, or lets the people have done what forbids what was sent, and one check must see it. `all` does each of them.
 * @type {Record<string, (year: import('./year.mjs').Year, on: string) => Promise<void>>}
 */
const breaks = {
  night: async ({ copy }, on) => {
    const { id } = await careOf(copy, on);
    await copy.rows('UPDATE message SET sent_at = ? WHERE id = ?', [new Date(atShanghai(on, '02:00')), id]);
  },
  sold: async ({ copy, group }, on) => {
    const message = await careOf(copy, on);
    const car = group.cars.find(({ id }) => id === message.vehicle_id);
    if (car) car.soldAt = message.sent_at.getTime() - HOUR_MS;
  },
  done: async ({ copy, servedAt }, on) => {
    const message = await careOf(copy, on);
    await copy.rows("UPDATE message SET kind = 'service_due' WHERE id = ?", [message.id]);
    servedAt.set(message.vehicle_id, message.sent_at.getTime() - DAY_MS);
  },
  unwanted: async ({ copy, personById, optedOutAt }, on) => {
    const message = await careOf(copy, on);
    await copy.rows("UPDATE message SET kind = 'service_due' WHERE id = ?", [message.id]);
    const person = personById.get(message.owner_id);
    if (person) person.optedOut = true;
    optedOutAt.set(message.owner_id, message.sent_at.getTime() - HOUR_MS);
  },
  cap: async ({ copy }, on) => {
    const [first, last] = await twoOf(copy, on);
    await copy.rows('UPDATE message SET owner_id = ? WHERE id = ?', [last.owner_id, first.id]);
  },
  again: async ({ copy }, on) => {
    const [first, last] = await twoOf(copy, on);
    await copy.rows('UPDATE message SET owner_id = ?, vehicle_id = ?, kind = ?, body = ? WHERE id = ?', [
      ...[last.owner_id, last.vehicle_id, last.kind, last.body],
      first.id,
    ]);
  },
  bay: async ({ copy }, on) => {
    const [first, second] = await copy.rows('SELECT id, bay_id FROM booking ORDER BY id LIMIT 2');
    const hours = [new Date(atShanghai(on, '10:00')), new Date(atShanghai(on, '11:00'))];
    await copy.rows(
      "UPDATE booking SET bay_id = ?, starts_at = ?, ends_at = ?, state = 'confirmed' WHERE id IN (?)",
      [first.bay_id, ...hours, [first.id, second.id]],
    );
  },
  forgotten: async ({ copy }, on) => {
    await copy.rows("UPDATE care_item SET state = 'planned', not_before = ? ORDER BY id LIMIT 1", [
      new Date(atShanghai(on, '00:00') - DAY_MS),
    ]);
  },
  mute: async ({ copy }, on) => {
    await copy.rows(
      "UPDATE care_item SET state = 'held', why = '', not_before = ? ORDER BY id DESC LIMIT 1",
      [new Date(atShanghai(on, '00:00') - DAY_MS)],
    );
  },
  promise: async ({ copy }, on) => {
    const [visit] = await copy.rows(
      'SELECT id FROM visit WHERE handed_over_at IS NOT NULL ORDER BY id LIMIT 1',
    );
    const promised = atShanghai(on, '12:00');
    await copy.rows(
      'UPDATE visit SET arrived_at = ?, first_promised_at = ?, handed_over_at = ? WHERE id = ?',
      [...[promised - HOUR_MS, promised, promised + 40 * MINUTE_MS].map((at) => new Date(at)), visit.id],
    );
    await copy.rows('DELETE FROM promise_compensation WHERE visit_id = ?', [visit.id]);
  },
  door: async ({ cameOnce }) => void cameOnce.add('a car of nobody'),
  fen: async ({ tally }) => tally.add('paid fen', 1),
  packet: async ({ tally }) => tally.add('packet fen', 1),
  uncalled: async ({ copy, startMs }) => {
    const [item] = await copy.rows(
      `SELECT c.id, c.vehicle_id FROM care_item c
        WHERE c.rule = 'service' AND NOT EXISTS (SELECT 1 FROM owner_vehicle o JOIN account a ON a.owner_id = o.owner_id
                                                  WHERE o.vehicle_id = c.vehicle_id) ORDER BY c.id LIMIT 1`,
    );
    await copy.rows("UPDATE care_item SET state = 'missed', not_before = ?, expires_at = ? WHERE id = ?", [
      new Date(startMs + HOUR_MS),
      new Date(startMs + 2 * HOUR_MS),
      item.id,
    ]);
    await copy.rows("DELETE FROM follow_up_task WHERE vehicle_id = ? AND kind = 'care_call'", [
      item.vehicle_id,
    ]);
  },
  // Not broken at all: the last reminder of a service runs out long after the call about it. No check may see that.
  calledEarly: async ({ copy, startMs }) => {
    const [item] = await copy.rows(
      `SELECT c.id, k.task_id FROM care_item c
         JOIN follow_up_key k ON k.dedupe_key = CONCAT('care:', c.vehicle_id, ':', c.rule, ':', c.cycle)
         JOIN follow_up_task t ON t.id = k.task_id
        WHERE c.rule = 'service' AND NOT EXISTS (SELECT 1 FROM owner_vehicle o JOIN account a ON a.owner_id = o.owner_id
                                                  WHERE o.vehicle_id = c.vehicle_id) ORDER BY c.id LIMIT 1`,
    );
    const [called, from, until] = [-75 * DAY_MS, HOUR_MS, 2 * HOUR_MS].map((ms) => new Date(startMs + ms));
    await copy.rows("UPDATE care_item SET state = 'missed', not_before = ?, expires_at = ? WHERE id = ?", [
      from,
      until,
      item.id,
    ]);
    await copy.rows("UPDATE follow_up_task SET state = 'done', created_at = ?, closed_at = ? WHERE id = ?", [
      called,
      called,
      item.task_id,
    ]);
  },
};

/** Breaks what the plan says; nothing without it. `echo` and `deaf` are in the checks, which hear the phones. */
export async function breakYear(/** @type {import('./year.mjs').Year} */ year, /** @type {string} */ on) {
  for (const [name, act] of Object.entries(breaks)) if (isBroken(year.plan.broken, name)) await act(year, on);
}

export const isBroken = (/** @type {string | undefined} */ broken, /** @type {string} */ name) =>
  broken === 'all' || broken === name;

/** The first and the last care message of a car that reached a phone, told on this day. */
async function twoOf(/** @type {import('./copy.mjs').Copy} */ { rows }, /** @type {string} */ on) {
  const told = await rows(
    `SELECT id, owner_id, vehicle_id, kind, body, sent_at FROM message
      WHERE class = 'care' AND vehicle_id IS NOT NULL AND channel <> 'inbox'
        AND state IN ('accepted', 'delivered', 'unknown') ORDER BY id`,
  );
  const [first, last] = [told[0], told.at(-1)];
  if (!first || first === last) throw new Error('Too few were told: there is nothing to break');
  for (const message of [first, last]) {
    if (message.sent_at.getTime() >= atShanghai(on, '00:00')) continue;
    message.sent_at = new Date(atShanghai(on, '10:00'));
    await rows('UPDATE message SET sent_at = ? WHERE id = ?', [message.sent_at, message.id]);
  }
  return [first, last];
}

async function careOf(/** @type {import('./copy.mjs').Copy} */ copy, /** @type {string} */ on) {
  return (await twoOf(copy, on))[1];
}
