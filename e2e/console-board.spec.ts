import { randomInt } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openWindow, tellOneStory, type Window } from './support/browser.js';
import { type Caller, dayFromNow, importedCar } from './support/people.js';
import { at, heading, logIn, open, withoutReload } from './support/work-console.js';

tellOneStory();

interface Place {
  id: string;
  kind: string;
}

const clock = (on: string, time: string) => new Date(`${on}T${time}:00+08:00`).toISOString();

/** Two open days in a row without any booking, so far ahead that no other test books there. */
async function quietDays(manager: Caller, storeId: string): Promise<[string, string]> {
  for (let tries = 0; tries < 40; tries += 1) {
    const on = dayFromNow(randomInt(40, 400));
    const { days } = await manager.get('/staff/board', { storeId, on, days: 2 });
    const quiet = (days as { on: string; open: boolean; count: number; weekday: number }[]).every(
      (day, index) => day.open && day.count === 0 && (index === 0 ? day.weekday < 7 : true),
    );
    if (quiet) return [days[0].on, days[1].on];
  }
  throw new Error('no two open days without a booking');
}

// One day of the board, far ahead: each step stands on the one before.
describe.sequential('the booking board', () => {
  let manager: Caller;
  let storeId: string;
  let on: string;
  let next: string;
  let bays: Place[];
  let repair: Place;
  let serviceId: string;
  let first: string;
  let second: string;
  let desk: Window;
  let page: Page;

  const booking = (id: string) => manager.get(`/staff/bookings/${id}`);
  const card = (id: string) => at(page, `booking-card-${id}`);
  /** Where a thing stands once it stands still: the board draws itself anew when a change arrives. */
  const middle = async (place: Locator) => {
    let last = '';
    let box = await place.boundingBox();
    await expect
      .poll(
        async () => {
          const before = last;
          box = await place.boundingBox();
          last = JSON.stringify(box);
          return box !== null && last === before;
        },
        { timeout: 20_000 },
      )
      .toBe(true);
    if (!box) throw new Error('not on the screen');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2, top: box.y };
  };
  /** Waits until the screen shows a booking in this bay. */
  const standsIn = (id: string, bay: string | undefined) =>
    at(page, `board-column-${bay}`).getByTestId(`booking-card-${id}`).waitFor();
  /** Carries a card to a column, and so many minutes down. */
  async function drag(id: string, bay: string, minutes: number) {
    const from = await middle(card(id));
    const to = await middle(at(page, `board-column-${bay}`));
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 20, from.y, { steps: 3 });
    await page.mouse.move(to.x, from.y + minutes * 1.3, { steps: 6 });
    await page.mouse.up();
  }

  it('moves a booking by pointer, after asking', async () => {
    const one = await importedCar();
    ({ manager, storeId } = one);
    const store = (await manager.get('/staff/stores')).items.find(
      (entry: { id: string }) => entry.id === storeId,
    );
    const service = store.services.find((entry: { kind: string }) => entry.kind === 'service');
    serviceId = service.id;
    bays = store.bays.filter((bay: Place) => bay.kind === service.bayKind);
    repair = store.bays.find((bay: Place) => bay.kind !== service.bayKind);
    [on, next] = await quietDays(manager, storeId);
    const { items } = await manager.get('/staff/search', { q: one.car.plate.slice(-5) });
    ({ id: first } = await manager.post('/staff/bookings', {
      ownerId: one.ownerId,
      vehicleId: items[0].vehicleId,
      storeId,
      serviceId,
      startsAt: clock(on, '10:00'),
      advisorId: null,
      bayId: bays[0]?.id,
    }));
    desk = await openWindow('desk');
    ({ page } = desk);
    await logIn(page, 'manager1');
    await open(page, `/board?on=${on}`);
    await drag(first, String(bays[1]?.id), 60);
    await at(page, 'move-dialog').waitFor();
    await desk.look('console-board-move');
    await at(page, 'move-submit').click();
    await expect
      .poll(async () => (await booking(first)).startsAt, { timeout: 20_000 })
      .toBe(clock(on, '11:00'));
    expect((await booking(first)).bayId).toBe(bays[1]?.id);
  });

  it('moves it by keyboard just as well', async () => {
    await at(page, 'move-dialog').waitFor({ state: 'detached' });
    await standsIn(first, bays[1]?.id);
    await card(first).focus();
    for (const key of ['m', 'ArrowLeft', 'ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    await at(page, 'move-submit').click();
    await expect
      .poll(async () => (await booking(first)).startsAt, { timeout: 20_000 })
      .toBe(clock(on, '11:30'));
    expect((await booking(first)).bayId).toBe(bays[0]?.id);
  });

  it('says why a bay of another kind will not do, and moves nothing', async () => {
    await at(page, 'move-dialog').waitFor({ state: 'detached' });
    await standsIn(first, bays[0]?.id);
    await drag(first, repair.id, 0);
    expect(await at(page, 'move-why').textContent()).toContain('要用');
    await at(page, 'move-submit').click();
    await at(page, 'move-dialog').waitFor({ state: 'detached' });
    expect((await booking(first)).bayId).toBe(bays[0]?.id);
  });

  it('books at the clicked place and keeps it while the form is open', async () => {
    const two = await importedCar();
    const column = await at(page, `board-column-${bays[1]?.id}`).boundingBox();
    const mark = await middle(card(first));
    // The card begins at 11:30; two hours and a bit below its top.
    await page.mouse.click((column?.x ?? 0) + 40, mark.top + 125 * 1.3);
    await at(page, 'new-booking-layer').waitFor();
    await page.getByTestId('new-booking-layer').getByRole('textbox').first().fill(two.car.plate.slice(-5));
    await page.locator('.pick-list button').first().click();
    await at(page, 'new-booking-service').click();
    await page.locator('.ant-select-item-option', { hasText: '定期保养' }).first().click();
    await at(page, 'hold-line').waitFor();
    const { holds } = await manager.get('/staff/board', { storeId, on });
    expect(holds).toHaveLength(1);
    expect(holds[0]).toMatchObject({ bayId: bays[1]?.id, startsAt: clock(on, '13:30') });
    await desk.look('console-board-new');
    await at(page, 'new-booking-submit').click();
    await at(page, 'new-booking-layer').waitFor({ state: 'detached' });
    const board = await manager.get('/staff/board', { storeId, on });
    expect(board.holds).toHaveLength(0);
    second = board.bookings.find((entry: { id: string }) => entry.id !== first).id;
    expect((await booking(second)).startsAt).toBe(clock(on, '13:30'));
  });

  it('books beyond capacity only with a reason', async () => {
    await standsIn(second, bays[1]?.id);
    await drag(second, String(bays[0]?.id), -120);
    expect(await at(page, 'move-why').textContent()).toContain('已约给');
    expect(await at(page, 'move-submit').isDisabled()).toBe(true);
    await at(page, 'move-reason').fill('老客户当天出远门');
    await at(page, 'move-submit').click();
    await expect
      .poll(async () => (await booking(second)).overbookReason, { timeout: 20_000 })
      .toBe('老客户当天出远门');
    await at(page, 'move-dialog').waitFor({ state: 'detached' });
    await desk.look('console-board-day');
  });

  it('moves a booking to the next day in the week, and shows changes of others at once', async () => {
    await open(page, `/board?on=${on}&view=week`);
    await card(first).focus();
    for (const key of ['m', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
    await at(page, 'move-submit').click();
    const cell = at(page, `week-cell-${bays[0]?.id}-${next}`);
    await cell.getByTestId(`booking-card-${first}`).waitFor();
    const stayed = await withoutReload(page, async () => {
      await manager.post(`/staff/bookings/${second}/cancel`, { reason: '车主来电取消' });
      await card(second).waitFor({ state: 'detached' });
    });
    expect(stayed).toBe(true);
    await desk.look('console-board-week');
  });

  it('shows leave that overtakes a booking as a conflict, on a phone too', async () => {
    const leave = await manager.post('/staff/leaves', {
      staffId: (await booking(first)).advisorId,
      from: clock(next, '09:00'),
      to: clock(next, '17:00'),
      reason: '年假',
    });
    const phone = await openWindow('phone');
    await logIn(phone.page, 'advisor1');
    await open(phone.page, `/board?on=${next}`);
    await at(phone.page, 'board-conflicts').getByRole('button').first().click();
    await phone.page.getByText('顾问休假').first().waitFor();
    await phone.look('console-board-phone');
    expect(await manager.status('DELETE', `/staff/leaves/${leave.id}`, undefined)).toBeLessThan(300);
    await at(phone.page, 'board-waiting').click();
    await at(phone.page, 'waiting-layer').waitFor();
    await heading(phone.page);
  });
});
