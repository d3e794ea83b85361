import { describe, expect, it } from 'vitest';
import { openWindow, tellOneStory, type Window } from './support/browser.js';
import { type Caller, importedCar, ownerWithPhone, until } from './support/people.js';
import { at, heading, logIn, open } from './support/work-console.js';

tellOneStory();

const number = Date.now() % 100_000;

describe.sequential('a coupon, from the draft over the counter and back', () => {
  const title = `冬季保养券 ${number}`;
  let owner: Caller;
  let desk: Window;
  let counter: Window;
  let typeId: string;
  let couponId: string;

  it('is written as owners will see it, and started', async () => {
    const made = await importedCar();
    ({ owner } = await ownerWithPhone(made.car));
    desk = await openWindow('desk');
    const { page } = desk;
    await logIn(page, 'manager1', '/coupons');
    await desk.look('console-70-coupons');
    await at(page, 'coupon-new').click();
    await at(page, 'coupon-title').fill(title);
    await at(page, 'coupon-amount').fill('50');
    await at(page, 'coupon-threshold').fill('300');
    await at(page, 'coupon-stock').fill('20');
    await at(page, 'coupon-preview').getByText(title).waitFor();
    await at(page, 'coupon-preview').getByText('满 300 元减 50 元').waitFor();
    await desk.look('console-71-coupon-editor');
    await at(page, 'coupon-save').click();
    await at(page, 'coupon-activate').click();
    await at(page, 'coupon-pause').waitFor();
    typeId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    await desk.look('console-72-coupon');
  });

  it('is claimed by the owner', async () => {
    const claimed = await owner.post(`/owner/coupon-types/${typeId}/claim`, {
      requestId: `e2e-${number}-claim`,
    });
    couponId = claimed.couponId;
    expect(claimed.title).toBe(title);
  });

  it('is redeemed at the counter on a phone, once', async () => {
    counter = await openWindow('phone');
    const { page } = counter;
    await logIn(page, 'manager1', '/counter');
    await counter.look('phone-30-counter');
    const pass = await owner.post('/owner/coupon-pass', { couponId });
    await at(page, 'counter-code').fill(pass.codeText);
    await at(page, 'counter-find').click();
    await at(page, 'coupon-desk').waitFor();
    await at(page, 'counter-amount').fill('400');
    await page.getByText('¥350.00').first().waitFor();
    await counter.look('phone-31-counter-coupon');
    await at(page, 'counter-redeem').click();
    await at(page, 'counter-done').waitFor();
    await counter.look('phone-32-counter-done');
    const coupon = await owner.get(`/owner/coupons/${couponId}`);
    expect(coupon).toMatchObject({ state: 'used', offFen: 5_000 });
  });

  it('is undone with a reason, and the owner has it again', async () => {
    const { page } = counter;
    await at(page, 'counter-undo').click();
    await at(page, 'counter-undo-reason').fill('金额输错');
    await at(page, 'counter-undo-submit').click();
    await at(page, 'counter-undone').waitFor();
    expect((await owner.get(`/owner/coupons/${couponId}`)).state).toBe('held');
  });
});

describe.sequential('red packets, from the plan to the stop', () => {
  const title = `周五抢红包 ${number}`;
  let desk: Window;
  let second: Window;
  let id: string;

  it('are planned step by step with their cost', async () => {
    desk = await openWindow('desk');
    const { page } = desk;
    await logIn(page, 'manager1', '/campaigns');
    await desk.look('console-73-campaigns');
    await at(page, 'campaign-new').click();
    await at(page, 'campaign-next').click();
    await page.getByText('请填写活动名称，至少 2 个字').waitFor();
    await at(page, 'campaign-title').fill(title);
    await page.getByRole('button', { name: '用标准规则' }).click();
    await desk.look('console-74-campaign-words');
    await at(page, 'campaign-next').click();
    await at(page, 'prize-0-0-total').fill('60');
    await page.getByText('拼手气，平均 ¥1.20').waitFor();
    await desk.look('console-75-campaign-prizes');
    await at(page, 'campaign-next').click();
    await page.getByText('谁能抢').waitFor();
    await desk.look('console-76-campaign-people');
    await at(page, 'campaign-next').click();
    await at(page, 'plan-good').waitFor();
    await desk.look('console-77-campaign-check');
    await at(page, 'campaign-save').click();
    await at(page, 'campaign-submit').waitFor();
    id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  });

  it('cannot be approved by who asked for it', async () => {
    const { page } = desk;
    await at(page, 'campaign-submit').click();
    await at(page, 'campaign-blocked').waitFor();
    expect(await page.getByTestId('campaign-approve').count()).toBe(0);
    await desk.look('console-78-campaign-waiting');
  });

  it('are approved by a second person from the inbox', async () => {
    second = await openWindow('desk');
    const { page } = second;
    await logIn(page, 'admin', '/campaigns');
    await page.getByTestId('approval-row').filter({ hasText: title }).getByText('去审批').click();
    await at(page, 'campaign-approve').click();
    await at(page, 'approve-submit').click();
    await until('the packets are written', async () => {
      await open(page, `/campaigns/${id}`);
      return (await page.getByText('待开抢').count()) > 0;
    });
    await second.look('console-79-campaign');
    await at(page, 'wave-screen-1').click();
    await at(page, 'screen-count').waitFor();
    await second.look('console-80-campaign-screen');
  });

  it('are stopped only when their name was typed', async () => {
    const { page } = desk;
    await open(page, `/campaigns/${id}`);
    await heading(page, title);
    await at(page, 'campaign-kill').click();
    await at(page, 'kill-reason').fill('设置有误');
    expect(await at(page, 'kill-submit').isDisabled()).toBe(true);
    await at(page, 'kill-typed').fill(title);
    await at(page, 'kill-submit').click();
    await page.getByText('活动已叫停').first().waitFor();
    expect(await page.getByTestId('campaign-kill').count()).toBe(0);
    await desk.look('console-81-campaign-stopped');
  });
});
