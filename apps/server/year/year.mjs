import { addDays, atShanghai } from '@cheban/kernel';
import { findUnheardJob, planCareJob } from '../dist/modules/care/index.js';
import { planSaleCallsJob } from '../dist/modules/follow-up/index.js';
import { Agenda } from './agenda.mjs';
import { breakYear } from './broken.mjs';
import { makeChecks } from './checks.mjs';
import { openCopy } from './copy.mjs';
import { diceOf } from './dice.mjs';
import { makeDigest } from './digest.mjs';
import { makeGroup, settleGroup } from './group.mjs';
import { createLimit } from './limit.mjs';
import { makeOwners } from './owners.mjs';
import { jobsAt, TICKS } from './rounds.mjs';
import { makeStaff } from './staff.mjs';
import { createTally } from './tally.mjs';
import { makeWaves } from './waves.mjs';
import { makeWeather } from './weather.mjs';

/** Cars, and whether somebody of theirs has the app. */
const WITH_APP = `SELECT o.vehicle_id, MAX(a.id IS NOT NULL) AS app
  FROM owner_vehicle o LEFT JOIN account a ON a.owner_id = o.owner_id GROUP BY o.vehicle_id`;

/**
 * @typedef {object} Plan
 * @property {string} startOn first business date
 * @property {number} days
 * @property {number} cars
 * @property {number} seed
 * @property {string | undefined} [broken] what is broken on purpose (broken.mjs), so that the checks must turn red
 * @property {number | undefined} [minutes] no day is begun that would end after so many
 * @property {boolean} engine false: nobody is reminded of anything; the same people with the same luck
 */
/** @typedef {Awaited<ReturnType<typeof openYear>>} Year */

async function openYear(/** @type {Plan} */ plan) {
  const startMs = atShanghai(plan.startOn, '00:05');
  const fate = diceOf(plan.seed);
  const group = await makeGroup({ startMs, seed: plan.seed, cars: plan.cars, fate });
  const copy = await openCopy(startMs);
  await settleGroup(copy, group);
  const tally = createTally();
  return {
    plan,
    startMs,
    fate,
    group,
    copy,
    agenda: new Agenda(),
    tally,
    personById: new Map(group.people.map((person) => [person.id, person])),
    /** When a car was last handed over here. @type {Map<string, number>} */
    servedAt: new Map(),
    /** Cars that were checked in at least once. @type {Set<string>} */
    cameOnce: new Set(),
    /** @type {Map<string, number>} */
    optedOutAt: new Map(),
    /** @type {ReturnType<typeof makeStaff>} */
    staff: /** @type {any} */ (null),
    /** A call that may be refused, as people's taps are; the code of a refusal is counted. */
    attempt: async (/** @type {string} */ what, /** @type {() => Promise<any>} */ call) => {
      try {
        return await call();
      } catch (error) {
        const code = /** @type {{ code?: string }} */ (error).code;
        if (code === undefined || code.startsWith('SERVER')) throw error;
        tally.count(`refused: ${what} ${code}`);
        return undefined;
      }
    },
  };
}

/**
 * Plays the days, one after the other, and gives back what came of them. Throws if the system itself breaks.
 * @param {Plan} plan
 * @param {(day: number, on: string) => void} told after each day
 */
export async function playYear(plan, told) {
  const year = await openYear(plan);
  const { copy, agenda, tally } = year;
  year.staff = makeStaff(year);
  const owners = makeOwners(year);
  const checks = makeChecks(year);
  const digest = makeDigest(year);
  const [weather, waves] = [makeWeather(year), makeWaves(year)];
  const limit = createLimit(plan.minutes);
  const { inbox } = copy.simulator.world;
  inbox.onDelivery((phone) => {
    const delivery = inbox.last(phone);
    if (!delivery) return;
    tally.count(`by ${delivery.channel}`);
    checks.delivered(phone, delivery.msgId, copy.clock.now());
    owners.heard(phone);
  });
  try {
    for (let day = 0; day < plan.days && limit.begins(); day += 1) {
      const on = addDays(plan.startOn, day);
      copy.moveTo(atShanghai(on, '00:10'));
      for (const job of [...(plan.engine ? [planCareJob] : []), planSaleCallsJob]) await copy.run(job);
      await copy.settle();
      await weather(on);
      await waves(on);
      await owners.wakes(on);
      for (const clock of TICKS) {
        const tick = atShanghai(on, clock);
        for (let next = agenda.takeBefore(tick); next; next = agenda.takeBefore(tick)) {
          copy.moveTo(Math.max(copy.clock.now(), next.at));
          await next.act();
        }
        copy.moveTo(tick);
        await copy.settle();
        await year.staff.confirms();
        for (const job of jobsAt(on, clock, plan.engine)) await copy.run(job);
        await copy.settle();
        if (clock === '11:00' || clock === '15:00') await year.staff.calls();
        if (clock === '16:00') await year.staff.cases();
        if (clock === '20:00' && plan.engine) await copy.run(findUnheardJob);
      }
      const books = await digest(on);
      if (day + 1 === plan.days) await breakYear(year, on);
      await checks.ofDay(on);
      tally.endDay(on, books);
      limit.ends();
      told(day + 1, on);
    }
    await checks.atTheEnd();
    return { ...tally.result(), wrong: checks.wrong, ...(await figures(year)) };
  } finally {
    await copy.stop();
  }
}

/** What the report shows beside the counts: of the reminders that fell due while the year was played. */
async function figures(/** @type {Year} */ { copy, group, startMs }) {
  const from = new Date(startMs);
  const due = await copy.rows(
    `SELECT c.state, a.app, COUNT(*) AS n
       FROM care_item c JOIN (${WITH_APP}) a ON a.vehicle_id = c.vehicle_id
      WHERE c.not_before >= ? AND c.state <> 'planned' GROUP BY c.state, a.app`,
    [from],
  );
  const whys = await copy.rows(
    `SELECT state, why, COUNT(*) AS n FROM care_item
      WHERE not_before >= ? AND state IN ('missed', 'held', 'stopped') GROUP BY state, why ORDER BY n DESC, why`,
    [from],
  );
  const reached = {
    withApp: /** @type {Record<string, number>} */ ({}),
    without: /** @type {Record<string, number>} */ ({}),
  };
  for (const { state, app, n } of due) reached[Number(app) ? 'withApp' : 'without'][state] = Number(n);
  return {
    due: reached,
    whys: whys.map(({ state, why, n }) => ({ state, why, n: Number(n) })),
    people: group.people.length,
  };
}
