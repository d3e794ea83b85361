import { describe, expect, it } from 'vitest';
import { judgeBuild, judgePage, judgeWords, limits, type PageRun, readDist } from '../src/index.js';
import { dist, useWeapp } from './weapp-app.js';

const { launch } = useWeapp();

/** Main pages, with words that stand there once the first screen is drawn. */
const pages: [string, string][] = [
  ['pages/home/index', '还没有绑定爱车'],
  ['pages/booking/index', '退出候补'],
  ['pages/activity/index', '新车用车课'],
  ['subpackages/booking/create/index?messageId=m1', '凯美瑞'],
  ['subpackages/booking/detail/index?id=b1', 'K7F3'],
  ['subpackages/visit/detail/index?id=v9', '更换前刹车片'],
  ['subpackages/visit/report/index?id=v9', '全车检查'],
  ['subpackages/rating/create/index?visitId=v8', '哪里做得好'],
  ['subpackages/message/list/index', '1 条未读'],
  ['subpackages/account/preferences/index', '还能给您发 2 次微信提醒'],
];

/** Opens a page as the owner of a phone that was logged in before, and says what it did until its words stood there. */
async function run(path: string, words: string, answered: number = limits.firstRequests): Promise<PageRun> {
  const storage = new Map<string, unknown>();
  const first = launch({ storage });
  await first.open();
  await first.waitFor('还没有绑定爱车');
  first.close();
  // Nothing else is answered: the words have to come all the same.
  const app = launch({ storage, person: { answered } });
  const page = await app.open(path);
  await app.waitFor(words, answered < limits.firstRequests ? 1_500 : undefined);
  const { route, setData } = page;
  const requests = app.records.requests.filter(({ status }) => status !== null);
  expect(app.errors, '避免JS异常').toEqual([]);
  return { route, setData, nodes: page.nodes(), images: page.images(), requests, called: app.called };
}

describe('the scoring rules of WeChat', () => {
  it('find nothing in the build', () => {
    expect(judgeBuild(readDist(dist))).toEqual([]);
  });

  it.each(pages)('find nothing in %s', async (path, words) => {
    const found = await run(path, words);
    expect(found.setData.count).toBeGreaterThan(0);
    expect(judgePage(found)).toEqual([]);
  });

  it('no timer of a page runs on after it', async () => {
    const app = launch();
    await app.open();
    await app.waitFor('绑定爱车');
    await app.tap('预约');
    await app.waitFor('新的预约');
    const before = app.ticking();
    await app.tap('新的预约');
    await app.waitFor('这个时间已为您保留', 10_000);
    expect(app.ticking()).toBeGreaterThan(before);
    await app.back();
    await app.waitFor(() => app.ticking() === before);
  });
});

describe('broken variants', () => {
  /** The build with other text or size in single files. */
  function broken(
    change: Record<string, { text?: string; bytes?: number }>,
    app: Partial<ReturnType<typeof readDist>['app']> = {},
  ) {
    const whole = readDist(dist);
    const sizes = new Map(whole.sizes);
    for (const [file, { text, bytes }] of Object.entries(change)) sizes.set(file, bytes ?? text?.length ?? 0);
    const read = (file: string) => change[file]?.text ?? whole.read(file);
    return judgeBuild({ app: { ...whole.app, ...app }, sizes, read }).map(({ rule }) => rule);
  }
  const style = (text: string) => broken({ 'broken.wxss': { text } });

  it('of a build are told by their rule', () => {
    expect(style('.cb-screen{overflow-y:auto}')).toEqual(['开启惯性滚动']);
    expect(style('.cb-screen{overflow-y:auto;-webkit-overflow-scrolling:touch}')).toEqual([]);
    expect(style('.cb-screen:active{opacity:.5}')).toEqual(['避免使用:active伪类来实现点击态']);
    expect(style('.cb-screen{position:fixed;bottom:0;left:0}')).toEqual(['iPhone X兼容']);
    expect(style('.nobody-has-this{color:red}'.repeat(100))).toEqual(['WXSS使用率']);
    expect(broken({ 'assets/big.png': { bytes: limits.imageBytes + 1 } })).toEqual(['图片大小']);
    expect(broken({ 'assets/tab/home.png': { bytes: limits.tabIconBytes + 1 } })).toEqual(['图片大小']);
    expect(broken({ 'x.js': { text: 'wx.request({url:"http://cheban.example/api"})' } })).toEqual([
      '使用HTTPS',
    ]);
    expect(broken({}, { lazyCodeLoading: '' })).toEqual(['脚本执行时间']);
    expect(broken({}, { requiredPrivateInfos: [] })).toEqual(['上传检查']);
    expect(broken({}, { requiredPrivateInfos: ['getLocation', 'choosePoi'] })).toEqual(['上传检查']);
    expect(broken({}, { permission: {} })).toEqual(['上传检查']);
    expect(broken({}, { __usePrivacyCheck__: false })).toEqual(['上传检查']);
  });

  it('a page that waits for more answers than it may does not show its first screen', async () => {
    await expect(run('subpackages/booking/detail/index?id=b1', 'K7F3', 1)).rejects.toThrow('did not come');
  });

  it('of words are told', () => {
    expect(judgeWords(`还有 NaN 天 undefined，[object Object] $${'{name}'}`)).toHaveLength(4);
    expect(judgeWords('MINI COOPER 晋A·NULL1 ¥5,245.44')).toEqual([]);
  });

  it('of a page are told by their rule', () => {
    const fine: PageRun = {
      route: 'pages/home/index',
      setData: { count: 1, bytes: 9, largest: 9, busiest: 1, unbound: [] },
      nodes: { count: 10, depth: 3, children: 2 },
      images: [],
      requests: [],
      called: new Set(['request', 'login']),
    };
    const rules = (change: Partial<PageRun>) => judgePage({ ...fine, ...change }).map(({ rule }) => rule);
    const setData = (change: Partial<PageRun['setData']>) =>
      rules({ setData: { ...fine.setData, ...change } });
    const asked = (url: string, status = 200) => ({ method: 'GET', url, status, ms: 1 });
    expect(rules({})).toEqual([]);
    expect(setData({ largest: limits.setDataBytes + 1 })).toEqual(['setData数据大小']);
    expect(setData({ busiest: limits.setDataPerSecond + 1 })).toEqual(['setData调用频率']);
    expect(setData({ unbound: ['secret'] })).toEqual(['避免setData数据冗余']);
    expect(rules({ nodes: { count: 1001, depth: 31, children: 61 } })).toEqual(Array(3).fill('WXML节点数'));
    expect(rules({ requests: [asked('a'), asked('a')] })).toEqual(['网络请求缓存']);
    expect(rules({ requests: [asked('a', 500)] })).toEqual(['避免网络请求异常']);
    expect(rules({ images: [{ src: '/a.png', mode: '' }] })).toEqual(['保持图片大小比例']);
    const asText = { src: `data:image/png;base64,${'A'.repeat(limits.inlineImageBytes)}`, mode: 'aspectFit' };
    expect(rules({ images: [asText] })).toEqual(['setData数据大小']);
    const many = Array.from({ length: limits.images + 1 }, () => ({
      src: 'https://x/a.png',
      mode: 'aspectFill',
    }));
    expect(rules({ images: many })).toEqual(['图片请求数']);
    expect(rules({ called: new Set(['getSystemInfoSync']) })).toEqual(['废弃接口']);
  });
});
