import { atShanghai, businessDate, DAY_MS, timeOfDay } from '@cheban/kernel';
import { isBroken } from './broken.mjs';

const QUIET = { from: '21:00', to: '08:30' };
const MOST_SHOWN = 20;
/** Rules whose reminders end with a call where no message reaches anybody; wishes and tips do not. */
const CALLED_FOR = ['first_service', 'service', 'warranty', 'insurance', 'inspection', 'licence', 'win_back'];
/** No store forgives more minutes than this. */
const TOLERANCE = 15;
/** The same words again are a second telling, unless so much later. */
const SAME_WORDS_MS = 5 * DAY_MS;

/**
 * What must be true of every day. The phones' log (the simulator's) is held against our books and against what the
 * people of the year did; nothing here asks the server's own rules.
 * @param {import('./year.mjs').Year} year
 */
export function makeChecks(year) {
  const { copy, group, tally } = year;
  /** @type {string[]} */
  const wrong = [];
  const tell = (/** @type {string} */ what) => {
    tally.count('wrong');
    if (wrong.length < MOST_SHOWN) wrong.push(`${businessDate(copy.clock.now())}: ${what}`);
  };
  /** Deliveries of the day: what the phones got. @type {{ openid: string, msgId: string, at: number }[]} */
  let today = [];
  const carById = new Map(group.cars.map((car) => [car.id, car]));
  let heard = 0;
  /** When which words about which car reached whom. @type {Map<string, number>} */
  const saidAt = new Map();

  return {
    wrong,
    delivered(/** @type {string} */ openid, /** @type {string} */ msgId, /** @type {number} */ at) {
      today.push({ openid, msgId, at });
      // Phones that hear one thing twice, or a message fewer: show that the checks see it.
      heard += 1;
      if (heard === 1 && isBroken(year.plan.broken, 'deaf')) today.pop();
      if (heard === 2 && isBroken(year.plan.broken, 'echo')) today.push({ openid, msgId, at });
    },

    /** After the last tick of a day. */
    async ofDay(/** @type {string} */ on) {
      const [from, to] = [new Date(atShanghai(on, '00:00')), new Date(atShanghai(on, '00:00') + DAY_MS)];
      const told = await copy.rows(
        `SELECT id, owner_id, vehicle_id, kind, class, channel, provider_id, sent_at, body
           FROM message WHERE sent_at >= ? AND sent_at < ? AND channel <> 'inbox'
             AND state IN ('accepted', 'delivered', 'unknown')`,
        [from, to],
      );
      tally.add('told on the phone', told.length);
      onPhones(told);
      hours(told);
      caps(on, told);
      again(told);
      stillTrue(told);
      await capacity(from);
      // Without the engine nobody decides what a visit has planned.
      if (year.plan.engine) await late(from);
      await promises(from);
      today = [];
    },

    async atTheEnd() {
      const [sum] = await copy.rows('SELECT COALESCE(SUM(paid_fen), 0) AS fen FROM work_order');
      if (Number(sum?.fen) !== tally.of('paid fen'))
        tell(`work orders say ${sum?.fen} fen, the counter took ${tally.of('paid fen')}`);
      const [came] = await copy.rows('SELECT COUNT(DISTINCT vehicle_id) AS cars FROM visit');
      if (Number(came?.cars) !== year.cameOnce.size)
        tell(`${came?.cars} cars came by the books, ${year.cameOnce.size} stood at the door`);
      const [won] = await copy.rows('SELECT COALESCE(SUM(amount_fen), 0) AS fen FROM packet_claim');
      if (Number(won?.fen) !== tally.of('packet fen'))
        tell(`packets of ${won?.fen} fen are claimed in the books, people won ${tally.of('packet fen')}`);
      const [packed] = await copy.rows('SELECT COALESCE(SUM(amount_fen), 0) AS fen FROM red_packet');
      if (Number(packed?.fen) !== tally.of('packed fen'))
        tell(`packets hold ${packed?.fen} fen, ${tally.of('packed fen')} were planned`);
      // One call about each due thing, however many of its reminders come after the call.
      const silent = await copy.rows(
        `SELECT c.rule, c.cycle, c.vehicle_id FROM care_item c
          WHERE c.state = 'missed' AND c.rule IN (?) AND c.not_before >= ? AND c.expires_at < ?
            AND NOT EXISTS (SELECT 1 FROM owner_vehicle o JOIN account a ON a.owner_id = o.owner_id
                             WHERE o.vehicle_id = c.vehicle_id)
            AND NOT EXISTS (SELECT 1 FROM follow_up_key k JOIN follow_up_task t ON t.id = k.task_id
                             WHERE k.dedupe_key = CONCAT('care:', c.vehicle_id, ':', c.rule, ':', c.cycle)
                               AND t.kind = 'care_call' AND t.created_at < c.expires_at)
          LIMIT 5`,
        [CALLED_FOR, new Date(year.startMs), new Date(copy.clock.now())],
      );
      for (const row of silent)
        tell(`nobody told, nobody called: ${row.rule} ${row.cycle} of ${row.vehicle_id}`);
    },
  };

  /** The phones and the books name the same messages, each once. */
  function onPhones(/** @type {any[]} */ told) {
    const times = new Map();
    for (const { msgId } of today) times.set(msgId, (times.get(msgId) ?? 0) + 1);
    const known = new Set(told.map(({ provider_id }) => String(provider_id)));
    for (const [msgId, count] of times) {
      if (count > 1) tell(`a phone got ${msgId} ${count} times`);
      if (!known.has(msgId)) tell(`a phone got ${msgId}, of which the books know nothing`);
    }
    for (const { provider_id, id } of told)
      if (!times.has(String(provider_id))) tell(`message ${id} is told in the books, no phone has it`);
  }

  function hours(/** @type {any[]} */ told) {
    const quiet = (/** @type {number} */ at) => {
      const minutes = timeOfDay(at) / 60_000;
      return minutes >= 21 * 60 || minutes < 8 * 60 + 30;
    };
    for (const message of told)
      if (message.class !== 'service' && quiet(message.sent_at.getTime()))
        tell(`${message.kind} at night (${QUIET.from} to ${QUIET.to})`);
  }

  function caps(/** @type {string} */ on, /** @type {any[]} */ told) {
    const care = new Map();
    for (const message of told)
      if (message.class === 'care') care.set(message.owner_id, (care.get(message.owner_id) ?? 0) + 1);
    for (const [ownerId, count] of care)
      if (count > 1) tell(`${count} care messages for ${ownerId} on ${on}`);
  }

  /** The same words about the same car do not reach the same person again soon. */
  function again(/** @type {any[]} */ told) {
    for (const { owner_id, vehicle_id, kind, body, sent_at, class: sort } of told) {
      if (sort !== 'care') continue;
      const key = [owner_id, vehicle_id, kind, body].join(' ');
      if (sent_at.getTime() - (saidAt.get(key) ?? Number.NEGATIVE_INFINITY) < SAME_WORDS_MS)
        tell(`${kind} told twice in the same words`);
      saidAt.set(key, sent_at.getTime());
    }
  }

  /** Nobody hears of what they have done, sold, or do not want to hear of. */
  function stillTrue(/** @type {any[]} */ told) {
    for (const message of told) {
      if (message.class !== 'care' || message.vehicle_id === null) continue;
      const car = carById.get(message.vehicle_id);
      if (!car) continue;
      if (car.soldAt !== null && message.sent_at.getTime() > car.soldAt)
        tell(`${message.kind} for a sold car`);
      const due = /_due$|win_back/.test(message.kind);
      const wantsNone = year.personById.get(message.owner_id)?.optedOut;
      if (due && wantsNone && message.sent_at.getTime() > (year.optedOutAt.get(message.owner_id) ?? Infinity))
        tell(`${message.kind} against the owner's wish`);
      const servedAt = year.servedAt.get(message.vehicle_id);
      if (
        /^(service|first_service)_due$/.test(message.kind) &&
        servedAt !== undefined &&
        message.sent_at.getTime() > servedAt &&
        message.sent_at.getTime() - servedAt < 20 * DAY_MS
      )
        tell(`${message.kind} within 20 days of a service`);
    }
  }

  /** Two cars never stand in one bay. */
  async function capacity(/** @type {Date} */ from) {
    const pairs = await copy.rows(
      `SELECT a.id FROM booking a JOIN booking b
           ON b.bay_id = a.bay_id AND b.id > a.id AND b.starts_at < a.ends_at AND b.ends_at > a.starts_at
        WHERE a.starts_at >= ? AND a.starts_at < ? + INTERVAL 1 DAY
          AND a.state NOT IN ('cancelled', 'no_show') AND b.state NOT IN ('cancelled', 'no_show')`,
      [from, from],
    );
    for (const { id } of pairs) tell(`two bookings in one bay: ${id}`);
  }

  /** What was due is decided: told, held with a reason, stopped or missed; never forgotten. */
  async function late(/** @type {Date} */ from) {
    const [row] = await copy.rows(
      "SELECT COUNT(*) AS n FROM care_item WHERE state = 'planned' AND not_before < ?",
      [from],
    );
    if (Number(row?.n) > 0) tell(`${row.n} reminders of yesterday are not decided`);
    const [mute] = await copy.rows(
      `SELECT COUNT(*) AS n FROM care_item WHERE state IN ('held', 'stopped', 'missed') AND why = '' AND not_before < ?`,
      [from],
    );
    if (Number(mute?.n) > 0) tell(`${mute.n} reminders are held without a reason`);
  }

  /** A promise that ran out has its row. */
  async function promises(/** @type {Date} */ from) {
    const broken = await copy.rows(
      `SELECT v.id FROM visit v LEFT JOIN promise_compensation p ON p.visit_id = v.id
        WHERE v.arrived_at >= ? AND v.arrived_at < ? + INTERVAL 1 DAY AND v.handed_over_at > v.first_promised_at + INTERVAL ${TOLERANCE} MINUTE
          AND p.visit_id IS NULL`,
      [from, from],
    );
    for (const { id } of broken) tell(`a broken promise without its row: ${id}`);
  }
}
