import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openWindow, tellOneStory, type Window } from './support/browser.js';
import { addresses } from './support/copy.js';
import { button, seen, waitFor } from './support/owner-app.js';
import { type Caller, type Car, importedCar, ownerWithPhone, type Phone, until } from './support/people.js';

tellOneStory();

interface Slot {
  startsAt: string;
  clock: string;
  free: boolean;
}

/** Owners enough to fill a morning, however often this has run on the same data. */
const OWNER_PAGES = ['1', '2', '3', '4', '5', '6'] as const;
/** Some days ahead, beyond what other tests book. */
const FAR_DAYS = 6;

interface Wish {
  storeId: string;
  serviceId: string;
  advisorId: string;
}

/** Slots before noon of a day; without one, of the first from FAR_DAYS on that has a free one. */
async function farMorning(as: Caller, wish: Wish, on?: string): Promise<{ on: string; slots: Slot[] }> {
  const { days } = (await as.get('/staff/slots', { ...wish, days: '20' })) as {
    days: { on: string; slots: Slot[] }[];
  };
  const mornings = days
    .slice(FAR_DAYS)
    .map((day) => ({ on: day.on, slots: day.slots.filter(({ clock }) => clock < '12:00') }));
  const found = mornings.find((day) => (on ? day.on === on : day.slots.some(({ free }) => free)));
  if (!found) throw new Error('no morning is free in the next weeks');
  return found;
}

/**
 * Books cars of other owners until the advisor has no time left before noon.
 * @returns the day, and a booking that was made
 */
async function fillMorning(as: Caller, wish: Wish) {
  const pages = await Promise.all(
    OWNER_PAGES.map((page) => as.get('/staff/owners', { page, pageSize: '50' })),
  );
  const items = pages.flatMap((page) => page.items);
  const cars = items.flatMap(({ id, vehicles }: { id: string; vehicles: { id: string }[] }) =>
    vehicles.map((vehicle) => ({ ownerId: id, vehicleId: vehicle.id })),
  );
  const made: { id: string; startsAt: string }[] = [];
  const { on } = await farMorning(as, wish);
  for (;;) {
    const { slots } = await farMorning(as, wish, on);
    const slot = slots.find(({ free }) => free);
    const [first] = made;
    if (!slot && first) return { on, clock: slots[0]?.clock ?? '', bookingId: first.id };
    const car = cars.pop();
    if (!slot || !car) throw new Error('the morning could not be filled');
    const body = { ...car, ...wish, startsAt: slot.startsAt, note: '' };
    // A car that is booked already is left out.
    const booked = await as.post('/staff/bookings', body).catch(() => null);
    if (booked) made.push(booked);
  }
}

/** On the chip of a day: 11/24. */
const onChip = (on: string) => `${Number(on.slice(5, 7))}/${Number(on.slice(8))}`;

