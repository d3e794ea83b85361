import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openWindow, tellOneStory, type Window } from './support/browser.js';
import { addresses } from './support/copy.js';
import { button, seen, waitFor } from './support/owner-app.js';
import { type Caller, importedCar, ownerWithPhone, until } from './support/people.js';

tellOneStory();

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MOST_TAPS = 3;
const iso = (ms: number) => new Date(ms).toISOString();

describe.sequential('an owner who comes to a class', () => {
  const title = `新车用车课 ${Date.now() % 100_000}`;
  let owner: Caller;
  let manager: Caller;
  let storeId: string;
  let window: Window;
  let app: Page;
  const open = (path: string) => app.goto(`${addresses.owner}#/${path}`);
  const shot = (name: string) => window.look(name, app);

  it('finds it in 活动', async () => {
    const made = await importedCar();
    ({ manager, storeId } = made);
    const known = await ownerWithPhone(made.car);
    owner = known.owner;
    const words = { storeId, kind: 'care_class', title, summary: '45 分钟，看懂您的车。' };
    const { id } = await manager.post('/staff/activities', words);
    const startsAt = Date.now() + 2 * DAY_MS;
    await manager.post(`/staff/activities/${id}/sessions`, {
      startsAt: iso(startsAt),
      endsAt: iso(startsAt + HOUR_MS),
      signUpUntil: iso(startsAt - HOUR_MS),
      seats: 8,
      maxGuests: 2,
    });
    await manager.post(`/staff/activities/${id}/publish`);
    await manager.post('/staff/articles', {
      storeId,
      title: '冬天胎压怎么看',
      summary: '一分钟学会。',
      blocks: [
        { type: 'heading', text: '先看标签' },
        { type: 'text', text: '车门边的标签写着冷胎的胎压。' },
        { type: 'tip', text: '每月量一次，跑长途前再量一次。' },
      ],
      publish: true,
    });
    const card = await until('the reminder', () => known.phone.received('service_due'));
    window = await openWindow('phone');
    app = window.page;
    await app.goto(`${addresses.phones}/open/${known.openid}?delivery=${card.id}`);
    await button(app, '确认预约').waitFor();
    await open('pages/activity/index');
    await waitFor(app, title);
    await shot('owner-40-activities');
  });

  it('is signed up with three taps at most, and gets the code for the door', async () => {
    let taps = 0;
    const tap = async (target: { click(): Promise<void> }) => {
      taps += 1;
      await target.click();
    };
    await tap(seen(app, title));
    await button(app, '确认报名').waitFor();
    await shot('owner-41-class');
    await tap(button(app, '确认报名'));
    await waitFor(app, '到场出示');
    expect(taps).toBeLessThanOrEqual(MOST_TAPS);
    await shot('owner-42-door');
    const { items } = await owner.get('/owner/sign-ups');
    expect(items).toMatchObject([{ title, state: 'going', guests: 0 }]);
  });

  it('finds the sign-up again, and can give the seat back', async () => {
    await open('subpackages/activity/mine/index');
    await seen(app, title).click();
    await button(app, '来不了，取消报名').click();
    await app.locator('.taro-model__confirm').filter({ visible: true }).click();
    await waitFor(app, '已取消');
    const { items } = await owner.get('/owner/sign-ups');
    expect(items[0].state).toBe('cancelled');
  });

  it('reads an article', async () => {
    await open('subpackages/activity/articles/index');
    await seen(app, '冬天胎压怎么看').click();
    await waitFor(app, '每月量一次');
    await shot('owner-43-article');
  });
});
