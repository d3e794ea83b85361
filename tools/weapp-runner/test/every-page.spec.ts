import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { judgePage, judgeWords, launchWeapp, readDist, type Weapp } from '../src/index.js';
import { bought, car, card, first, type Need } from './demo-needs.js';
import { demoPeople, type Found } from './demo-people.js';
import { dist } from './weapp-app.js';

const { app: appJson, read } = readDist(dist);
/** Whether the page may be pulled down to have it loaded again. */
const canBePulled = (page: string) => JSON.parse(read(`${page}.json`)).enablePullDownRefresh === true;

/** A cold server and two busy cores: generous, because only the outcome matters here. */
const patienceMs = 20_000;
const booking = first('/owner/bookings');
const visit = first('/owner/visits', ({ step }) => step === 'handed_over');
const rated = first('/owner/visits', ({ rated }) => rated);
const signUp = first('/owner/sign-ups');
const packet = first('/owner/red-packets');
const wheel = first('/owner/games');
const post = first('/owner/circle/posts');
/** Words of the page, whatever is on it. */
const always = (words: string) => () => words;
const byId = ({ id }: Found) => `id=${id}`;

/** Every page of the build: whose it is, the query it opens with, and words that stand there once it is drawn. */
const pages: [page: string, need: Need, words: (item: Found) => string, query?: (item: Found) => string][] = [
  ['pages/home/index', car, ({ storePhone }) => storePhone],
  ['pages/booking/index', booking, ({ serviceName }) => serviceName],
  ['pages/activity/index', car, always('用车知识')],
  ['pages/mine/index', car, ({ model }) => model],
  ['subpackages/booking/create/index', car, always('什么时候')],
  ['subpackages/booking/detail/index', booking, ({ serviceName }) => serviceName, byId],
  ['subpackages/visit/detail/index', visit, always('已交车'), byId],
  ['subpackages/visit/report/index', visit, always('胎压'), byId],
  ['subpackages/visit/record/index', visit, always('进店里程'), byId],
  ['subpackages/visit/includes/index', visit, always('回到首页'), byId],
  ['subpackages/rating/create/index', rated, always('谢谢您花时间'), ({ id }) => `visitId=${id}`],
  ['subpackages/case/list/index', first('/owner/cases'), always('回到首页')],
  ['subpackages/message/list/index', first('/owner/messages'), ({ title }) => title],
  ['subpackages/message/detail/index', first('/owner/messages'), ({ title }) => title, byId],
  ['subpackages/account/bind/index', car, always('17 位车架号')],
  ['subpackages/account/settings/index', car, always('大字模式')],
  // Who is logged in has nothing to do there and comes home.
  ['subpackages/account/login/index', car, ({ storePhone }) => storePhone],
  ['subpackages/account/preferences/index', car, always('免打扰三个月')],
  ['subpackages/account/privacy/index', car, always('了解如何注销')],
  ['subpackages/activity/detail/index', first('/owner/activities'), ({ title }) => title, byId],
  ['subpackages/activity/sign-up/index', signUp, ({ title }) => title, byId],
  ['subpackages/activity/mine/index', signUp, ({ title }) => title],
  ['subpackages/activity/articles/index', first('/owner/articles'), ({ title }) => title],
  ['subpackages/activity/article/index', first('/owner/articles'), ({ title }) => title, byId],
  ['subpackages/rescue/call/index', car, always('已获取您的位置')],
  ['subpackages/rescue/detail/index', first('/owner/rescues'), ({ storePhone }) => storePhone, byId],
  ['subpackages/circle/list/index', post, ({ text }) => text],
  ['subpackages/circle/detail/index', post, ({ text }) => text, byId],
  ['subpackages/circle/write/index', car, always('显示车型')],
  ['subpackages/insurance/car/index', car, always('理赔五步'), byId],
  ['subpackages/vehicle/history/index', car, always('公里'), byId],
  ['subpackages/coupon/wallet/index', first('/owner/coupons'), ({ title }) => title],
  ['subpackages/coupon/coupon/index', first('/owner/coupons'), ({ title }) => title, byId],
  ['subpackages/coupon/claim/index', first('/owner/coupon-types'), ({ title }) => title],
  ['subpackages/coupon/benefits/index', car, always('普通会员')],
  [
    'subpackages/campaign/wave/index',
    packet,
    ({ campaignTitle }) => campaignTitle,
    (one) => `id=${one.campaignId}`,
  ],
  ['subpackages/campaign/mine/index', packet, ({ campaignTitle }) => campaignTitle],
  ['subpackages/campaign/packet/index', packet, ({ campaignTitle }) => campaignTitle, byId],
  ['subpackages/game/list/index', wheel, ({ title }) => title],
  ['subpackages/game/detail/index', wheel, always('规则与概率'), byId],
  ['subpackages/game/plays/index', car, always('还没有玩过')],
  ['subpackages/referral/invitation/index', car, always('填写邀请码')],
  ['subpackages/referral/mine/index', car, always('怎么参加')],
  ['subpackages/shop/items/index', first('/owner/shop/items'), ({ title }) => title],
  ['subpackages/shop/item/index', first('/owner/shop/items'), ({ title }) => title, byId],
  ['subpackages/shop/orders/index', bought, ({ title }) => title],
  ['subpackages/shop/order/index', bought, ({ title }) => title, byId],
  ['subpackages/shop/cards/index', card, ({ title }) => title],
  ['subpackages/shop/card/index', card, ({ title }) => title, byId],
];
/** Pages of things that somebody else made for this moment; tests of their own open them. */
const elsewhere = ['subpackages/booking/offer/index', 'subpackages/game/quiz/index'];

