import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openWindow, tellOneStory, type Window } from './support/browser.js';
import { addresses } from './support/copy.js';
import { button, seen, waitFor } from './support/owner-app.js';
import {
  type Caller,
  type Car,
  importedCar,
  ownerWithPhone,
  type Phone,
  staff,
  until,
  workshop,
} from './support/people.js';
import { picture } from './support/work-console.js';

tellOneStory();

const MOST_TAPS = 3;

// One owner, one visit: each step stands on the one before.
describe.sequential('an owner with a phone', () => {
  let car: Car;
  let storeId: string;
  let openid: string;
  let owner: Caller;
  let phone: Phone;
  let window: Window;
  let app: Page;
  let visitId: string;
  let taps = 0;
  const tap = async (target: { click(): Promise<void> }) => {
    taps += 1;
    await target.click();
  };
  const open = async (kind: string) => {
    const card = await until(`the card of ${kind}`, () => phone.received(kind));
    await app.goto(`${addresses.phones}/open/${openid}?delivery=${card.id}`);
  };

  it('sees the reminder card of a car that has fallen due', async () => {
    ({ car, storeId } = await importedCar());
    ({ openid, owner, phone } = await ownerWithPhone(car));
    await until('the reminder', () => phone.received('service_due'));

    window = await openWindow('phone');
    await window.page.goto(`${addresses.phones}#/${openid}`);
    await window.page.locator('[data-chat]').first().click();
    const card = window.page.locator('a.card').first();
    await card.waitFor();
    expect(await card.textContent()).toContain('保养');
    await window.look('owner-01-reminder');

    const desk = await openWindow('desk');
    await desk.page.goto(`${addresses.phones}#/${openid}/account`);
    await desk.page.locator('a.card').first().waitFor();
    await desk.look('phones');
  });

  it('is booked with three taps at most, the tap on the card counted', async () => {
    const arriving = window.context.waitForEvent('page');
    await tap(window.page.locator('a.card').first());
    app = await arriving;
    await button(app, '确认预约').waitFor();
    await waitFor(app, car.plateOnScreen);
    expect(await seen(app, '请选择时间').count(), 'no slot is chosen').toBe(0);
    await shot('owner-02-booking');

    await tap(button(app, '确认预约'));
    await waitFor(app, '到店出示');
    expect(taps).toBeLessThanOrEqual(MOST_TAPS);
    await waitFor(app, '待确认');
    await shot('owner-03-booked');
    const { items } = await owner.get('/owner/bookings');
    expect(items).toHaveLength(1);
  });

  it('sees the confirmation without reloading', async () => {
    const [booking] = (await owner.get('/owner/bookings')).items;
    const advisor = await staff('advisor1');
    await advisor.post(`/staff/bookings/${booking.id}/confirm`);
    await waitFor(app, '已确认');
    ({ id: visitId } = await workshop(storeId).checkIn(advisor, booking.id));
  });

  it('follows the car through the workshop', async () => {
    const advisor = await staff('advisor1');
    await open('visit_progress');
    await waitFor(app, '进度');
    await workshop(storeId).step(advisor, visitId, 'in_work');
    await app.locator('.cb-step--now', { hasText: '维修' }).filter({ visible: true }).waitFor();
    await shot('owner-04-visit');
  });

  it('reads the three numbers of each wheel', async () => {
    const advisor = await staff('advisor1');
    await workshop(storeId).sign(await staff('tech1'), visitId);
    for (const step of ['quality_check', 'washing', 'ready'])
      await workshop(storeId).step(advisor, visitId, step);
    await workshop(storeId).handOver(advisor, visitId);
    await open('rating_invitation');
    await waitFor(app, '这次服务，您满意吗');
    await app.goto(`${addresses.owner}#/subpackages/visit/report/index?id=${visitId}`);
    await waitFor(app, '左前轮胎建议更换');
    await shot('owner-05-report');
  });

  it('gives two stars and is thanked', async () => {
    await open('rating_invitation');
    await button(app, '2 星').click();
    await waitFor(app, '哪里没做好');
    const choosing = app.waitForEvent('filechooser');
    await button(app, '添加照片').click();
    const file = { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: await picture(app) };
    await (await choosing).setFiles(file);
    await app.locator('.cb-photos__image').filter({ visible: true }).first().waitFor();
    await waitFor(app, '已为您存好');
    // Left and come back to: what was filled in is there.
    await open('rating_invitation');
    await waitFor(app, '哪里没做好');
    await app.locator('.cb-photos__image').filter({ visible: true }).first().waitFor();
    await shot('owner-06-rating');
    await button(app, '提交评价').click();
    await waitFor(app, '谢谢您告诉我们');
    await shot('owner-07-thanks');
    const seenVisit = await owner.get(`/owner/visits/${visitId}`);
    expect(seenVisit.rating.photos).toHaveLength(1);
    expect(seenVisit.rating.stars).toBe(2);
    expect(seenVisit.canRate).toBe(false);
  });

  it('finds everything again: home, bookings, messages, history, mine', async () => {
    await button(app, '回到首页').click();
    await waitFor(app, `${car.ownerName}，您好`);
    await waitFor(app, car.plateOnScreen);
    await shot('owner-08-home');
    await button(app, /^消息/).click();
    await app.locator('.message').filter({ visible: true }).first().waitFor();
    await shot('owner-09-messages');
    for (const [path, text, name] of [
      ['pages/booking/index', car.plateOnScreen, 'owner-10-bookings'],
      ['pages/activity/index', /./, 'owner-11-activity'],
      ['pages/mine/index', '我的爱车', 'owner-12-mine'],
    ] as const) {
      await app.goto(`${addresses.owner}#/${path}`);
      await waitFor(app, text);
      await shot(name);
    }
    await seen(app, '服务记录').click();
    await waitFor(app, '公里');
    await shot('owner-13-history');
    await app.goto(`${addresses.owner}#/subpackages/visit/detail/index?id=${visitId}`);
    await waitFor(app, '结算单');
    await shot('owner-14-bill');
  });

  /** The tab that the card opened, judged and kept like the first one. */
  const shot = (name: string) => window.look(name, app);
});
