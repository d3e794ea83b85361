import { describe, expect, it } from 'vitest';
import { openWindow, tellOneStory, type Window } from './support/browser.js';
import { simulator } from './support/control.js';
import {
  bookFirstSlot,
  type Caller,
  type Car,
  dayFromNow,
  importedCar,
  ownerWithPhone,
  staff,
  until,
  workshop,
} from './support/people.js';
import { at, heading, logIn, open } from './support/work-console.js';

tellOneStory();

const TEMPLATE_GONE = 40_037;

// Ways to owners and what to do when one breaks: from the template to the call by voice.
describe.sequential('channels, alarms and calls', () => {
  let car: Car;
  let ownerId: string;
  let storeId: string;
  let owner: Caller;
  let admin: Window;
  let desk: Window;
  const title = `确认取车时间${Date.now() % 100_000}`;

  it('shows which template every kind of message uses, and reads both accounts now', async () => {
    ({ car, ownerId, storeId } = await importedCar());
    ({ owner } = await ownerWithPhone(car));
    admin = await openWindow('desk');
    const { page } = admin;
    await logIn(page, 'admin', '/care/channels');
    await at(page, 'template-service_due-subscribe').getByText('正常').waitFor();
    await admin.look('console-40-channels');
    await at(page, 'template-sync').click();
    await page.locator('.ant-modal-confirm-title', { hasText: '模板没有变化' }).waitFor();
    await page.getByRole('button', { name: '知道了' }).click();
  });

  it('gives a kind its template, fields filled in with examples, and takes it off again', async () => {
    const { page } = admin;
    const cell = at(page, 'template-birthday-official_account');
    await cell.click();
    await page.getByLabel('选择模板').click();
    await page.locator('.ant-select-item-option-content', { hasText: '保养提醒' }).last().click();
    await page.locator('[data-testid^="mapping-example-thing"]').first().getByText('/ 20').waitFor();
    await admin.look('console-41-mapping');
    await at(page, 'mapping-save').click();
    await cell.getByText('正常').waitFor();
    await cell.click();
    await at(page, 'mapping-off').click();
    await at(page, 'mapping-off-confirm').click();
    await cell.getByText('未设置').waitFor();
  });

  it('shows the quota, the reach of the store and its weather', async () => {
    const { page } = admin;
    await page.getByRole('tab', { name: '额度与触达' }).click();
    await at(page, 'reach-figure').waitFor();
    await admin.look('console-42-quota');
    await page.getByRole('tab', { name: '天气预警' }).click();
    await at(page, 'weather-place').getByText(/查询/).waitFor();
    await admin.look('console-43-weather');
  });

  it('shows a template that broke, somebody takes the alarm behind the bell, and a test closes it', async () => {
    const { page } = admin;
    const { id } = await bookFirstSlot(owner);
    const administrator = await staff('admin');
    const advisor = await staff('advisor1');
    await advisor.post(`/staff/bookings/${id}/confirm`);
    await simulator('PUT', '/faults/template_send', { mode: 'errcode', errcode: TEMPLATE_GONE });
    try {
      await workshop(storeId).checkIn(advisor, id);
      await until('the circuit', async () => {
        const { items } = await administrator.get('/staff/channels/circuits');
        return items.find((one: { title: string }) => one.title.includes('维修进度')) ?? null;
      });
    } finally {
      await simulator('DELETE', '/faults');
    }
    await open(page, '/care/channels');
    await page.getByText('暂停中的渠道').waitFor();
    await admin.look('console-44-circuit');
    // The watchdog looks once a minute: the alarm is taken while its reason is still there.
    await until('the alarm', async () => {
      const { items } = await administrator.get('/staff/alarms?state=open&pageSize=50');
      return items.find(({ name }: { name: string }) => name === 'circuit_open') ?? null;
    });
    await at(page, 'alarm-bell').click();
    const alarm = page.getByTestId('alarm-row').filter({ hasText: '渠道已暂停' });
    await alarm.getByText('还没有人接手').waitFor();
    await alarm.getByTestId('alarm-acknowledge').click();
    await alarm.getByText(/于 .+接手/).waitFor();
    expect(await alarm.getByTestId('alarm-acknowledge').count()).toBe(0);
    await admin.look('console-45-alarms');
    await page.keyboard.press('Escape');
    await at(page, 'alarm-layer').waitFor({ state: 'hidden' });
    // The confirmation may have been on its way too: each template has a circuit of its own.
    const buttons = page.locator('[data-testid^="circuit-test-official_account"]');
    for (let left = await buttons.count(); left > 0; left -= 1) {
      await buttons.first().click();
      await at(page, 'circuit-test-phone').fill(car.phone);
      await at(page, 'circuit-test-submit').click();
      await at(page, 'circuit-test-result').getByText('已恢复发送').waitFor();
      await at(page, 'circuit-test-done').click();
      await expect.poll(() => buttons.count(), { timeout: 20_000 }).toBe(left - 1);
    }
    await page.getByText('暂停中的渠道').waitFor({ state: 'detached' });
  });

  it('finds a message by the plate, shows every try in Chinese, and sends it again with a reason', async () => {
    desk = await openWindow('desk');
    const { page } = desk;
    await logIn(page, 'manager1', `/care/messages?plate=${encodeURIComponent(car.plate.slice(-5))}`);
    await page.getByTestId('message-row').filter({ hasText: '爱车已接车' }).first().click();
    await at(page, 'message-attempts').getByText('失败').first().waitFor();
    await desk.look('console-46-message');
    await at(page, 'message-resend').click();
    await at(page, 'resend-reason').fill('渠道已恢复');
    await at(page, 'resend-submit').click();
    await at(page, 'message-layer').getByText('这是一条重发的消息').waitFor();
    await page.keyboard.press('Escape');
  });

  it('plans a call and writes down that nobody answered: the next try plans itself', async () => {
    const { page } = desk;
    await open(page, '/tasks?who=all&kind=custom');
    await at(page, 'task-new').click();
    await at(page, 'booking-car-query').fill(car.plate.slice(-4));
    await page.getByTestId('booking-car-hit').filter({ hasText: car.plateOnScreen }).click();
    await at(page, 'new-call-title').fill(title);
    await at(page, 'new-call-submit').click();
    await at(page, 'call-script').waitFor();
    await at(page, 'call-dial').click();
    await at(page, 'call-number').getByText(car.phone).waitFor();
    await desk.look('console-47-call');
    await at(page, 'call-outcome-no_answer').click();
    await at(page, 'call-submit').click();
    await at(page, 'call-tries').getByText('无人接听').waitFor();
    await at(page, 'call-layer').getByText('待再拨').first().waitFor();
    await page.keyboard.press('Escape');
  });

  it('is worked on with a thumb: a complaint on the phone opens a case', async () => {
    const { page } = await openWindow('phone').then(async (opened) => {
      await logIn(opened.page, 'advisor1', '/tasks?who=all&kind=custom');
      await opened.page.getByTestId('task-card').filter({ hasText: title }).click();
      await at(opened.page, 'call-script').waitFor();
      await opened.look('phone-10-call');
      return opened;
    });
    await at(page, 'call-outcome-complaint').click();
    await at(page, 'call-complaint').fill('说好 45 分钟，等了两个小时');
    await at(page, 'call-submit').click();
    await at(page, 'call-case').click();
    await page.waitForURL(/\/cases\/\w+/);
    await heading(page);
  });

  it('writes down what an owner wishes on the phone', async () => {
    const { page } = desk;
    await open(page, `/owners/${ownerId}`);
    await at(page, 'reach-offers').waitFor();
    await at(page, 'wishes-open').click();
    await page.getByRole('switch', { name: '活动与优惠' }).click();
    expect(await at(page, 'wishes-save').isDisabled()).toBe(false);
    await at(page, 'wishes-note').fill('电话里说不要活动消息');
    await desk.look('console-48-wishes');
    await at(page, 'wishes-save').click();
    await at(page, 'wishes-layer').waitFor({ state: 'hidden' });
    await at(page, 'owner-reach').waitFor();
    const reach = await (await staff('manager1')).get(`/staff/owners/${ownerId}/reach`);
    expect(reach.topics.find((one: { topic: string }) => one.topic === 'offers').on).toBe(false);
  });

  it('plans a closed day and a leave, and takes them back', async () => {
    const { page } = desk;
    const on = dayFromNow(60);
    await open(page, '/stores?tab=calendar');
    await at(page, 'special-day-add').click();
    await page.getByLabel('选择日期').fill(on);
    await page.getByLabel('选择日期').press('Enter');
    await at(page, 'special-day-save').click();
    const row = at(page, `special-day-${on}`);
    await row.getByText('休息').waitFor();
    await desk.look('console-49-special-days');
    await row.getByRole('button', { name: '删除' }).click();
    await page.getByRole('button', { name: '恢复', exact: true }).click();
    await row.waitFor({ state: 'detached' });
    await open(page, '/stores?tab=people');
    await at(page, 'leave-add').click();
    await page.getByRole('combobox', { name: '谁' }).click();
    await page.locator('.ant-select-item-option-content').first().click();
    await at(page, 'period-reason').fill('年假');
    await at(page, 'leave-save').click();
    const leave = page.getByTestId('leave-row').filter({ hasText: '年假' }).first();
    await leave.waitFor();
    await leave.getByRole('button', { name: '撤销' }).click();
    await page.locator('.ant-popconfirm').getByRole('button', { name: '撤销' }).click();
    await leave.waitFor({ state: 'detached' });
  });
});
