import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openWindow, tellOneStory, type Window } from './support/browser.js';
import { addresses } from './support/copy.js';
import { button, seen, waitFor } from './support/owner-app.js';
import {
  bookFirstSlot,
  type Caller,
  type Car,
  importedCar,
  ownerWithPhone,
  type Phone,
  staff,
  until,
  workshop,
} from './support/people.js';

tellOneStory();

/** Uploads a picture as staff do with their phones. */
async function upload(as: Caller, picture: Buffer): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(picture)], { type: 'image/png' }), 'photo.png');
  const answer = await fetch(`${addresses.api}/staff/photos`, {
    method: 'POST',
    headers: { authorization: `Bearer ${as.token}` },
    body: form,
  });
  if (!answer.ok) throw new Error(`the photo was answered with ${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as { id: string }).id;
}

// One visit: each step stands on the one before.
describe.sequential('an owner whose car is in the workshop', () => {
  let car: Car;
  let storeId: string;
  let openid: string;
  let owner: Caller;
  let phone: Phone;
  let window: Window;
  let app: Page;
  let advisor: Caller;
  let visitId: string;
  const open = (path: string) => app.goto(`${addresses.owner}#/${path}`);
  const shot = (name: string) => window.look(name, app);
  const quoteStates = async () => {
    const { quotes } = await owner.get(`/owner/visits/${visitId}`);
    return quotes.map((one: { title: string; state: string }) => `${one.title} ${one.state}`);
  };

  it('is told what the service includes, and how the car came', async () => {
    ({ car, storeId } = await importedCar());
    ({ openid, owner, phone } = await ownerWithPhone(car));
    const card = await until('the reminder', () => phone.received('service_due'));
    window = await openWindow('phone');
    app = window.page;
    await app.goto(`${addresses.phones}/open/${openid}?delivery=${card.id}`);
    await button(app, '确认预约').waitFor();
    // Booked behind the back of the open form: its slot is gone when it wants to hold it or give it back.
    window.expectLines(/(404|409) .*\/owner\/holds/);
    advisor = await staff('advisor1');
    const picture = await upload(advisor, await app.screenshot());
    const booking = await bookFirstSlot(owner);
    await advisor.post(`/staff/bookings/${booking.id}/confirm`);
    ({ id: visitId } = await advisor.post('/staff/visits', {
      storeId,
      bookingId: booking.id,
      fuelEighths: 5,
      belongings: '后备箱有儿童座椅',
      ownerWords: '冷车启动有异响',
      fault: { engine: 'cold', speed: '怠速', load: '', since: '上周' },
      walkAround: [{ photoId: picture, position: 'front', note: '' }],
    }));

    await open(`subpackages/visit/detail/index?id=${visitId}`);
    await waitFor(app, '这次服务包含');
    await shot('owner-30-arrived');
    await button(app, '看全部').click();
    await waitFor(app, '额外的项目，一定先问您');
    await shot('owner-31-includes');
    await open(`subpackages/visit/record/index?id=${visitId}`);
    await waitFor(app, '冷车启动有异响');
    await waitFor(app, '5/8');
    const image = app.locator('.cb-photos__image img').filter({ visible: true }).first();
    await until('the photo drawn', () =>
      image.evaluate((one) => ((one as HTMLImageElement).naturalWidth > 0 ? true : null)),
    );
    await shot('owner-32-record');
  });

  it('says yes to the estimate', async () => {
    await advisor.post(`/staff/visits/${visitId}/quotes`, {
      kind: 'estimate',
      title: '定期保养',
      note: '按手册更换机油和机滤。',
      lines: [
        { name: '全合成机油 4L', kind: 'part', quantity: 1, amountFen: 45_800 },
        { name: '更换机油机滤', kind: 'labour', quantity: 1, amountFen: 12_000 },
      ],
      readyAt: new Date(Date.now() + 2 * 3_600_000).toISOString(),
    });
    await open('pages/home/index');
    await waitFor(app, '有报价等您确认');
    await button(app, '查看进度').click();
    await button(app, '同意，¥578').waitFor();
    await shot('owner-33-estimate');
    await button(app, '同意，¥578').click();
    await waitFor(app, '您已同意');
    expect(await quoteStates()).toEqual(['定期保养 approved']);
  });

  it('says no to extra work, which is kept and can be booked', async () => {
    await workshop(storeId).step(advisor, visitId, 'in_work');
    await advisor.post(`/staff/visits/${visitId}/quotes`, {
      kind: 'extra',
      title: '更换前刹车片',
      note: '只剩 3 毫米，雨天刹车距离会变长。',
      lines: [{ name: '前刹车片', kind: 'part', quantity: 1, amountFen: 38_000 }],
      extraMinutes: 30,
    });
    // Without reloading: the page looks again by itself.
    await waitFor(app, '更换前刹车片');
    await waitFor(app, '多需要约 30 分钟');
    await shot('owner-34-extra');
    await button(app, '暂不做').click();
    await seen(app, '这次先不做？').waitFor();
    await app.locator('.taro-model__confirm').filter({ visible: true }).click();
    await waitFor(app, '暂时没做的项目');
    expect(await quoteStates()).toEqual(['定期保养 approved', '更换前刹车片 declined']);
    await shot('owner-35-declined');
    await button(app, '预约此项').click();
    await app.locator('.book-note').filter({ visible: true }).first().waitFor();
    expect(app.url()).toContain('note=');
  });

  it('calls for help on the road, sees who comes and when, and needs it no more', async () => {
    const { latitude, longitude } = { latitude: 37.8, longitude: 112.56 };
    await app.context().grantPermissions(['geolocation']);
    await app.context().setGeolocation({ latitude, longitude });
    await open('pages/home/index');
    await seen(app, '呼叫救援').click();
    await waitFor(app, '已获取您的位置，救援人员能找到您');
    await button(app, /^搭电/).click();
    await shot('owner-36-rescue');
    await button(app, '呼叫救援 · 搭电').click();
    await waitFor(app, '正在安排人手');
    const [called] = (await owner.get('/owner/rescues')).items;
    const move = (body: object) => advisor.post(`/staff/rescues/${called.id}/steps`, body);
    await move({ seen: 'requested', to: 'accepted', helper: '王师傅 13800138000' });
    const coming = await move({ seen: 'accepted', to: 'on_the_way', etaMinutes: 30 });
    expect(coming.spot).toEqual({ latitude, longitude });
    // Without reloading: the page looks again by itself.
    await waitFor(app, '王师傅 13800138000');
    await waitFor(app, '救援人员正在赶来');
    await until('the message', async () => {
      const { items } = await owner.get('/owner/messages');
      return items.some((one: { title: string }) => one.title === '救援人员正在赶来') ? true : null;
    });
    await shot('owner-37-rescue-coming');
    await button(app, '不需要了，取消救援').click();
    await seen(app, '不需要救援了？').waitFor();
    await app.locator('.taro-model__confirm').filter({ visible: true }).click();
    await waitFor(app, '您已取消救援');
  });
});
