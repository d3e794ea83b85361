import { addDays, atShanghai } from '@cheban/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planCareJob } from '../../src/modules/care/index.js';
import { workCare } from '../support/care-work.js';
import { clientOf } from '../support/clients.js';
import {
  makeOwner,
  makeStaff,
  makeStore,
  makeVehicle,
  PASSWORD,
  type TestOwner,
  type TestStaff,
  type TestStore,
} from '../support/factories.js';
import { installTemplates } from '../support/sending.js';
import { NOON, startWorld, type World } from '../support/world.js';

const DAY = 86_400_000;
let world: World;
let store: TestStore;
let marketing: TestStaff;

/** Log-ins end within hours, and the clock travels for days. */
const session = async () =>
  (await clientOf(world.api, null).staffAuth.login({ body: { login: marketing.login, password: PASSWORD } }))
    .session;
const client = async () => clientOf(world.api, (await session()).accessToken);

beforeAll(async () => {
  world = await startWorld();
  store = await makeStore(world);
  await installTemplates(world);
  marketing = await makeStaff(world, 'marketing', [store.id]);
});
afterAll(async () => {
  await world?.stop();
});

const work = () => workCare(world);

/** What the machinery does by itself until the evening of a day, at the hours on which anything happens. */
async function liveUntil(on: string): Promise<void> {
  await work();
  for (let day = world.clock.today(); day <= on; day = addDays(day, 1)) {
    for (const hour of ['00:30', '08:30', '09:30', '21:30']) {
      const instant = atShanghai(day, hour);
      if (instant <= world.clock.now()) continue;
      world.clock.set(instant);
      await work();
    }
  }
}

interface Said {
  ownerId: string | null;
  vehicleId: string | null;
  channel: string | null;
  title: string;
  text: string;
}
/** Of two messages of one person that are due at the same instant, which car comes first under the cap is open. */
const nameOf = (row: Said) => `${row.ownerId} ${row.channel} ${row.title} ${row.text}`;

/** What only one of the two says. */
function differences(shown: readonly Said[], sent: readonly Said[]): string[] {
  const [a, b] = [shown.map(nameOf).sort(), sent.map(nameOf).sort()];
  return [
    ...a.filter((name) => !b.includes(name)).map((name) => `only shown: ${name}`),
    ...b.filter((name) => !a.includes(name)).map((name) => `only sent: ${name}`),
  ];
}

async function sentOn(on: string): Promise<Said[]> {
  return world.rows<Said>(
    `SELECT owner_id AS ownerId, vehicle_id AS vehicleId, channel, title, body AS text FROM message
      WHERE class <> 'service' AND sent_at >= ? AND sent_at < ?`,
    [new Date(atShanghai(on, '00:00')), new Date(atShanghai(addDays(on, 1), '00:00'))],
  );
}

/** A car whose service is due three months after the last one; dates of other things as given. */
async function car(
  owner: TestOwner | null,
  columns: Record<string, unknown>,
  lastServiceOn = '2026-11-08',
): Promise<string> {
  const { id } = await makeVehicle(world, store.id, owner?.ownerId ?? null, {
    lastServiceOn,
    soldOn: '2022-05-06',
  });
  for (const [column, value] of Object.entries({ use: 'other', ...columns }))
    await world.rows(`UPDATE vehicle SET \`${column}\` = ?, updated_at = ? WHERE id = ?`, [
      value,
      world.clock.date(),
      id,
    ]);
  return id;
}

