import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openWindow, tellOneStory, type Window } from './support/browser.js';
import { addresses } from './support/copy.js';
import { button, seen, waitFor } from './support/owner-app.js';
import { type Caller, type Car, ownerWithPhone, quietCar } from './support/people.js';

tellOneStory();

describe.sequential('an owner who loses the network, and sells the car', () => {
  let car: Car;
  let owner: Caller;
  let window: Window;
  let app: Page;
  const open = (path: string) => app.goto(`${addresses.owner}#/${path}`);

  it('is told beside the button, however far down the page, that a booking did not get through', async () => {
    ({ car } = await quietCar());
    const { openid, owner: caller } = await ownerWithPhone(car);
    owner = caller;
    window = await openWindow('phone');
    app = window.page;
    await app.goto(`${addresses.phones}/open/${openid}`);
    await waitFor(app, car.plateOnScreen);
    await open('subpackages/booking/create/index');
    await waitFor(app, '这个时间已为您保留');
    await app.locator('textarea').filter({ visible: true }).first().fill('右后轮有异响');
    await app.evaluate(() => globalThis.scrollTo(0, document.documentElement.scrollHeight));
    window.expectLines(/ERR_INTERNET_DISCONNECTED/);
    await window.context.setOffline(true);
    await button(app, '确认预约').click();
    const told = app.locator('.cb-screen__problem').filter({ visible: true });
    await told.waitFor();
    const box = await told.boundingBox();
    expect(box && box.y >= 0 && box.y + box.height <= 844, 'it stands on the screen').toBe(true);
    await window.context.setOffline(false);
    await button(app, '确认预约').click();
    await waitFor(app, '到店出示');
    await waitFor(app, '右后轮有异响');
  });

  it('is not let go of a car that is expected, and told what to do', async () => {
    window.expectLines(/409/);
    const { vehicles } = await owner.get('/me');
    await open(`subpackages/vehicle/history/index?id=${vehicles[0].id}`);
    await button(app, '车卖了，移出车库').click();
    await button(app, '确认移出车库').click();
    await waitFor(app, '请先取消预约');
    const { items } = await owner.get('/owner/bookings');
    await owner.post(`/owner/bookings/${items[0].id}/cancel`, { reason: '车卖了' });
  });

  it('parts from the car, and finds an empty garage', async () => {
    await button(app, '确认移出车库').click();
    await waitFor(app, '绑定爱车');
    expect(await seen(app, car.plateOnScreen).count()).toBe(0);
    expect((await owner.get('/owner/home')).cars).toEqual([]);
  });
});