describe.sequential('an owner who decides what is said, and waits for a place', () => {
  let car: Car;
  let openid: string;
  let owner: Caller;
  let manager: Caller;
  let freed: string;
  let phone: Phone;
  let window: Window;
  let app: Page;
  const open = (path: string) => app.goto(`${addresses.owner}#/${path}`);
  /** A switch moves at once; until the server has answered it takes no other tap. */
  const saved = () => app.waitForFunction(() => document.querySelector('.cb-toggle--busy') === null);
  const shot = (name: string) => window.look(name, app);

  it('opens the app from a card', async () => {
    ({ car, manager } = await importedCar());
    ({ openid, owner, phone } = await ownerWithPhone(car));
    const card = await until('the reminder', () => phone.received('service_due'));
    window = await openWindow('phone');
    app = window.page;
    await app.goto(`${addresses.phones}/open/${openid}?delivery=${card.id}`);
    await button(app, '确认预约').waitFor();
  });

  it('switches a topic off and on, at once', async () => {
    await open('subpackages/account/preferences/index');
    await waitFor(app, '生日与节日祝福');
    await shot('owner-20-wishes');
    const isOn = async (on: boolean) => {
      const { topics } = await owner.get('/owner/preferences');
      return topics.find((one: { topic: string }) => one.topic === 'wishes').on === on ? true : null;
    };
    await button(app, '生日与节日祝福，已开启').click();
    await waitFor(app, '已关闭，不再提醒您');
    await until('the topic off', () => isOn(false));
    await saved();
    await button(app, '生日与节日祝福，已关闭').click();
    await until('the topic on again', () => isOn(true));
    await saved();
  });

  it('agrees to offers by SMS after reading what comes, and wants quiet for three months', async () => {
    await button(app, '活动与优惠，短信，已关闭').click();
    await waitFor(app, '每周最多两条');
    await button(app, '同意接收').click();
    await waitFor(app, '起同意接收优惠短信');
    await saved();
    expect((await owner.get('/owner/preferences')).smsOffersSince).not.toBeNull();
    await button(app, '免打扰三个月，已关闭').click();
    await waitFor(app, '都不会发到您的手机');
    await saved();
    expect((await owner.get('/owner/preferences')).quietUntil).not.toBeNull();
    await shot('owner-21-quiet');
    await button(app, '免打扰三个月，已开启').click();
    await button(app, '免打扰三个月，已关闭').waitFor();
  });

  it('finds the way there from the messages and from the settings', async () => {
    await open('subpackages/message/list/index');
    await button(app, '提醒设置').click();
    await waitFor(app, '生日与节日祝福');
    await open('subpackages/account/settings/index');
    await seen(app, '消息与提醒').click();
    await waitFor(app, '生日与节日祝福');
  });

  it('has the chosen slot kept while the form is open, and gives it back', async () => {
    await open('subpackages/booking/create/index');
    await waitFor(app, '这个时间已为您保留');
    await shot('owner-22-held');
    const asked = app.waitForRequest(
      (one) => one.method() === 'DELETE' && one.url().includes('/owner/holds/'),
    );
    await open('pages/home/index');
    const released = await (await asked).response();
    expect(released?.status()).toBe(200);
  });

  it('joins the waiting list of a full morning, and sees the place among the bookings', async () => {
    const prefill = await owner.get('/owner/booking-prefill');
    const { storeId, serviceId } = prefill;
    const advisor = prefill.advisors[0] as { id: string; name: string };
    const full = await fillMorning(manager, { storeId, serviceId, advisorId: advisor.id });
    freed = full.bookingId;

    await open('subpackages/booking/create/index');
    await waitFor(app, car.plateOnScreen);
    await button(app, new RegExp(`^${advisor.name}`)).click();
    await app
      .locator('.slots__day', { hasText: onChip(full.on) })
      .filter({ visible: true })
      .click();
    await button(app, `${full.clock}，候补`).click();
    await waitFor(app, '候补这个时间');
    await shot('owner-23-waiting');
    await button(app, '加入候补').click();
    await waitFor(app, '这辆车正在候补');
    await button(app, '查看候补').click();
    await button(app, '退出候补').waitFor();
    await shot('owner-24-waits');
    const { items } = await owner.get('/owner/waiting');
    expect(items[0]).toMatchObject({ state: 'waiting', fromOn: full.on, toOn: full.on, ahead: 0 });
  });

  it('takes the time that somebody else has given up', async ({ skip }) => {
    await manager.post(`/staff/bookings/${freed}/cancel`, { reason: '车主改期' });
    // Nobody is woken: between 21:00 and 8:30 nothing is offered.
    const [hour, minute] = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(11, 16).split(':');
    const now = Number(hour) * 60 + Number(minute);
    skip(now < 8 * 60 + 30 || now >= 21 * 60, 'quiet hours in Shanghai');
    await button(app, /^去确认/).click();
    await waitFor(app, '候补有位了');
    await shot('owner-25-offer');
    await button(app, '就约这个时间').click();
    await waitFor(app, '到店出示');
    const { items } = await owner.get('/owner/bookings');
    expect(items).toHaveLength(1);
  });
});
