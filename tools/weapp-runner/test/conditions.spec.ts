import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { caller } from '../../start/loop-people.mjs';
import { launchWeapp, type Person, type Weapp } from '../src/index.js';
import { car, card, first, type Need } from './demo-needs.js';
import { demoPeople } from './demo-people.js';
import { dist } from './weapp-app.js';

/** A cold server and two busy cores: generous, because only the outcome matters here. */
const patienceMs = 20_000;
const rescue = 'subpackages/rescue/call/index';

/** A grey square, as PNG. */
const picture =
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAAAAAA6mKC9AAAAD0lEQVR42mNoQAMMI1sAAAUMgAHjM1mKAAAAAElFTkSuQmCC';

/** What a phone does to an app besides showing it: refusals, no network, other apps in front, too many pages. */
describe('the mini-program on a phone that is not as it should be', () => {
  let people: Awaited<ReturnType<typeof demoPeople>>;
  const running: Weapp[] = [];
  beforeAll(async () => {
    people = await demoPeople();
  });
  afterEach(() => {
    for (const app of running.splice(0)) {
      expect(app.errors).toEqual([]);
      app.close();
    }
  });

  /** The mini-program on the phone of the first who has what is needed. */
  async function phoneFor(need: Need, ways: Partial<Person> = {}, storage = new Map<string, unknown>()) {
    const { person, found } = await people.who('what this is about', need);
    const own = await people.phoneOf(person);
    const app = launchWeapp({ dist, apiBase: people.apiBase, person: { ...own, ...ways }, storage });
    running.push(app);
    return { app, found, person };
  }

  it('leads who refused their place to where they can allow it', async () => {
    const place = { latitude: 37.87, longitude: 112.55 };
    const { app } = await phoneFor(car, { place: null });
    app.person.settings = () => {
      app.person.place = place;
    };
    await app.open(rescue);
    await app.waitFor('您没有允许定位', patienceMs);
    await app.tap('去允许');
    await app.waitFor('已获取您的位置', patienceMs);
  });

  it('asks for consent before the place, and goes on without it', async () => {
    const { app } = await phoneFor(car, { privacyNeeded: true });
    await app.open(rescue);
    await app.waitFor('先说明白', patienceMs);
    await app.waitFor('需要什么帮助', patienceMs);
    expect(app.text()).not.toContain('已获取您的位置');
    await app.tap('暂不同意');
    await app.waitFor('再试一次', patienceMs);
    expect(app.text()).not.toContain('先说明白');
    await app.tap('再试一次');
    await app.waitFor('先说明白', patienceMs);
    await app.tap('同意并继续');
    await app.waitFor('已获取您的位置', patienceMs);
  });

  it('calls for help with a picture, also who wants no messages, and takes the call back', async () => {
    // Not the owner of the other tests, whose page would tell of this call.
    const { app, person } = await phoneFor(first('/owner/bookings'), {
      photo: () => Uint8Array.from(Buffer.from(picture, 'base64')),
      subscribe: () => 'reject',
    });
    await app.open(rescue);
    await app.waitFor('已获取您的位置', patienceMs);
    await app.tap('添加照片');
    await app.waitFor(() => app.current().find('移除第 1 张照片'), patienceMs);
    await app.tap('搭电');
    await app.waitFor('呼叫救援 · 搭电');
    await app.tap('呼叫救援 · 搭电');
    await app.waitFor(() => app.current().route === 'subpackages/rescue/detail/index', patienceMs);
    await app.waitFor('不需要了，取消救援', patienceMs);
    const { id } = app.current().query;
    const called = await person.device.get(`/owner/rescues/${id}`);
    await app.tap('不需要了，取消救援');
    await app.waitFor('已取消', patienceMs);
    expect(called).toMatchObject({ kind: 'jump_start', photos: [{ id: expect.any(String) }] });
    expect((await person.device.get(`/owner/rescues/${id}`)).state).toBe('cancelled');
  });

  it('rings the store where there is no network at all, from a cold start', async () => {
    const storage = new Map<string, unknown>();
    const { app: before, found } = await phoneFor(car, {}, storage);
    await before.open();
    await before.waitFor(found.storePhone, patienceMs);
    before.close();
    const { app } = await phoneFor(car, { online: false }, storage);
    for (const page of ['pages/home/index', rescue]) {
      const calls = app.records.calls.length;
      await app.open(page);
      await app.waitFor('网络不太顺畅', patienceMs);
      await app.tap(`致电${found.storeName}`);
      expect(app.records.calls.slice(calls)).toEqual([found.storePhone]);
    }
    expect(app.text()).toContain('拨 120');
    app.person.online = true;
    await app.tap('再试一次');
    await app.waitFor('需要什么帮助', patienceMs);
  });

  it('logs in anew when the log-in ended while another app was in front', async () => {
    const { app, found, person } = await phoneFor(car);
    await app.open();
    await app.waitFor(found.storePhone, patienceMs);
    app.leave();
    const { accessToken } = app.storage.get('cheban.tokens') as { accessToken: string };
    const addresses = { api: people.apiBase, phones: '', owner: '', console: '', openapi: '' };
    await caller(addresses, accessToken).post('/auth/logout');
    const asked = app.records.requests.length;
    app.person.loginCode = (await people.phoneOf(person)).loginCode;
    await app.comeBack();
    const loaded = () =>
      app.records.requests
        .slice(asked)
        .some(({ url, status }) => url.endsWith('/owner/home') && status === 200);
    await app.waitFor(loaded, patienceMs);
    expect(app.current().route).toBe('pages/home/index');
    expect(app.text()).toContain(found.storePhone);
  });

  it.each([
    ['subpackages/activity/detail/index', '/owner/activities', 'id'],
    ['subpackages/game/detail/index', '/owner/games', 'id'],
    ['subpackages/campaign/wave/index', '/owner/red-packets', 'campaignId'],
  ])('opens %s by a scanned code, from a cold start', async (page, list, field) => {
    const { app, found } = await phoneFor(first(list));
    // WeChat hands the scene over encoded.
    await app.open(`${page}?scene=${encodeURIComponent(found[field])}`);
    await app.waitFor(found.title ?? found.campaignTitle, patienceMs);
    expect(app.stack()).toEqual([page]);
  });

  it('goes on after ten pages, of which WeChat holds no more', async () => {
    const { app, found } = await phoneFor(card);
    await app.open('subpackages/shop/cards/index');
    const round = async () => {
      await app.waitFor(found.title, patienceMs);
      await app.tap('再买一张');
      await app.waitFor(() => app.current().route === 'subpackages/shop/items/index', patienceMs);
      await app.waitFor('我的保养卡', patienceMs);
      await app.tap('我的保养卡');
      await app.waitFor(() => app.current().route === 'subpackages/shop/cards/index', patienceMs);
    };
    for (let pages = 1; pages < 14; pages += 2) await round();
    expect(app.stack()).toHaveLength(10);
  });
});
