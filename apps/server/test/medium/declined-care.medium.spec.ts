import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepVisitsJob } from '../../src/modules/workshop/index.js';
import { workCare } from '../support/care-work.js';
import { installTemplates } from '../support/sending.js';
import { extraWork, visitDesk } from '../support/visit-desk.js';
import {
  GOOD_WHEELS,
  type Guest,
  handOver,
  makeReady,
  makeWorkshop,
  type TestWorkshop,
} from '../support/visits.js';
import { NOON, startWorld, type World } from '../support/world.js';

const DAY = 24 * 3_600_000;
let world: World;
let shop: TestWorkshop;

beforeAll(async () => {
  world = await startWorld();
  shop = await makeWorkshop(world, 'D1');
  await installTemplates(world);
});
afterAll(() => world?.stop());

const desk = () => shop.advisor.client.workshop;
const inDays = (days: number) => world.clock.set(NOON + days * DAY);
const listed = async (state: 'open' | 'booked' | 'done') =>
  (await desk().declinedWork({ query: { storeId: shop.store.id, state, pageSize: 100 } })).items;
const found = async (state: 'open' | 'booked' | 'done', guest: Guest) =>
  (await listed(state)).filter(({ vehicleId }) => vehicleId === guest.car.id);
const reminders = ({ car }: Guest) =>
  world.rows<{ id: string; body: string; state: string }>(
    "SELECT id, body, state FROM message WHERE vehicle_id = ? AND kind = 'declined_due' ORDER BY id",
    [car.id],
  );

/** An owner who said no to extra work today, and drove home. No service falls due around the reminder. */
async function saidNo(title: string): Promise<Guest> {
  world.clock.set(NOON);
  const { guest, id } = await visitDesk(world, shop).arrive();
  await visitDesk(world, shop).begin(id);
  const asked = await desk().addQuote({ params: { id }, body: extraWork(title) });
  const params = { id: asked.quotes[0]?.id ?? '' };
  await guest.owner.client.visit.answerQuote({ params, body: { approve: false } });
  await shop.technician.client.workshop.saveReport({
    params: { id },
    body: { wheels: GOOD_WHEELS, sign: true },
  });
  await desk().advance({ params: { id }, body: { step: 'ready' } });
  await handOver(shop.advisor.client, id);
  await world.settle();
  return guest;
}
/** Books the first free slot, by the reminder if there is one. */
async function book({ owner }: Guest, messageId?: string) {
  const query = messageId === undefined ? {} : { messageId };
  const page = await owner.client.booking.prefill({ query });
  const { vehicleId, storeId, serviceId, slots } = page;
  const booking = await owner.client.booking.create({
    body: {
      ...{ vehicleId, storeId, serviceId, advisorId: null, note: '' },
      startsAt: slots.firstFreeAt ?? '',
      ...query,
    },
  });
  await world.settle();
  return { page, booking };
}

