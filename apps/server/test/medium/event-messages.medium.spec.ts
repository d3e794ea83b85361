import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sendJob } from '../../src/modules/messaging/index.js';
import { newId } from '../../src/platform/database/index.js';
import { installTemplates } from '../support/sending.js';
import {
  checkIn,
  type Guest,
  handOver,
  makeGuest,
  makeReady,
  makeWorkshop,
  type TestWorkshop,
  wholeVisit,
} from '../support/visits.js';
import { NOON, startWorld, type World } from '../support/world.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let world: World;
let shop: TestWorkshop;

beforeAll(async () => {
  world = await startWorld();
  shop = await makeWorkshop(world, 'E1');
  await installTemplates(world);
});
afterAll(async () => {
  await world?.stop();
});
beforeEach(() => travel(NOON));

async function travel(to: number): Promise<void> {
  world.clock.set(to);
  await world.phones.put('/clock', { offsetMs: to - Date.now() });
  await world.rows('UPDATE session SET access_until = ?', [new Date(to + DAY)]);
}
interface Row {
  kind: string;
  state: string;
  why: string;
  title: string;
  body: string;
  page: string;
  not_before: Date;
}
const rowsOf = (guest: Guest, ...kinds: string[]) =>
  world.rows<Row>('SELECT * FROM message WHERE owner_id = ? AND kind IN (?) ORDER BY not_before, id', [
    guest.owner.ownerId,
    kinds,
  ]);
const reminders = async (guest: Guest, state = 'planned') =>
  (await rowsOf(guest, 'booking_reminder'))
    .filter((row) => row.state === state)
    .map((row) => row.not_before.toISOString());

function book(guest: Guest, startsAt: number) {
  return shop.advisor.client.staffBooking.create({
    body: {
      ownerId: guest.owner.ownerId,
      vehicleId: guest.car.id,
      storeId: shop.store.id,
      serviceId: shop.store.services.service,
      startsAt: new Date(startsAt).toISOString(),
      advisorId: null,
      note: '',
    },
  });
}

describe('reminders of a booking', () => {
  it('stand from the confirmation on: the evening before and two hours before', async () => {
    const guest = await makeGuest(world, shop);
    // Saturday 10:00 in Shanghai, three days ahead.
    await book(guest, NOON + 3 * DAY);
    await world.settle();
    expect(await reminders(guest)).toEqual(['2026-11-20T10:00:00.000Z', '2026-11-21T00:00:00.000Z']);
    await travel(Date.parse('2026-11-20T10:00:00.000Z'));
    await world.run(sendJob);
    const [evening] = await rowsOf(guest, 'booking_reminder');
    expect(evening).toMatchObject({ state: 'accepted' });
    expect(evening?.body).toContain('明天 上午 10:00');
    expect(evening?.body).toContain('定期保养');
  });

  it('follow a move, and end with a cancellation', async () => {
    const guest = await makeGuest(world, shop);
    const booking = await book(guest, NOON + 4 * DAY);
    await world.settle();
    const params = { id: booking.id };
    // Two changes that are handled together leave one set of reminders, of the last time.
    for (const days of [5, 6]) {
      const startsAt = new Date(NOON + days * DAY + HOUR).toISOString();
      await shop.advisor.client.staffBooking.reschedule({ params, body: { startsAt } });
    }
    await world.settle();
    expect(await reminders(guest)).toEqual(['2026-11-23T10:00:00.000Z', '2026-11-24T01:00:00.000Z']);
    await shop.advisor.client.staffBooking.cancel({ params, body: { reason: '客户来电取消' } });
    await world.settle();
    expect(await reminders(guest)).toEqual([]);
    const taken = await rowsOf(guest, 'booking_reminder');
    expect(taken.every(({ state }) => state === 'suppressed')).toBe(true);
    expect(taken.some(({ why }) => why === '预约已取消，不再提醒。')).toBe(true);
  });

  it('leave out what was booked too late for them', async () => {
    const [tomorrow, today, soon] = [
      await makeGuest(world, shop),
      await makeGuest(world, shop),
      await makeGuest(world, shop),
    ];
    // Booked on the eve: only two hours before.
    await book(tomorrow, NOON + DAY + 2 * HOUR);
    await book(today, NOON + 4 * HOUR);
    await book(soon, NOON + 1.5 * HOUR);
    await world.settle();
    expect(await reminders(tomorrow)).toEqual([new Date(NOON + DAY).toISOString()]);
    expect(await reminders(today)).toEqual([new Date(NOON + 2 * HOUR).toISOString()]);
    expect(await reminders(soon)).toEqual([]);
  });

  it('are not sent while staff have paused the rule', async () => {
    const guest = await makeGuest(world, shop);
    await book(guest, NOON + 2 * DAY + HOUR);
    await world.settle();
    await world.rows(
      `INSERT INTO care_rule (id, scope, code, state, state_why, live_version, last_version, updated_at)
       VALUES (?, ?, 'booking', 'paused', '系统维护', 0, 0, ?)`,
      [newId(world.clock), shop.store.id, world.clock.date()],
    );
    await travel(Date.parse('2026-11-19T10:00:00.000Z'));
    await world.run(sendJob);
    const [row] = await rowsOf(guest, 'booking_reminder');
    expect(row?.state).toBe('suppressed');
    expect(row?.why).toContain('系统维护');
    await world.rows("DELETE FROM care_rule WHERE code = 'booking'");
  });
});