describe('every page of the build, for somebody of the demo group', () => {
  const apps = new Map<string, Weapp>();
  /** How often WeChat was told that a page is fresh again: until then its spinner turns. */
  let stops = 0;
  const wx = {
    stopPullDownRefresh: () => {
      stops += 1;
    },
  };
  let people: Awaited<ReturnType<typeof demoPeople>>;
  beforeAll(async () => {
    people = await demoPeople();
  });
  afterEach(() => {
    for (const app of apps.values()) expect(app.errors).toEqual([]);
  });
  afterAll(() => {
    for (const app of apps.values()) app.close();
  });

  /** The mini-program on the phone of the first who has what the page is about. */
  async function phoneFor(page: string, need: Need) {
    const { person, found } = await people.who(page, need);
    const app =
      apps.get(person.openid) ??
      launchWeapp({ dist, apiBase: people.apiBase, person: await people.phoneOf(person), wx });
    apps.set(person.openid, app);
    return { app, found };
  }

  it.each(pages)(
    '%s',
    async (path, need, words, query) => {
      const { app, found } = await phoneFor(path, need);
      const asked = app.records.requests.length;
      const page = await app.open(query ? `${path}?${query(found)}` : path);
      await app.waitFor(words(found), patienceMs);
      expect(judgeWords(app.text())).toEqual([]);
      const { route, setData } = page;
      const requests = app.records.requests.slice(asked).filter(({ status }) => status !== null);
      const run = {
        route,
        setData,
        nodes: page.nodes(),
        images: page.images(),
        requests,
        called: app.called,
      };
      expect(judgePage(run)).toEqual([]);
      if (!canBePulled(path)) return;
      const before = stops;
      await app.pullDown();
      await app.waitFor(() => stops > before, patienceMs);
      expect(app.text()).toContain(words(found));
    },
    60_000,
  );

  it('is one of these', () => {
    const all = [
      ...appJson.pages,
      ...(appJson.subPackages ?? []).flatMap(({ root, pages: own }) => own.map((page) => `${root}/${page}`)),
    ];
    expect(all.sort()).toEqual([...pages.map(([page]) => page), ...elsewhere].sort());
  });
});
