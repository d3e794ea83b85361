import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openWindow, tellOneStory } from './support/browser.js';
import { type Caller, dayFromNow, importedCar, ownerWithPhone, staff } from './support/people.js';
import { at, heading, logIn, open, picture } from './support/work-console.js';

tellOneStory();

/** Looks for the owner by the tail of the plate and takes the first hit. */
async function pickDriver(page: Page, plate: string): Promise<void> {
  await at(page, 'booking-car-query').fill(plate.slice(-5));
  await at(page, 'booking-car-hit').click();
}

// One loaner: bought, kept, handed out, taken back.
describe.sequential('a loaner car', () => {
  let page: Page;
  let owner: Caller;
  let look: (name: string) => Promise<void>;
  const code = `E2E-${Date.now().toString(36).toUpperCase()}`;
  const plate = `晋A${code.slice(-5)}`;

  it('is added by the manager and kept for an owner on a free day', async () => {
    const { car } = await importedCar();
    ({ owner } = await ownerWithPhone(car));
    const desk = await openWindow('desk');
    ({ page, look } = desk);
    await logIn(page, 'manager1');
    await open(page, '/loaners');
    await at(page, 'loaner-add').click();
    await page.getByLabel('编码').fill(code);
    await page.getByLabel('车牌', { exact: true }).fill(plate);
    await page.getByLabel('车型').fill('雷凌 银色');
    await at(page, 'loaner-save').click();
    await at(page, `loaner-free-${code}-${dayFromNow(1)}`).click();
    await pickDriver(page, car.plate);
    await look('console-loaner-book');
    await at(page, 'loan-book-save').click();
    const row = page.getByTestId('loaner-row').filter({ hasText: code.slice(-5) });
    await row.getByTestId('loaner-bar').filter({ hasText: car.ownerName }).waitFor();
    await look('console-loaners');
    const { items } = await owner.get('/owner/loans');
    expect(items).toMatchObject([{ plate, state: 'booked', from: dayFromNow(1), to: dayFromNow(1) }]);
  });

  it('cannot be kept for a second person on that day', async () => {
    const manager = await staff('manager1');
    const storeId = (await manager.get('/staff/me')).stores[0].id as string;
    const on = dayFromNow(1);
    const cars = (await manager.get('/staff/loaners', { storeId, from: on, to: on })).items;
    const one = cars.find((car: { code: string }) => car.code === code);
    const body = { carId: one.id, ownerId: one.loans[0].ownerId, from: on, to: dayFromNow(2) };
    await expect(manager.post('/staff/loans', body)).rejects.toThrow(/LOANER\.TAKEN/);
  });

  it('leaves and comes back with odometer, fuel and a photo, on a phone', async () => {
    const phone = await openWindow('phone');
    await logIn(phone.page, 'advisor1');
    await open(phone.page, '/loaners');
    const row = phone.page.getByTestId('loaner-row').filter({ hasText: code.slice(-5) });
    await row.getByTestId('loaner-bar').click();
    const layer = phone.page.getByTestId('loan-layer');
    await at(phone.page, 'loan-hand-out').click();
    await phone.page
      .getByTestId('loan-photos')
      .setInputFiles({ name: 'car.jpg', mimeType: 'image/jpeg', buffer: await picture(phone.page) });
    await layer.locator('.photo-remove').waitFor();
    await at(phone.page, 'loan-km').fill('12030');
    await layer.getByText('满', { exact: true }).click();
    await phone.look('console-loaner-out');
    await at(phone.page, 'loan-gauges-save').click();
    await layer.getByText('交车记录').waitFor();
    expect((await owner.get('/owner/loans')).items).toMatchObject([{ state: 'out', outFuelEighths: 8 }]);

    await at(phone.page, 'loan-return').click();
    await at(phone.page, 'loan-km').fill('12095');
    await layer.getByText('¾', { exact: true }).click();
    await at(phone.page, 'loan-gauges-save').click();
    await layer.getByText('行驶 65 公里，油量少了 2/8').waitFor();
    await phone.look('console-loaner-back');
    expect((await owner.get('/owner/loans')).items).toEqual([]);
  });

  it('stands under rules that say in a sentence what a broken promise pays', async () => {
    await open(page, '/stores?tab=rules');
    await heading(page);
    await page.getByText('代金券', { exact: true }).click();
    await at(page, 'rules-pay').fill('50');
    await page.getByTestId('rules-words').filter({ hasText: '自动补偿¥50.00 代金券' }).waitFor();
    await look('console-visit-rules');
    await open(page, '/stores?tab=services');
    await at(page, 'service-includes').click();
    await page.getByTestId('include-line').first().waitFor();
    await look('console-includes');
  });
});
