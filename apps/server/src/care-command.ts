import { parseArgs } from 'node:util';
import { addDays, atShanghai, businessDate, isBusinessDate } from '@cheban/kernel';
import { createCli } from './cli.js';
import { moveClock } from './foundation.js';
import { CareForecast, planCareJob, tellCareJob } from './modules/care/index.js';
import { sendJob } from './modules/messaging/index.js';
import { StoreCatalog } from './modules/store/index.js';
import { Clock, MovableClock, toDate } from './platform/clock/index.js';
import { HandleEventsHandler } from './platform/outbox/handle-events.handler.js';
import type { Foundation } from './platform/platform.module.js';
import { WorkerHost } from './platform/queue/index.js';
import { createWorker } from './worker.js';

/** A command that cannot be carried out, with one sentence for the person. */
export class CareRefused extends Error {}

/** `care preview --on DATE --store CODE` and `care run --until INSTANT`. Throws CareRefused. */
export async function careCommand(foundation: Foundation, args: string[]): Promise<object> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      on: { type: 'string' },
      store: { type: 'string' },
      until: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  if (positionals[0] === 'preview' && values.on && values.store)
    return preview(foundation, values.on, values.store);
  if (positionals[0] === 'run' && values.until) return runUntil(foundation, values.until);
  throw new CareRefused('care preview --on YYYY-MM-DD --store CODE [--json], or care run --until INSTANT');
}

/** What the send calendar shows of a day: who gets what, and who is held back and why. */
async function preview(foundation: Foundation, on: string, code: string): Promise<object> {
  const app = await createCli(foundation);
  const store = await app.get(StoreCatalog, { strict: false }).findByCode(code);
  if (!store) throw new CareRefused(`There is no store ${code}.`);
  const today = app.get(Clock, { strict: false }).today();
  if (!isBusinessDate(on) || on < today || on > addDays(today, 30))
    throw new CareRefused(
      `--on wants a day from ${today} to ${addDays(today, 30)}: the plan reaches this far.`,
    );
  const rows = (
    await app
      .get(CareForecast, { strict: false })
      .until({ storeId: store.id }, atShanghai(addDays(on, 1), '00:00'))
  ).filter(({ at }) => businessDate(at) === on);
  const who = ({ ownerName, ownerId, plate, model, vehicleId }: (typeof rows)[number]) => ({
    owner: ownerName,
    ownerId,
    car: plate ?? model,
    vehicleId,
  });
  return {
    on,
    store: code,
    told: rows
      .filter(({ outcome }) => outcome === 'told')
      .map((row) => ({
        ...who(row),
        kinds: row.kinds,
        channel: row.channel,
        at: toDate(row.at).toISOString(),
        text: row.text,
      })),
    held: rows
      .filter(({ outcome }) => outcome === 'held')
      .map((row) => ({
        ...who(row),
        kinds: row.kinds,
        reason: row.why,
        again: row.againAt === null ? null : toDate(row.againAt).toISOString(),
      })),
  };
}

/**
 * Walks the clock of this copy forward, and works at every instant on which something is due, as production would.
 * The simulator's clock goes along: providers refuse what is signed at another time.
 */
async function runUntil(foundation: Foundation, until: string): Promise<object> {
  const { clock, config, redis } = foundation;
  if (!(clock instanceof MovableClock) || config.simulatorUrl === null)
    throw new CareRefused('The clock of this copy cannot be moved: start it with CHEBAN_CLOCK=movable.');
  const end = Date.parse(until);
  if (Number.isNaN(end) || end <= clock.now())
    throw new CareRefused(`--until wants an instant after ${toDate(clock.now()).toISOString()}.`);
  const from = clock.now();
  const worker = await createWorker(foundation);
  const host = worker.get(WorkerHost);
  const events = worker.get(HandleEventsHandler, { strict: false });
  const query = <T>(sql: string, parameters: unknown[] = []): Promise<T[]> =>
    foundation.dataSource.query(sql, parameters);
  const settle = async () => {
    const open = await query<{ id: string }>(
      'SELECT id FROM outbox_event WHERE done_at IS NULL ORDER BY seq',
    );
    if (open.length > 0) await events.run({ eventIds: open.map(({ id }) => id) });
  };
  const nextDue = async (now: number): Promise<number> => {
    const rows = await query<{ at: Date | null }>(
      `SELECT MIN(not_before) AS at FROM care_item WHERE state = 'planned' AND not_before > ?
       UNION ALL SELECT MIN(not_before) FROM message WHERE state IN ('planned', 'held') AND not_before > ?`,
      [toDate(now), toDate(now)],
    );
    const tomorrow = atShanghai(addDays(businessDate(now), 1), '00:01');
    return Math.min(end, tomorrow, ...rows.map(({ at }) => at?.getTime() ?? end));
  };
  let steps = 0;
  for (let at = from; ; at = await nextDue(at)) {
    clock.moveTo(at);
    await moveClock(redis, clock.aheadMs());
    await fetch(`${config.simulatorUrl}/_control/clock`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ offsetMs: Math.round(clock.aheadMs()) }),
    });
    await settle();
    for (const job of [planCareJob, tellCareJob, sendJob]) await host.runNow(job);
    await settle();
    steps += 1;
    if (at >= end) break;
  }
  const [sent] = await query<{ n: string }>(
    'SELECT COUNT(*) AS n FROM message WHERE sent_at >= ? AND sent_at <= ?',
    [toDate(from), toDate(clock.now())],
  );
  return {
    from: toDate(from).toISOString(),
    until: toDate(end).toISOString(),
    steps,
    sent: Number(sent?.n ?? 0),
  };
}
