import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openWindow, tellOneStory, type Window } from './support/browser.js';
import { simulator } from './support/control.js';
import { addresses } from './support/copy.js';
import { button, seen, waitFor } from './support/owner-app.js';
import {
  type Caller,
  type Car,
  importedCar,
  newCar,
  ownerWithPhone,
  staff,
  until,
} from './support/people.js';

tellOneStory();

const MINE = 'subpackages/referral/mine/index';
const masked = (phone: string) => `${phone.slice(0, 3)}****${phone.slice(-4)}`;
const REFUSED_LINE = /status of 422|status of 409/;

// Two people with two phones, and the store that has promised something to both.
describe.sequential('an owner who brings a friend', () => {
  const mark = Date.now() % 100_000;
  const inviterGift = `老友 50 元券 ${mark}`;
  const friendGift = `新友 100 元券 ${mark}`;
  const friend = newCar();
  const friendOpenid = `mini-e2e${friend.phone}`;
  let car: Car;
  let openid: string;
  let code: string;
  let storeId: string;
  let manager: Caller;
  let inviting: Window;
  let invited: Window;
  const open = (at: Window, who: string, path: string) =>
    at.page.goto(`${addresses.phones}/open/${who}?page=${encodeURIComponent(path)}`);
  const field = (page: Page, words: string) =>
    page.locator(`input[placeholder="${words}"]`).filter({ visible: true });

  it('finds the code, what both get, and that sharing alone earns nothing', async () => {
    const made = await importedCar();
    ({ car, storeId, manager } = made);
    const known = await ownerWithPhone(car);
    ({ openid } = known);
    const market = await staff('market');
    const gift = async (title: string) => {
      const validity = { type: 'days', days: 90 };
      const kind = { storeId: made.storeId, kind: 'cash_off', title, amountFen: 5_000, validity, stock: 20 };
      const { id } = await market.post('/staff/coupon-types', kind);
      await market.post(`/staff/coupon-types/${id}/move`, { do: 'activate' });
      return id;
    };
    await made.manager.put('/staff/referral-programme', {
      storeId: made.storeId,
      open: true,
      title: '老带新',
      rulesText: '朋友第一次到店消费后，两人各得一张代金券。邀请本身没有奖励。',
      inviterTypeId: await gift(inviterGift),
      inviteeTypeId: await gift(friendGift),
    });

    inviting = await openWindow('phone');
    await open(inviting, openid, 'pages/mine/index');
    await seen(inviting.page, '邀请朋友').click();
    await waitFor(inviting.page, inviterGift);
    await waitFor(inviting.page, friendGift);
    await waitFor(inviting.page, '发送和转发本身没有奖励。');
    await inviting.look('owner-70-my-invitation');
    ({ code } = await known.owner.get('/owner/referral'));
    await seen(inviting.page, code).waitFor();
  });

  it('shows the friend who invites before it asks who the friend is', async () => {
    await simulator('POST', '/people', {
      openid: friendOpenid,
      oaOpenid: `oa-${friend.phone}`,
      unionid: `union-${friend.phone}`,
      nickname: friend.ownerName,
      phone: friend.phone,
      plate: friend.plate,
      follower: false,
    });
    invited = await openWindow('phone');
    invited.expectLines(REFUSED_LINE);
    await open(invited, friendOpenid, `subpackages/referral/invitation/index?code=${code}`);
    await waitFor(invited.page, `您的朋友 ${car.ownerName.slice(0, 1)}**`);
    await waitFor(invited.page, friendGift);
    await invited.look('owner-71-invited');
    await button(invited.page, '验证手机号，接受邀请').click();
    await field(invited.page, '手机号').fill(friend.phone);
    await button(invited.page, '获取验证码').click();
    await button(invited.page, '同意并继续').click();
    const sms = await until('the SMS code', async () => {
      const query = `/deliveries?phone=${friend.phone}&channel=sms`;
      const { deliveries } = (await simulator('GET', query)) as { deliveries: { text: string }[] };
      return /\d{6}/.exec(deliveries[0]?.text ?? '')?.[0];
    });
    await field(invited.page, '6 位验证码').fill(sms);
    await button(invited.page, '验证并继续').click();
    await waitFor(invited.page, '登记要到店的车');
  });

  it('has no car yet, asks to be called, and reads it again after the app was closed', async () => {
    const { page } = invited;
    await button(page, '请门店联系我').click();
    await waitFor(page, '您想预约试驾');
    await invited.look('owner-72-invited-wish');
    await open(invited, friendOpenid, `subpackages/referral/invitation/index?code=${code}`);
    await waitFor(page, '顾问会在一个工作日内给您打电话');
    await field(page, '17 位车架号').waitFor();
    const row = await until('the call', async () => {
      const { items } = await manager.get('/staff/follow-ups', { storeId, kind: 'custom', pageSize: 100 });
      return items.find((one: { phoneMasked: string }) => one.phoneMasked === masked(friend.phone));
    });
    expect(row).toMatchObject({ title: '老带新：想预约试驾', state: 'open', vehicleId: null });
  });

  it('refuses the inviter’s own car in words, keeps what was typed, and takes the friend’s', async () => {
    const { page } = invited;
    await field(page, '17 位车架号').fill(car.vin);
    await button(page, '接受邀请').click();
    await waitFor(page, '这辆车已登记在邀请人名下');
    expect(await field(page, '17 位车架号').inputValue()).toBe(car.vin);
    await invited.look('owner-72-invited-refused');
    await field(page, '17 位车架号').fill(friend.vin);
    await field(page, '车牌号（没有可不填）').fill(friend.plate);
    await button(page, '接受邀请').click();
    await waitFor(page, '您已接受邀请');
    await button(page, '致电门店预约').waitFor();
    await invited.look('owner-73-invited-accepted');
  });

  it('sees the friend among those who are expected, and cannot invite oneself', async () => {
    await open(inviting, openid, MINE);
    await waitFor(inviting.page, '待到店');
    await waitFor(inviting.page, masked(friend.phone));
    await inviting.look('owner-74-friends');
    await open(inviting, openid, `subpackages/referral/invitation/index?code=${code}`);
    await waitFor(inviting.page, '这是您自己的邀请');
    await open(inviting, openid, 'subpackages/referral/invitation/index');
    await field(inviting.page, '8 位邀请码').fill('ZZZZ9999');
    inviting.expectLines(/status of 404/);
    await button(inviting.page, '查看邀请').click();
    await waitFor(inviting.page, '没有找到这个邀请码');
    await inviting.look('owner-75-no-such-code');
  });
});
