import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openWindow, tellOneStory, type Window } from './support/browser.js';
import { addresses } from './support/copy.js';
import { button, waitFor } from './support/owner-app.js';
import {
  bookFirstSlot,
  type Caller,
  type Car,
  ownerWithPhone,
  type Phone,
  quietCar,
  staff,
  workshop,
} from './support/people.js';
import { at, logIn, open } from './support/work-console.js';

tellOneStory();

/** Changed cars are planned once a minute. */
const PLANNED_MS = 110_000;

// One piece of work from the owner's no to the booking that settles it: each step stands on the one before.
describe.sequential('work that an owner put off', () => {
  let car: Car;
  let storeId: string;
  let owner: Caller;
  let openid: string;
  let phone: Phone;
  let desk: Window;
  let page: Page;
  let app: Page;
  const row = () => page.getByTestId('declined-row').filter({ hasText: car.plateOnScreen });

  it('is kept with the car when it drives home, and stands on the list', async () => {
    ({ car, storeId } = await quietCar());
    ({ owner, openid, phone } = await ownerWithPhone(car));
    const { id: bookingId } = await bookFirstSlot(owner);
    const advisor = await staff('advisor1');
    const works = workshop(storeId);
    await advisor.post(`/staff/bookings/${bookingId}/confirm`);
    const { id: visitId } = await works.checkIn(advisor, bookingId);
    await works.step(advisor, visitId, 'in_work');
    await advisor.post(`/staff/visits/${visitId}/quotes`, {
      kind: 'extra',
      title: '更换前刹车片',
      note: '只剩 3 毫米，雨天刹车距离会变长。',
      lines: [{ name: '前刹车片', kind: 'part', quantity: 1, amountFen: 38_000 }],
      extraMinutes: 30,
    });
    const { quotes } = await owner.get(`/owner/visits/${visitId}`);
    await owner.post(`/owner/quotes/${quotes[0].id}/answer`, { approve: false });
    await works.sign(await staff('tech1'), visitId);
    for (const step of ['quality_check', 'ready']) await works.step(advisor, visitId, step);
    // A free check: after a paid visit the owner is left alone for a week.
    await advisor.post(`/staff/visits/${visitId}/hand-over`, { lines: [], paidFen: 0, mileageKm: 8_600 });
    desk = await openWindow('desk');
    ({ page } = desk);
    await logIn(page, 'manager1');
    await open(page, '/declined-work?pageSize=100');
    await row().first().waitFor();
    expect(await row().first().textContent()).toContain('更换前刹车片');
    await desk.look('console-declined');
  });

  it('is told to the owner by care on the day that staff choose', async () => {
    // Today's reminders go out at half past nine; whoever walks this by night need not wait for the morning.
    const manager = await staff('manager1');
    const { body, basedOn } = await manager.get(`/staff/care-rules/declined?storeId=${storeId}`);
    await manager.put('/staff/care-rules/declined', {
      storeId,
      basedOnVersion: basedOn.store,
      body: { ...body, tellAt: '00:00' },
    });
    await row().first().getByTestId('declined-settle').click();
    await page.getByLabel('选择日期').click();
    await page.locator('.ant-picker-now-btn').click();
    await at(page, 'declined-save').click();
    await at(page, 'declined-save').waitFor({ state: 'detached' });
    await row().getByText('今天提醒').first().waitFor();
    // Told by the template of whatever falls due.
    const card = () => phone.received('service_due');
    await expect.poll(card, { timeout: PLANNED_MS, interval: 1_000 }).toBeTruthy();
  });

  it('is booked from the card in three taps, with what it is about', async () => {
    const card = await phone.received('service_due');
    const window = await openWindow('phone');
    app = window.page;
    await app.goto(`${addresses.phones}/open/${openid}?delivery=${card.id}`);
    await button(app, '确认预约').waitFor();
    const note = app.locator('.book-note textarea').filter({ visible: true }).first();
    expect(await note.inputValue()).toBe('上次建议项目：更换前刹车片');
    await window.look('owner-declined-booking', app);
    await button(app, '确认预约').click();
    await waitFor(app, '到店出示');
  });

  it('is off the list at once, and stands under what is booked', async () => {
    await row().first().waitFor({ state: 'detached' });
    await open(page, '/declined-work?state=booked&pageSize=100');
    await row().first().waitFor();
    await desk.look('console-declined-booked');
  });
});
