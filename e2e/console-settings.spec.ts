import { randomInt } from 'node:crypto';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openWindow, tellShortStories } from './support/browser.js';
import { bookFirstSlot, dayFromNow, ownerWithPhone, quietCar, staff } from './support/people.js';
import { at, heading, logIn, open } from './support/work-console.js';

tellShortStories();

describe('the settings of a store', () => {
  it('say what each role may make good, audited, and whoever may not change them reads them', async () => {
    const manager = await staff('manager1');
    const storeId = (await manager.get('/staff/me')).stores[0].id;
    const before = await manager.get('/staff/make-good-rules', { storeId });
    const { page, look } = await openWindow('desk');
    await logIn(page, 'manager1');
    await open(page, '/stores?tab=make-good');
    await at(page, 'make-good-advisorFen').fill('88');
    await at(page, 'make-good-mostFen').fill('1');
    await at(page, 'make-good-save').click();
    await page.getByText('不能低于各岗位的额度').first().waitFor();
    await at(page, 'make-good-mostFen').fill('2000');
    await page.getByText('服务顾问 ¥88').first().waitFor();
    await look('console-make-good');
    await at(page, 'make-good-save').click();
    await expect
      .poll(async () => (await manager.get('/staff/make-good-rules', { storeId })).advisorFen)
      .toBe(8_800);
    const { items } = await manager.get('/staff/audit', { action: 'case.save-make-good-rules' });
    expect(items[0].text).toContain('顾问 ¥88');
    const phone = await openWindow('phone');
    await logIn(phone.page, 'advisor1');
    await open(phone.page, '/stores?tab=make-good');
    await at(phone.page, 'make-good-words').waitFor();
    expect(await at(phone.page, 'make-good-save').count()).toBe(0);
    await phone.look('console-make-good-phone');
    await manager.status('PATCH', `/staff/stores/${storeId}/make-good-rules`, before);
  });
});

describe('settings that two people have open', () => {
  it('keep what a colleague saved meanwhile, and nothing typed is thrown away unasked', async () => {
    const manager = await staff('manager1');
    const stored = async () => (await manager.get('/staff/stores')).items[0];
    const { phone, horizonDays } = await stored();
    const moved = `0351-7${randomInt(1e5, 1e6)}`;
    const { page, look } = await openWindow('desk');
    await logIn(page, 'manager1', '/stores');
    const { page: colleague } = await openWindow('desk');
    await logIn(colleague, 'manager1', '/stores');
    const save = async (tab: Page) => {
      const answered = tab.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok());
      await at(tab, 'store-save').click();
      await answered;
    };
    await page.getByLabel('最远可约').fill(String(horizonDays - 1));
    await colleague.getByLabel('服务电话').fill(moved);
    await save(colleague);
    await page.getByRole('link', { name: '操作记录' }).click();
    await page.getByRole('button', { name: '继续填写' }).waitFor();
    await look('console-unsaved');
    await page.getByRole('button', { name: '继续填写' }).click();
    expect(new URL(page.url()).pathname).toBe('/stores');
    await save(page);
    expect(await stored()).toMatchObject({ phone: moved, horizonDays: horizonDays - 1 });
    await page.getByRole('link', { name: '操作记录' }).click();
    await page.waitForURL('**/audit');
    // A dialog asks too; nothing was typed in it: it closes at once.
    await open(page, '/stores?tab=bays');
    const named = page.getByPlaceholder('例如 保养 1 号位');
    await at(page, 'bay-add').click();
    await named.waitFor();
    await page.keyboard.press('Escape');
    await named.waitFor({ state: 'detached' });
    await at(page, 'bay-add').click();
    await named.fill('写到一半的工位');
    await page.keyboard.press('Escape');
    await at(page, 'unsaved-leave').click();
    await named.waitFor({ state: 'detached' });
    await open(colleague, '/stores');
    await colleague.getByLabel('最远可约').fill(String(horizonDays));
    await colleague.getByLabel('服务电话').fill(phone);
    await save(colleague);
  });
});

describe('a technician', () => {
  it('sees whose booking it is, without a way to a page that their role has not', async () => {
    const { car } = await quietCar();
    const { owner } = await ownerWithPhone(car);
    const { id } = await bookFirstSlot(owner);
    const { page, look } = await openWindow('phone');
    await logIn(page, 'tech1');
    await open(page, `/my-day?booking=${id}`);
    await at(page, 'booking-layer').getByText(car.ownerName).waitFor();
    expect(await page.locator('a[href^="/owners"]').count()).toBe(0);
    await look('console-technician-booking');
  });
});

describe('a car that comes without a booking', () => {
  it('takes a bay at the check-in; outside the opening hours it is taken in all the same', async () => {
    const { car, manager, storeId } = await quietCar();
    const { page, look } = await openWindow('phone');
    await logIn(page, 'advisor1');
    await at(page, 'check-in-open').click();
    await at(page, 'check-in-query').fill(car.plate.slice(-4));
    await page.getByTestId('check-in-candidate').filter({ hasText: car.plateOnScreen }).click();
    await at(page, 'check-in-service').click();
    await page.locator('.ant-select-item-option', { hasText: '定期保养' }).first().click();
    await page.getByText('任一空工位').first().waitFor();
    await look('console-walk-in');
    await at(page, 'check-in-submit').click();
    const arrived = page.waitForURL(/\/visits\/\w+/);
    const refused = at(page, 'check-in-refused');
    await Promise.race([arrived, refused.waitFor()]);
    const kept = !(await refused.isVisible());
    if (!kept) await at(page, 'check-in-submit').click();
    await arrived;
    await heading(page, car.plateOnScreen);
    const visitId = page.url().split('/').at(-1) ?? '';
    const { bookings } = await manager.get('/staff/board', { storeId, on: dayFromNow(0) });
    const mine = bookings.filter((one: { plate: string }) => one.plate === car.plate);
    expect(mine).toHaveLength(kept ? 1 : 0);
    if (kept) expect(mine[0]).toMatchObject({ visitId });
  });
});