describe('the send calendar', () => {
  const today = '2026-11-18';
  const day = addDays(today, 4);

  it('shows for a day exactly what is then sent, merged, capped and by the same way', async () => {
    const plain = await makeOwner(world, { name: '平安' });
    await car(plain, { insurance_expires_on: addDays(day, 30) });
    const both = await makeOwner(world, { name: '两样' });
    await car(both, { insurance_expires_on: addDays(day, 30) }, '2026-09-06');
    // Two cars, one day: the second waits for the next morning under the cap.
    const twoCars = await makeOwner(world, { name: '两车' });
    await car(twoCars, { insurance_expires_on: addDays(day, 29) });
    await car(twoCars, { insurance_expires_on: addDays(day, 29) });
    await car(null, { insurance_expires_on: addDays(day, 30) });
    const birthday = await makeOwner(world, { name: '寿星', follower: false });
    await world.rows("UPDATE owner SET birthday_on = ?, birthday_calendar = 'solar' WHERE id = ?", [
      `1990-${day.slice(5)}`,
      birthday.ownerId,
    ]);
    await car(birthday, {});
    await world.settle();
    await world.run(planCareJob);

    const query = { storeId: store.id, on: day, page: 1, pageSize: 100 };
    const told = await (await client()).careCalendar.day({ query: { ...query, outcome: 'told' } });
    const held = await (await client()).careCalendar.day({ query: { ...query, outcome: 'held' } });
    const month = await (await client()).careCalendar.month({ query: { storeId: store.id } });
    expect(month.days.find(({ on }) => on === day)).toMatchObject({ told: told.total, held: held.total });
    const now = await (await client()).careCalendar.day({ query: { ...query, on: today, outcome: 'told' } });
    expect(now.items.find(({ ownerName }) => ownerName === '两样')?.rules.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['service', 'insurance']),
    );

    const next = await (await client()).careCalendar.day({
      query: { ...query, on: addDays(day, 1), outcome: 'told' },
    });
    await liveUntil(today);
    expect(differences(now.items, await sentOn(today))).toEqual([]);
    await liveUntil(day);
    const sent = await sentOn(day);
    expect(sent.length).toBeGreaterThanOrEqual(4);
    expect(differences(told.items, sent)).toEqual([]);
    await liveUntil(addDays(day, 1));
    expect(differences(next.items, await sentOn(addDays(day, 1)))).toEqual([]);
    // The checker sees a calendar that forgets one message, or takes another way.
    expect(differences(told.items.slice(1), sent)).not.toEqual([]);
    expect(
      differences(
        told.items.map((row) => ({ ...row, channel: 'sms' })),
        sent,
      ),
    ).not.toEqual([]);
  });

  it('tells one owner why, past and to come', async () => {
    world.clock.set(NOON + 10 * DAY);
    const owner = await makeOwner(world, { name: '问询' });
    await car(owner, { insurance_expires_on: addDays('2026-11-28', 30) });
    await work();
    const why = await (await client()).careCalendar.why({ params: { id: owner.ownerId } });
    expect(why.notes).toEqual([]);
    expect(why.past.some(({ outcome, code }) => outcome === 'told' && code === 'insurance')).toBe(true);
    expect(why.coming.filter(({ code }) => code === 'insurance').length).toBeGreaterThan(0);
  });

  it('refuses a day beyond the plan, and another store', async () => {
    const stranger = await makeStore(world, { code: 'S9' });
    const on = addDays(today, 80);
    await expect(
      (await client()).careCalendar.day({ query: { storeId: store.id, on } }),
    ).rejects.toMatchObject({ code: 'REQUEST.INVALID' });
    await expect(
      (await client()).careCalendar.month({ query: { storeId: stranger.id } }),
    ).rejects.toMatchObject({ code: 'STORE.NOT_FOUND' });
  });

  it('counts the funnel and shows who is behind a figure', async () => {
    const range = { storeId: store.id, from: today, to: addDays(today, 20) };
    const funnel = await (await client()).careCalendar.funnel({ query: range });
    expect(funnel.total.planned).toBeGreaterThanOrEqual(funnel.total.sent);
    expect(funnel.total.sent).toBeGreaterThan(0);
    const rows = await (await client()).careCalendar.funnelRows({ query: { ...range, step: 'sent' } });
    expect(rows.total).toBe(funnel.total.sent);
    const week = await (await client()).careCalendar.funnel({ query: { ...range, by: 'week' } });
    expect(week.total).toEqual(funnel.total);
    const answer = await fetch(
      `${world.api}/staff/care-funnel/rows.csv?${new URLSearchParams({ ...range, step: 'sent' })}`,
      { headers: { authorization: `Bearer ${(await session()).accessToken}` } },
    );
    expect(answer.status).toBe(200);
    expect((await answer.text()).split('\r\n').length).toBe(rows.total + 2);
    const [audit] = await world.rows<{ n: number }>(
      "SELECT COUNT(*) AS n FROM audit_log WHERE action = 'care.funnel.export'",
    );
    expect(Number(audit?.n)).toBe(1);
  });
});
