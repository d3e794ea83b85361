import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openWindow, tellOneStory, type Window } from './support/browser.js';
import {
  bookFirstSlot,
  type Caller,
  importedCar,
  ownerWithPhone,
  staff,
  workshop,
} from './support/people.js';
import { at, heading, logIn, open, picture, withoutReload } from './support/work-console.js';

tellOneStory();

// One car in the workshop: what was promised, asked, answered, closed and corrected.
describe.sequential('a visit in depth', () => {
  let owner: Caller;
  let manager: Caller;
  let storeId: string;
  let visitId: string;
  let desk: Window;
  let page: Page;

  const visit = () => manager.get(`/staff/visits/${visitId}`);

  it('writes the check-in record down with a photo, fuel and the fault, on a phone', async () => {
    const one = await importedCar();
    ({ manager, storeId } = one);
    ({ owner } = await ownerWithPhone(one.car));
    const { id } = await bookFirstSlot(owner);
    await manager.post(`/staff/bookings/${id}/confirm`);
    const advisor = await staff('advisor1');
    ({ id: visitId } = await advisor.post('/staff/visits', { storeId, bookingId: id }));
    const phone = await openWindow('phone');
    await logIn(phone.page, 'advisor1');
    await open(phone.page, `/visits/${visitId}`);
    await at(phone.page, 'check-in-edit').click();
    await phone.page
      .getByTestId('walk-around')
      .setInputFiles({ name: 'car.jpg', mimeType: 'image/jpeg', buffer: await picture(phone.page) });
    await phone.page.locator('.shots li').first().waitFor();
    await phone.page.getByLabel('第 1 张的说明').fill('右前门有划痕');
    await phone.page.getByTestId('check-in-record').getByText('½', { exact: true }).click();
    await at(phone.page, 'record-words').fill('早上冷车起步有吱吱声');
    await phone.page.getByTestId('check-in-record').getByText('冷车时', { exact: true }).click();
    await phone.look('console-visit-record');
    await at(phone.page, 'check-in-record-save').click();
    await at(phone.page, 'check-in-record').waitFor({ state: 'detached' });
    const { checkIn } = await visit();
    expect(checkIn).toMatchObject({ fuelEighths: 4, ownerWords: '早上冷车起步有吱吱声' });
    expect(checkIn.fault.engine).toBe('cold');
    expect(checkIn.walkAround[0]).toMatchObject({ position: 'front', note: '右前门有划痕' });
    await phone.page.getByText('车头：右前门有划痕').waitFor();
    await phone.look('console-visit-phone');
  });

  it('sends an estimate and shows the yes of the owner at once', async () => {
    desk = await openWindow('desk');
    ({ page } = desk);
    await logIn(page, 'manager1');
    await open(page, `/visits/${visitId}`);
    await at(page, 'live-open').waitFor();
    await at(page, 'quote-estimate').click();
    await at(page, 'line-name-0').fill('全合成机油保养');
    await at(page, 'line-amount-0').fill('578.50');
    await desk.look('console-visit-quote');
    await at(page, 'quote-submit').click();
    await page.getByText('待车主确认').first().waitFor();
    const [quote] = (await visit()).quotes;
    expect(quote).toMatchObject({ kind: 'estimate', totalFen: 57_850, state: 'waiting' });
    const stayed = await withoutReload(page, async () => {
      await owner.post(`/owner/quotes/${quote.id}/answer`, { approve: true });
      await at(page, `quote-${quote.id}`).getByText('车主已同意').waitFor();
    });
    expect(stayed).toBe(true);
  });

  it('writes a no to extra work by phone down, with how it was said', async () => {
    await at(page, 'quote-extra').click();
    await at(page, 'quote-title').fill('前刹车片更换');
    await at(page, 'line-name-0').fill('前刹车片');
    await at(page, 'line-amount-0').fill('680');
    await at(page, 'quote-submit').click();
    await at(page, 'quote-phone').click();
    await page.getByText('这次不做', { exact: true }).click();
    await at(page, 'answer-note').fill('14:20 致电车主本人，下次再换');
    await at(page, 'answer-submit').click();
    await page.getByText('车主暂不做').first().waitFor();
    const extra = (await visit()).quotes.find((one: { kind: string }) => one.kind === 'extra');
    expect(extra).toMatchObject({ state: 'declined', answeredWay: 'phone' });
    await desk.look('console-visit-quotes');
  });

  it('corrects a closed work order and keeps both versions', async () => {
    const works = workshop(storeId);
    const technician = await staff('tech1');
    await works.step(manager, visitId, 'in_work');
    await works.sign(technician, visitId);
    for (const step of ['quality_check', 'washing', 'ready']) await works.step(manager, visitId, step);
    await works.handOver(manager, visitId);
    await open(page, `/visits/${visitId}`);
    await at(page, 'correct-open').click();
    await at(page, 'line-amount-1').fill('418');
    await at(page, 'correct-paid').fill('538');
    await at(page, 'correct-reason').fill('机油少用一升，已与车主核对');
    await at(page, 'correct-submit').click();
    await at(page, 'correction-1').waitFor();
    const corrected = await visit();
    expect(corrected.bill.paidFen).toBe(53_800);
    expect(corrected.corrections[0]).toMatchObject({
      before: { paidFen: 57_800 },
      after: { paidFen: 53_800 },
    });
    const [sheet] = await Promise.all([page.waitForEvent('download'), at(page, 'sheet').click()]);
    expect(sheet.suggestedFilename()).toMatch(/\.pdf$/);
    await heading(page);
    await desk.look('console-visit-corrected');
  });

  it('stands in the figures of the month, which open it', async () => {
    await open(page, '/figures');
    await at(page, 'figure-visits').click();
    await page
      .getByTestId('figures-row')
      .filter({ has: page.locator(`a[href="/visits/${visitId}"]`) })
      .waitFor();
    await desk.look('console-figures');
  });

  it('has customers whose districts open their cars', async () => {
    await open(page, '/makeup');
    await at(page, 'makeup-district').first().click();
    await at(page, 'makeup-car').first().waitFor();
    await desk.look('console-makeup');
  });
});