describe('after a visit', () => {
  const AFTER = ['visit_thanks', 'rating_invitation', 'rating_reminder'];
  /** WeChat took it; its own report that it arrived may have come meanwhile. */
  const GONE_OUT = expect.stringMatching(/^(accepted|delivered)$/);

  it('thanks, says what was done and what comes next, and asks for a rating in one message', async () => {
    const guest = await makeGuest(world, shop);
    const visitId = await wholeVisit(shop, guest);
    await world.settle();
    await travel(NOON + HOUR);
    await world.run(sendJob);
    const rows = await rowsOf(guest, ...AFTER);
    expect(rows.map(({ kind, state }) => [kind, state])).toEqual([
      ['visit_thanks', GONE_OUT],
      ['rating_reminder', 'planned'],
    ]);
    expect(rows[0]?.body).toContain('定期保养（机油保养）');
    expect(rows[0]?.body).toMatch(/下次定期保养预计/);
    expect(rows[0]?.page).toBe(`subpackages/rating/create/index?visitId=${visitId}`);
    expect(await world.phones.deliveries(guest.owner.openid)).toSatisfy(
      (list: { templateId: string }[]) =>
        list.filter(({ templateId }) => templateId === 'tpl-rating').length === 1,
    );
  });

  it('asks once more after two days, unless there is an answer by then', async () => {
    const [silent, quick] = [await makeGuest(world, shop), await makeGuest(world, shop)];
    await wholeVisit(shop, silent);
    const visitId = await wholeVisit(shop, quick);
    await world.settle();
    await quick.owner.client.visit.rate({ params: { id: visitId }, body: { stars: 5, nps: 10 } });
    await travel(NOON + 2 * DAY + HOUR);
    await world.run(sendJob);
    const last = async (guest: Guest) => (await rowsOf(guest, 'rating_reminder'))[0];
    expect((await last(silent))?.state).toEqual(GONE_OUT);
    expect(await last(quick)).toMatchObject({ state: 'suppressed', why: '车主已经评价过了。' });
    await travel(NOON + 6 * DAY);
    await world.run(sendJob);
    expect(await rowsOf(silent, ...AFTER)).toHaveLength(2);
  });

  it('asks nobody again within thirty days of an answer', async () => {
    const guest = await makeGuest(world, shop);
    const first = await wholeVisit(shop, guest);
    await world.settle();
    await guest.owner.client.visit.rate({ params: { id: first }, body: { stars: 5, nps: 10 } });
    const again = async (days: number, mileageKm: number) => {
      await travel(NOON + days * DAY);
      const { id } = await checkIn(shop, guest);
      await makeReady(shop, id);
      await handOver(shop.advisor.client, id, mileageKm);
      await world.settle();
      return world.rows<Row & { words: string }>(
        "SELECT * FROM message WHERE subject_id = ? AND kind IN ('visit_thanks', 'visit_thanked', 'rating_reminder') ORDER BY kind",
        [id],
      );
    };
    const early = await again(20, 21_000);
    expect(early.map(({ kind }) => kind)).toEqual(['visit_thanked']);
    expect(early[0]?.page).toContain('subpackages/visit/detail');
    const late = await again(31, 22_000);
    expect(late.map(({ kind }) => kind)).toEqual(['rating_reminder', 'visit_thanks']);
    expect(late[1]?.page).toContain('subpackages/rating/create');
  });
});
