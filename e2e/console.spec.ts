import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openWindow, tellOneStory, type Window } from './support/browser.js';
import { bookFirstSlot, type Caller, type Car, importedCar, ownerWithPhone } from './support/people.js';
import { at, fillReport, heading, logIn, open, withoutReload } from './support/work-console.js';

tellOneStory();

// One car through the store, at the desk: each step stands on the one before.
describe.sequential('the console at the desk', () => {
  let car: Car;
  let ownerId: string;
  let owner: Caller;
  let bookingId: string;
  let visitId: string;
  let advisor: Window;
  let page: Page;

  it('lets the advisor in by a chip of the demo group', async () => {
    ({ car, ownerId } = await importedCar());
    ({ owner } = await ownerWithPhone(car));
    advisor = await openWindow('desk');
    ({ page } = advisor);
    await open(page, '/login');
    await at(page, 'login-demo-advisor1').waitFor();
    await advisor.look('console-01-log-in');
    await logIn(page, 'advisor1');
    await heading(page, '刘敏');
    await at(page, 'live-open').waitFor();
  });

  it('shows a booking of an owner at once, without reloading, and confirms it', async () => {
    const stayed = await withoutReload(page, async () => {
      ({ id: bookingId } = await bookFirstSlot(owner));
      await at(page, `booking-card-${bookingId}`).waitFor();
    });
    expect(stayed).toBe(true);
    const row = at(page, `booking-card-${bookingId}`);
    expect(await row.textContent()).toContain(car.plateOnScreen);
    await advisor.look('console-02-my-day');
    await row.getByTestId('booking-confirm').click();
    // Today's stays with its next step; tomorrow's is done with and leaves the list of what waits for a yes.
    await row.getByTestId('booking-confirm').waitFor({ state: 'detached' });
    await expect.poll(async () => (await owner.get(`/owner/bookings/${bookingId}`)).state).toBe('confirmed');
  });

  it('checks the car in by the tail of its plate', async () => {
    await at(page, 'check-in-open').click();
    await at(page, 'check-in-query').fill(car.plate.slice(-4));
    await page.getByTestId('check-in-candidate').filter({ hasText: car.plateOnScreen }).click();
    await at(page, 'check-in-words').fill('冷车启动有异响，这周开始的');
    await advisor.look('console-03-check-in');
    await at(page, 'check-in-submit').click();
    await page.waitForURL(/\/visits\/\w+/);
    visitId = page.url().split('/').at(-1) ?? '';
    await heading(page, car.plateOnScreen);
  });

  it('goes through the steps, while the technician signs the three numbers in another browser', async () => {
    await at(page, 'step-in_work').click();
    await page.locator('.step-bar .now', { hasText: '维修' }).waitFor();
    expect((await owner.get(`/owner/visits/${visitId}`)).step).toBe('in_work');

    const technician = await openWindow('desk');
    await logIn(technician.page, 'tech1', `/visits/${visitId}`);
    await fillReport(technician.page);
    await technician.look('console-04-three-numbers');
    const signed = await withoutReload(page, async () => {
      await at(technician.page, 'report-sign').click();
      await at(technician.page, 'report-sign-confirm').click();
      await at(technician.page, 'report-signed').waitFor();
      await at(page, 'report-signed').waitFor();
    });
    expect(signed, 'the advisor sees the signature without reloading').toBe(true);
    for (const [step, words] of [
      ['quality_check', '质检'],
      ['washing', '洗车'],
      ['ready', '待交车'],
    ] as const) {
      await at(page, `step-${step}`).click();
      await page.locator('.step-bar .now', { hasText: words }).waitFor();
    }
  });

  it('hands the car over with an amount in yuan', async () => {
    await at(page, 'line-name-0').fill('更换机油机滤');
    await at(page, 'line-amount-0').fill('120');
    await at(page, 'line-add').click();
    await at(page, 'line-name-1').fill('全合成机油 4L');
    await at(page, 'line-amount-1').fill('458.50');
    expect(await at(page, 'hand-over-paid').inputValue()).toBe('578.50');
    await at(page, 'hand-over-mileage').fill('19600');
    await advisor.look('console-05-hand-over');
    await at(page, 'hand-over-submit').click();
    await at(page, 'hand-over-confirm').click();
    await expect
      .poll(async () => (await owner.get(`/owner/visits/${visitId}`)).bill?.paidFen, { timeout: 20_000 })
      .toBe(57_850);
    await page.locator('.step-bar').getByText('已交车').waitFor();
  });

  it('shows the manager the case that two stars have opened', async () => {
    const manager = await openWindow('desk');
    await logIn(manager.page, 'manager1', '/cases');
    await at(manager.page, 'live-open').waitFor();
    const stayed = await withoutReload(manager.page, async () => {
      await owner.post(`/owner/visits/${visitId}/rating`, {
        stars: 2,
        nps: 3,
        touchpoints: { time: 2 },
        tags: ['waited_long'],
        text: '等得有点久',
      });
      await manager.page.getByTestId('case-row').filter({ hasText: car.plateOnScreen }).waitFor();
    });
    expect(stayed).toBe(true);
    await manager.look('console-06-cases');
    await manager.page
      .getByTestId('case-row')
      .filter({ hasText: car.plateOnScreen })
      .getByRole('link')
      .first()
      .click();
    await at(manager.page, 'case-text').fill('已致电车主致歉，安排下次优先工位');
    await manager.look('console-07-case');
    await at(manager.page, 'case-submit').click();
    await manager.page.locator('.step-text', { hasText: '已致电车主致歉' }).waitFor();
  });

  it('finds the owner from anywhere by the tail of the plate, with everything that happened', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type(car.plate.slice(-4));
    await page
      .getByTestId('search-hit')
      .filter({ hasText: car.plate.slice(-4) })
      .first()
      .waitFor();
    await page.getByTestId('search-hit').filter({ hasText: car.ownerName }).first().click();
    await page.waitForURL(new RegExp(`/owners/${ownerId}`));
    await page.getByTestId('timeline-item').first().waitFor();
    const line = page.getByTestId('timeline-item');
    for (const words of ['评价', '投诉', '消息'])
      await line
        .filter({ has: page.getByLabel(words) })
        .first()
        .waitFor();
    await advisor.look('console-08-owner');
    await page.getByRole('navigation', { name: '记录类别' }).getByText('维修记录').click();
    // What stood there before goes when the answer comes, and for a moment nothing may stand there.
    const others = line.filter({ hasNot: page.getByLabel('维修记录') });
    await expect
      .poll(async () => [(await line.count()) >= 5, await others.count()], { timeout: 20_000 })
      .toEqual([true, 0]);
  });

  it('opens every other page of an advisor without a complaint', async () => {
    for (const [path, name] of [
      ['/board', 'console-09-board'],
      ['/visits', 'console-10-workshop'],
      ['/owners', 'console-11-owners'],
      ['/suspect-mileage', 'console-12-mileage'],
      ['/care/due', 'console-13-due'],
      ['/care/messages', 'console-14-messages'],
      ['/account', 'console-15-account'],
    ] as const) {
      await open(page, path);
      await advisor.look(name);
    }
  });

  it('keeps a view of a list and the columns that are shown, also for the next log-in', async () => {
    await open(page, '/owners?group=active');
    await page.getByTestId('list-menu').click();
    await page.getByTestId('list-view-name').fill('有效客户');
    await page.keyboard.press('Enter');
    await page.getByTestId('list-view').filter({ hasText: '有效客户' }).waitFor();
    const saved = page.waitForResponse((answer) => answer.url().endsWith('/staff/lists') && answer.ok());
    await page.getByLabel('最近进厂', { exact: true }).uncheck();
    await saved;

    await open(page, '/owners');
    await page.getByTestId('owner-row').first().waitFor();
    expect(await page.getByRole('columnheader', { name: '最近进厂' }).count()).toBe(0);
    await page.getByTestId('list-menu').click();
    await page.getByTestId('list-view').click();
    await page.waitForURL(/group=active/);
    await page.getByTestId('list-menu').click();
    await page.getByLabel('最近进厂', { exact: true }).check();
    await page.getByRole('columnheader', { name: '最近进厂' }).waitFor();
  });

  it('opens the pages of an administrator: stores, team, audit, imports', async () => {
    const admin = await openWindow('desk');
    await logIn(admin.page, 'admin', '/stores');
    await admin.look('console-16-store');
    for (const tab of ['hours', 'services', 'bays']) {
      await open(admin.page, `/stores?tab=${tab}`);
      await admin.look(`console-17-store-${tab}`);
    }
    await open(admin.page, '/team');
    expect(await admin.page.getByTestId('team-row').count()).toBeGreaterThanOrEqual(6);
    await admin.look('console-18-team');
    await open(admin.page, '/audit');
    await at(admin.page, 'audit-row').waitFor();
    await admin.look('console-19-audit');
    await open(admin.page, '/imports');
    await admin.look('console-20-imports');
  });

  it('offers a technician only what a technician may do', async () => {
    const technician = await openWindow('desk');
    await logIn(technician.page, 'tech1');
    await open(technician.page, '/visits');
    expect(await technician.page.getByTestId('nav-owners').count()).toBe(0);
    await technician.page.goto(`${new URL(technician.page.url()).origin}/owners/${ownerId}`);
    await technician.page.getByText('没有权限').or(technician.page.getByText('无权')).first().waitFor();
    expect(await technician.page.textContent('main')).not.toContain(car.ownerName);
  });
});
