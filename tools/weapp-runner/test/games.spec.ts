import { describe, expect, it } from 'vitest';
import { limits } from '../src/index.js';
import { codePicture } from './fake-games.js';
import { useWeapp } from './weapp-app.js';

const { launch, bodies } = useWeapp();
/** The wheel takes its time to stop, and the first turn is swallowed by the crowd. */
const patienceMs = 15_000;
const mostForOneTurn = 20_000;

describe('games and invitations in the weapp build', () => {
  it('turns the wheel to where the server says, after a lost answer too, and leads to the prize', async () => {
    const app = launch();
    const page = await app.open('subpackages/game/detail/index?id=g7');
    await app.waitFor('今天还有 1 次机会');
    expect(page.nodes().count).toBeLessThan(500);
    const before = page.setData.bytes;
    await app.tap('开转');
    await app.waitFor('网络有点慢', patienceMs);
    await app.waitFor(() => app.current().find('.wheel__disc--stop'), patienceMs);
    const style = app.current().find('.wheel__disc')?.getAttribute('style') ?? '';
    const angle = Number(/rotate\(([\d.]+)deg\)/.exec(style)?.[1]);
    // Six segments, the fourth under the pointer.
    expect(Math.floor((((-angle % 360) + 360) % 360) / 60)).toBe(3);
    await app.waitFor('恭喜您，赢得精洗一次。', patienceMs);
    expect(page.setData.bytes - before).toBeLessThan(mostForOneTurn);
    expect(app.records.requests.filter(({ url }) => url.endsWith('/g7/spin'))).toHaveLength(2);
    await app.waitFor('今天的机会用完了，明天再来试试手气。', patienceMs);
    await app.tap('.prize .cb-button');
    await app.waitFor(() => app.current().route === 'subpackages/coupon/coupon/index');
  });

  it('says the odds of every segment and how to check them, one tap away', async () => {
    const app = launch();
    await app.open('subpackages/game/detail/index?id=g7');
    await app.waitFor('规则与概率');
    await app.tap('规则与概率');
    await app.waitFor('3.33%');
    expect(app.text()).toContain('每位车主每天一次机会');
    expect(app.text()).toContain('封存码');
  });

  it('asks one question a screen, locks the answer, explains it, and goes on after the page was left', async () => {
    const app = launch();
    await app.open('subpackages/game/detail/index?id=g8');
    await app.waitFor('开始答题');
    await app.tap('开始答题');
    await app.waitFor('冬天胎压会怎样？');
    expect(app.text()).not.toContain('刹车油');
    await app.tap('降低');
    await app.waitFor('答对了，+10 分');
    expect(app.text()).toContain('约降 10 千帕');
    expect(bodies().find(({ path }) => path.endsWith('/quiz/answer'))?.body).toEqual({
      question: 1,
      option: 1,
    });
    await app.back();
    await app.waitFor('开始答题');
    await app.tap('开始答题');
    await app.waitFor('刹车油多久换一次？');
    await app.tap('两年');
    await app.waitFor('看成绩');
    await app.tap('看成绩');
    await app.waitFor('满分 20 · 答对 2 / 2 题');
    expect(app.text()).toContain('精洗一次');
    await app.tap('我的奖品');
    await app.waitFor('周年游园会 · 第 1 次');
  });

  it('sends the invitation as a card of WeChat, with the code', async () => {
    const app = launch();
    await app.open('subpackages/referral/mine/index');
    await app.waitFor('K7F3M2QX');
    expect(app.text()).toContain('发送和转发本身没有奖励。');
    await app.tap('邀请微信好友');
    expect(app.records.shares).toEqual([
      {
        title: '浦东店邀您来做客，首次到店有礼',
        path: '/subpackages/referral/invitation/index?code=K7F3M2QX',
      },
    ]);
  });

  it('saves the code of the invitation to the album', async () => {
    const app = launch();
    const page = await app.open('subpackages/referral/mine/index');
    await app.waitFor('保存图片');
    // It lies in a file: the page is told only where.
    expect(page.images()).toContainEqual({ src: '/user/invitation-K7F3M2QX.png', mode: 'aspectFit' });
    expect(page.setData.largest).toBeLessThan(limits.setDataBytes);
    await app.tap('保存图片');
    await app.waitFor(() => app.records.toasts.includes('已保存到相册'));
    expect(app.records.pictures).toEqual([{ name: 'invitation-K7F3M2QX.png', bytes: codePicture }]);
  });

  it('says how to keep the code when the album is closed to it', async () => {
    const app = launch({ person: { album: false } });
    await app.open('subpackages/referral/mine/index');
    await app.waitFor('保存图片');
    await app.tap('保存图片');
    await app.waitFor(() => app.records.toasts.includes('没能保存，请长按图片保存'));
    expect(app.records.pictures).toEqual([]);
  });

  it('accepts an invitation with the car that will come', async () => {
    const app = launch();
    await app.open('subpackages/referral/invitation/index?code=k7f3m2qx');
    await app.waitFor('您的朋友 王**');
    await app.input('17 位车架号', 'lvgla0p0123456789');
    await app.tap('接受邀请');
    await app.waitFor('您已接受邀请');
    expect(bodies().find(({ path }) => path === '/api/owner/referrals')?.body).toEqual({
      code: 'K7F3M2QX',
      vin: 'LVGLA0P0123456789',
      plate: '',
    });
    await app.tap('致电门店预约');
    expect(app.records.calls).toEqual(['021-58880000']);
  });
});
