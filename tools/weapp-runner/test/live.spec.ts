import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, launchWeapp, type PageHandle, type Weapp } from '../src/index.js';
import { createPhone, type Phone } from './phone.js';

const dist = fileURLToPath(new URL('../../../apps/miniapp/dist/weapp', import.meta.url));
const kilobyte = 1024;
/** WeChat's own limits for a page, and our budgets for the packages (CI checks them, too). */
const limits = {
  nodes: 1000,
  depth: 30,
  setData: 64 * kilobyte,
  main: kilobyte * kilobyte,
  sub: 512 * kilobyte,
  requestsBeforeFirstScreen: 3,
};
/** A cold server and two busy cores: generous, because only the outcome matters here. */
const patienceMs = 20_000;

let phone: Phone;
let weapp: Weapp;
/** Every page that was seen, with what it cost. */
const seen: { name: string; page: PageHandle }[] = [];

function look(name: string): PageHandle {
  const page = weapp.current();
  seen.push({ name, page });
  expect(page.nodes().count, `${name}: nodes`).toBeLessThan(limits.nodes);
  expect(page.nodes().depth, `${name}: depth`).toBeLessThan(limits.depth);
  return page;
}

/** Taps a day and, once its times are drawn, a time; a person waits for what the screen says, too. */
async function choose(slot: { day: string; clock: string }): Promise<void> {
  await weapp.tap(slot.day);
  await weapp.waitFor(() => weapp.current().find('.slots__day--selected')?.textContent?.includes(slot.day));
  await weapp.tap(slot.clock);
  const selected = '.slots__grid .cb-chip--selected';
  await weapp.waitFor(() => weapp.current().find(selected)?.textContent?.includes(slot.clock));
}

beforeAll(async () => {
  phone = await createPhone();
  await phone.stock();
  weapp = launchWeapp({ dist, apiBase: phone.apiBase, person: { ...phone.person, privacyNeeded: true } });
});

afterAll(() => weapp?.close());

// One story on one phone: each step stands on the one before.
describe.sequential('an owner with the mini-program and the running server', () => {
  it('is logged in silently and asked for the phone before anything is shown', async () => {
    await weapp.open();
    await weapp.waitFor('绑定爱车', patienceMs);
    expect(weapp.records.requests.length).toBeLessThanOrEqual(limits.requestsBeforeFirstScreen);
    expect(weapp.records.requests.map(({ status }) => status)).not.toContain(null);
    look('home of a stranger');
  });

  it('agrees, gives the phone of WeChat and finds the car', async () => {
    await weapp.tap('绑定爱车');
    await weapp.waitFor('微信手机号一键验证', patienceMs);
    await weapp.tap('微信手机号一键验证');
    await weapp.waitFor('先说明白');
    await weapp.tap('同意并继续');
    await weapp.waitFor(() => weapp.current().route === 'pages/home/index', patienceMs);
    await weapp.waitFor('更新里程', patienceMs);
    expect(weapp.text()).toContain(phone.plateOnScreen);
    look('home');
  });

  it('books from the path of a message, which opens filled in', async () => {
    await weapp.open(`subpackages/booking/create/index?messageId=${await phone.reminderId()}`);
    await weapp.waitFor('确认预约', patienceMs);
    expect(weapp.text()).toContain(phone.plateOnScreen);
    expect(weapp.text()).not.toContain('请选择时间');
    look('booking, filled in');
    const chosen = await phone.freeSlot();
    await choose(chosen);
    await weapp.tap('确认预约');
    await weapp.waitFor(() => weapp.current().route === 'subpackages/booking/detail/index', patienceMs);
    await weapp.waitFor('到店出示', patienceMs);
    expect(weapp.text()).toContain('待确认');
    look('booking');

    const booking = await phone.booking(weapp.current().query.id ?? '');
    expect(booking).toMatchObject({ state: 'requested', startsAt: chosen.startsAt });
    expect(weapp.text()).toContain(booking.checkInCode);
    expect(weapp.current().find('.booking-code__picture')).toBeDefined();
  });

  it('was asked for messages inside the tap, and the answers reached the server', async () => {
    expect(weapp.records.subscribeRequests).toHaveLength(1);
    const asked = weapp.records.subscribeRequests[0] ?? [];
    expect(asked.length).toBeGreaterThan(0);
    const told = () => weapp.records.requests.find(({ url }) => url.endsWith('/subscribe-results'))?.status;
    await weapp.waitFor(() => told(), patienceMs);
    expect(Math.floor((told() ?? 0) / 100)).toBe(2);
    const credits = await phone.credits();
    for (const templateId of asked) expect(credits.get(templateId), templateId).toBeGreaterThan(0);
  });

  it('sees it in 预约, and on top of home', async () => {
    await weapp.tap('回到首页');
    await weapp.waitFor('更新里程', patienceMs);
    await weapp.waitFor('待确认', patienceMs);
    await weapp.open('pages/booking/index');
    await weapp.waitFor('待确认', patienceMs);
    expect(weapp.text()).toContain(phone.plateOnScreen);
    look('bookings');
  });

  it('sees the confirmation of the advisor without reloading, and moves and cancels it', async () => {
    await weapp.tap('待确认');
    await weapp.waitFor('到店出示', patienceMs);
    const id = weapp.current().query.id ?? '';
    await phone.confirmAsAdvisor(id);
    await weapp.waitFor('已确认', patienceMs);

    await weapp.tap('改期');
    await weapp.waitFor('换好后原来的时间会自动让出', patienceMs);
    const before = (await phone.booking(id)).startsAt;
    const other = await phone.freeSlot(before);
    await weapp.waitFor(() => weapp.current().find(other.day), patienceMs);
    await choose(other);
    await weapp.waitFor('改到');
    look('reschedule');
    await weapp.tap('改到');
    await weapp.waitFor(() => !weapp.current().has('换好后原来的时间会自动让出'), patienceMs);
    expect((await phone.booking(id)).startsAt).toBe(other.startsAt);

    await weapp.tap('取消预约');
    await weapp.waitFor('取消这个预约');
    await weapp.tap('时间不合适');
    await weapp.waitFor(() => !weapp.current().find('.cb-sheet__foot .cb-button--off'));
    await weapp.tap('确认取消');
    await weapp.waitFor('预约已取消', patienceMs);
    expect(await phone.booking(id)).toMatchObject({ state: 'cancelled', cancelReason: '时间不合适' });
  });

  it('reads the message centre and the service history', async () => {
    await weapp.open('subpackages/message/list/index');
    await weapp.waitFor(() => weapp.current().find('.message'), patienceMs);
    look('messages');
    await weapp.open(`subpackages/vehicle/history/index?id=${await phone.vehicleId()}`);
    await weapp.waitFor('公里', patienceMs);
    look('history');
  });

  it('met no error and moved little between logic and view', () => {
    expect(weapp.errors).toEqual([]);
    for (const { name, page } of seen) {
      expect(page.setData.largest, `${name}: largest setData`).toBeLessThanOrEqual(limits.setData);
    }
  });
});

describe('the packages', () => {
  it('keep their budgets', () => {
    const sizes = audit(dist);
    expect(sizes.missingPages).toEqual([]);
    expect(sizes.main).toBeLessThan(limits.main);
    for (const [name, bytes] of Object.entries(sizes.subPackages))
      expect(bytes, name).toBeLessThan(limits.sub);
  });
});