describe('work that was put off', () => {
  it('is told by care on its day, once, and leaves the list by a booking', async () => {
    const guest = await saidNo('更换前刹车片');
    expect(await found('open', guest)).toMatchObject([{ title: '更换前刹车片', chaseOn: '2026-12-18' }]);
    await workCare(world);
    expect(await reminders(guest)).toEqual([]);
    inDays(30);
    await workCare(world);
    await workCare(world);
    const [told, ...more] = await reminders(guest);
    expect(more).toEqual([]);
    expect(told?.body).toContain('上次到店建议的“更换前刹车片”还没有做');
    const { page } = await book(guest, told?.id);
    const service = page.services.find(({ id }) => id === page.serviceId);
    expect(service?.kind).toBe('quick_repair');
    expect(page.note).toBe('上次建议项目：更换前刹车片');
    expect(await found('open', guest)).toEqual([]);
    expect(await found('booked', guest)).toHaveLength(1);
    inDays(38);
    await world.run(sweepVisitsJob);
    expect(await found('booked', guest)).toHaveLength(1);
  });

  it('comes back when the booking is off, and is told again on its day', async () => {
    const guest = await saidNo('更换雨刮');
    inDays(3);
    const { booking } = await book(guest);
    expect(await found('booked', guest)).toHaveLength(1);
    await shop.advisor.client.staffBooking.cancel({
      params: { id: booking.id },
      body: { reason: '车主临时有事' },
    });
    await world.settle();
    expect(await found('open', guest)).toMatchObject([{ chaseOn: '2026-12-18' }]);
    inDays(30);
    await workCare(world);
    expect(await reminders(guest)).toHaveLength(1);
  });

  it('is done when the next bill says so; else it is asked about in a month again', async () => {
    const guest = await saidNo('更换空调滤芯');
    inDays(3);
    const again = async (names: string[]) => {
      const { id } = await desk().checkIn({
        body: { storeId: shop.store.id, vehicleId: guest.car.id, serviceId: shop.store.services.service },
      });
      await makeReady(shop, id);
      const lines = names.map((name) => ({ name, kind: 'part' as const, quantity: 1, amountFen: 9_900 }));
      await desk().handOver({ params: { id }, body: { lines, paidFen: 9_900, mileageKm: 20_100 } });
      await world.settle();
    };
    const { booking } = await book(guest);
    await shop.advisor.client.staffBooking.confirm({ params: { id: booking.id } });
    world.clock.set(Date.parse(booking.startsAt));
    await again(['玻璃水']);
    expect((await found('open', guest))[0]?.chaseOn).toBe(
      new Date(Date.parse(booking.startsAt) + 30 * DAY + 8 * 3_600_000).toISOString().slice(0, 10),
    );
    await again(['更换空调滤芯']);
    expect(await found('open', guest)).toEqual([]);
    expect(await found('done', guest)).toHaveLength(1);
  });

  it('leads to a call after a week without an answer, and the answer counts', async () => {
    const guest = await saidNo('更换电瓶');
    inDays(30);
    await workCare(world);
    await world.run(sweepVisitsJob);
    await world.settle();
    const calls = () =>
      world.rows<{ id: string }>(
        "SELECT id FROM follow_up_task WHERE vehicle_id = ? AND title = '建议项目回访'",
        [guest.car.id],
      );
    expect(await calls()).toEqual([]);
    inDays(37);
    await Promise.all([world.run(sweepVisitsJob), world.run(sweepVisitsJob)]);
    await world.settle();
    const [call, ...more] = await calls();
    expect(more).toEqual([]);
    expect(await found('open', guest)).toMatchObject([{ chaseOn: null }]);
    await shop.advisor.client.followUp.attempt({
      params: { id: call?.id ?? '' },
      body: { outcome: 'later', days: 30, seen: 0, note: '下次保养一起做' },
    });
    await world.settle();
    expect(await found('open', guest)).toMatchObject([{ chaseOn: '2027-01-24' }]);
    inDays(67);
    await workCare(world);
    expect(await reminders(guest)).toHaveLength(2);
  });

  it('ends when the owner says it was done elsewhere, and does not follow the car to its next owner', async () => {
    const [done, sold] = [await saidNo('更换轮胎'), await saidNo('更换火花塞')];
    inDays(30);
    await workCare(world);
    const [first] = await reminders(done);
    await done.owner.client.message.answer({
      params: { id: first?.id ?? '' },
      body: { answer: 'done_elsewhere', on: '2026-12-10', reason: 'near', note: '' },
    });
    const [second] = await reminders(sold);
    await sold.owner.client.message.answer({ params: { id: second?.id ?? '' }, body: { answer: 'sold' } });
    await world.settle();
    expect(await found('open', done)).toEqual([]);
    expect(await found('done', done)).toHaveLength(1);
    const advised = await world.rows<{ advised_on: string | null }>(
      'SELECT advised_on FROM vehicle WHERE id IN (?)',
      [[done.car.id, sold.car.id]],
    );
    expect(advised.map((car) => car.advised_on)).toEqual([null, null]);
    inDays(38);
    await world.run(sweepVisitsJob);
    await world.settle();
    const calls = await world.rows('SELECT id FROM follow_up_task WHERE vehicle_id = ? AND title = ?', [
      sold.car.id,
      '建议项目回访',
    ]);
    expect(calls).toEqual([]);
  });
});
