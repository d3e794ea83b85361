import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openWindow, tellOneStory, type Window } from './support/browser.js';
import {
  bookFirstSlot,
  type Caller,
  type Car,
  importedCar,
  ownerWithPhone,
  staff,
  workshop,
} from './support/people.js';
import { at, fillReport, heading, logIn, open } from './support/work-console.js';

tellOneStory();

// `look` refuses every page that people would have to scroll sideways.
describe.sequential('the console on a phone', () => {
  let car: Car;
  let ownerId: string;
  let storeId: string;
  let owner: Caller;
  let visitId: string;
  let advisor: Window;
  let page: Page;

  it('logs in and shows my day', async () => {
    ({ car, ownerId, storeId } = await importedCar());
    ({ owner } = await ownerWithPhone(car));
    const { id } = await bookFirstSlot(owner);
    await (await staff('advisor1')).post(`/staff/bookings/${id}/confirm`);
    advisor = await openWindow('phone');
    ({ page } = advisor);
    await open(page, '/login');
    await at(page, 'login-demo-advisor1').waitFor();
    await advisor.look('phone-01-log-in');
    await logIn(page, 'advisor1');
    await heading(page, '刘敏');
    await advisor.look('phone-02-my-day');
  });

  it('checks a car in beside the car', async () => {
    await at(page, 'check-in-open').click();
    await at(page, 'check-in-query').fill(car.plate.slice(-4));
    await page.getByTestId('check-in-candidate').filter({ hasText: car.plateOnScreen }).click();
    await advisor.look('phone-03-check-in');
    await at(page, 'check-in-submit').click();
    await page.waitForURL(/\/visits\/\w+/);
    visitId = page.url().split('/').at(-1) ?? '';
    await heading(page, car.plateOnScreen);
    await advisor.look('phone-04-visit');
  });

  it('takes the three numbers with a thumb', async () => {
    const technician = await openWindow('phone');
    await logIn(technician.page, 'tech1', `/visits/${visitId}`);
    await fillReport(technician.page);
    await technician.look('phone-05-three-numbers');
    await at(technician.page, 'report-sign').click();
    await at(technician.page, 'report-sign-confirm').click();
    await at(technician.page, 'report-signed').waitFor();
    await technician.look('phone-06-signed');
  });

  it('hands over', async () => {
    await at(page, 'report-signed').waitFor();
    const colleague = await staff('advisor1');
    for (const step of ['in_work', 'quality_check', 'washing', 'ready'])
      await workshop(storeId).step(colleague, visitId, step);
    await at(page, 'line-name-0').fill('更换机油机滤');
    await at(page, 'line-amount-0').fill('580');
    await at(page, 'hand-over-mileage').fill('19600');
    await advisor.look('phone-07-hand-over');
    await at(page, 'hand-over-submit').click();
    await at(page, 'hand-over-confirm').click();
    await expect
      .poll(async () => (await owner.get(`/owner/visits/${visitId}`)).bill?.paidFen, { timeout: 20_000 })
      .toBe(58_000);
  });

  it('opens every page without scrolling sideways', async () => {
    for (const [path, name] of [
      [`/owners/${ownerId}`, 'phone-08-owner'],
      ['/board', 'phone-09-board'],
      ['/visits', 'phone-10-workshop'],
      ['/owners', 'phone-11-owners'],
      ['/cases', 'phone-12-cases'],
      ['/care/due', 'phone-13-due'],
      ['/care/messages', 'phone-14-messages'],
      ['/suspect-mileage', 'phone-15-mileage'],
      ['/more', 'phone-16-more'],
      ['/account', 'phone-17-account'],
    ] as const) {
      await open(page, path);
      await advisor.look(name);
    }
    const manager = await openWindow('phone');
    await logIn(manager.page, 'manager1', '/imports');
    await manager.look('phone-18-imports');
    for (const [path, name] of [
      ['/stores', 'phone-19-store'],
      ['/audit', 'phone-20-audit'],
      ['/team', 'phone-21-team'],
    ] as const) {
      await open(manager.page, path);
      await manager.look(name);
    }
  });
});
