import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { audit } from '../src/index.js';
import { dist, useWeapp } from './weapp-app.js';

const megabyte = 1024 * 1024;
const { launch, bodies } = useWeapp();

describe('the weapp build under the component framework of WeChat', () => {
  it('logs in silently and shows home', async () => {
    const app = launch();
    await app.open();
    await app.waitFor('还没有绑定爱车');
    expect(app.current().route).toBe('pages/home/index');
    expect(app.records.requests.filter(({ url }) => url.endsWith('/auth/wechat-login'))).toHaveLength(1);
  });

  it('opens booking from a message path filled in, and books with the chosen slot', async () => {
    const app = launch();
    await app.open('subpackages/booking/create/index?messageId=m1');
    await app.waitFor('凯美瑞');
    expect(app.text()).toContain('2030年1月7日 周一 上午 9:30');
    await app.tap('14:00');
    await app.waitFor('下午 2:00');
    await app.tap('确认预约');
    await app.waitFor('K7F3');
    expect(app.stack()).toEqual(['subpackages/booking/detail/index']);
    expect(bodies().find(({ path }) => path === '/api/owner/bookings')?.body).toMatchObject({
      startsAt: '2030-01-07T06:00:00Z',
      vehicleId: 'v1',
      messageId: 'm1',
    });
  });

  it('keeps the chosen slot while the form is open, and gives it back', async () => {
    const app = launch();
    await app.open();
    await app.waitFor('绑定爱车');
    await app.tap('预约');
    await app.waitFor('新的预约');
    await app.tap('新的预约');
    await app.waitFor('这个时间已为您保留', 10_000);
    expect(app.text()).toMatch(/[45]:\d\d/);
    await app.back();
    const released = () => app.records.requests.some(({ url }) => url.endsWith('/owner/holds/h1'));
    await app.waitFor(() => released(), 10_000);
  });

  it('offers the waiting list on a full slot, filled in', async () => {
    const app = launch();
    await app.open('subpackages/booking/create/index');
    await app.waitFor('凯美瑞');
    await app.tap('10:00');
    await app.waitFor('候补这个时间');
    await app.tap('三天内都行');
    const chosen = '.cb-sheet .cb-chip--selected';
    await app.waitFor(() => app.current().find(chosen)?.textContent?.includes('三天内都行'));
    await app.tap('加入候补');
    await app.waitFor('这辆车正在候补', 10_000);
    expect(bodies().find(({ path }) => path === '/api/owner/waiting')?.body).toMatchObject({
      fromOn: '2030-01-07',
      toOn: '2030-01-09',
      partOfDay: 'morning',
    });
  });

  it('takes the slot that the waiting list has brought', async () => {
    const app = launch();
    await app.open('subpackages/booking/offer/index?id=h1');
    await app.waitFor('就约这个时间');
    expect(app.text()).toContain('候补有位了');
    await app.tap('就约这个时间');
    await app.waitFor('K7F3');
    expect(app.stack()).toEqual(['subpackages/booking/detail/index']);
  });

  it('switches a topic of reminders at once, and asks for one more inside the tap', async () => {
    const app = launch();
    await app.open('subpackages/account/preferences/index');
    await app.waitFor('还能给您发 2 次微信提醒');
    await app.tap('再收一次');
    await app.waitFor(() => app.records.toasts.includes('好的，多给您留一次'));
    expect(app.records.subscribeRequests).toEqual([['sub-service-due']]);
    await app.tap('保养与到期提醒，已开启');
    await app.waitFor('已关闭，不再提醒您');
    expect(
      bodies()
        .filter(({ path }) => path === '/api/owner/preferences')
        .at(-1)?.body,
    ).toEqual({
      topics: [{ topic: 'due', on: false }],
    });
  });

  it('opens a long message on a page of its own, which leads on', async () => {
    const app = launch();
    await app.open('subpackages/message/list/index');
    await app.waitFor('1 条未读');
    await app.tap('查看全文');
    await app.waitFor('预约首保');
    expect(app.current().route).toBe('subpackages/message/detail/index');
    await app.tap('预约首保');
    await app.waitFor('确认预约');
    expect(app.current().route).toBe('subpackages/booking/create/index');
  });

  it('switches tabs, keeps them alive and goes back from pushed pages', async () => {
    const app = launch();
    await app.open();
    await app.waitFor('绑定爱车');
    await app.tap('预约');
    await app.waitFor('退出候补');
    await app.tap('新的预约');
    expect(app.stack()).toEqual(['pages/booking/index', 'subpackages/booking/create/index']);
    await app.back();
    expect(app.stack()).toEqual(['pages/booking/index']);
    await app.tap('首页');
    await app.waitFor('还没有绑定爱车');
  });

  it('leads home from a card of something that is gone', async () => {
    const app = launch();
    await app.open('subpackages/visit/detail/index?id=gone');
    await app.waitFor('这里已经没有内容了');
    expect(app.text()).not.toContain('再试一次');
    await app.tap('回到首页');
    await app.waitFor('还没有绑定爱车');
  });

  it('moves a booking to another time, and says which loaner is kept for the day', async () => {
    const app = launch();
    await app.open('subpackages/booking/detail/index?id=b1');
    await app.waitFor('您的代步车');
    expect(app.text()).toContain('雷凌 银色');
    expect(app.text()).toContain('请带好驾驶证');
    await app.tap('改期');
    await app.waitFor('换好后原来的时间会自动让出');
    await app.waitFor(() => app.current().find('.slots__grid .cb-chip'));
    await app.tap('9:30');
    await app.waitFor(() =>
      app.current().find('.slots__grid .cb-chip--selected')?.textContent?.includes('9:30'),
    );
    await app.tap('改到');
    await app.waitFor(() => app.records.toasts.includes('已为您改期'));
    expect(bodies().find(({ path }) => path === '/api/owner/bookings/b1/reschedule')?.body).toEqual({
      startsAt: '2030-01-07T01:30:00Z',
    });
  });

  it('signs up to a class in three taps with the question answered, and shows the code for the door', async () => {
    const app = launch();
    await app.open('pages/activity/index');
    await app.waitFor('新车用车课');
    await app.tap('新车用车课');
    await app.waitFor('还剩 3 个名额');
    await app.tap('是');
    await app.tap('多一位');
    await app.waitFor(() => app.current().find('.act-guests__count')?.textContent === '1');
    await app.waitFor(() => app.current().find('.act-field .cb-chip--selected')?.textContent?.includes('是'));
    await app.tap('确认报名');
    await app.waitFor(() => app.current().find('.act-ticket__code'));
    const sent = bodies().find(({ path }) => path === '/api/owner/activity-sessions/s9/sign-up');
    expect(sent?.body).toEqual({ guests: 1, answers: { lunch: true }, orWait: false });
  });

  it('opens an article', async () => {
    const app = launch();
    await app.open('pages/activity/index');
    await app.waitFor('冬天胎压怎么看');
    await app.tap('冬天胎压怎么看');
    await app.waitFor('先看标签');
  });

  it('opens a message card while the app runs: the page starts anew', async () => {
    const app = launch();
    await app.open();
    await app.waitFor('绑定爱车');
    await app.open('subpackages/booking/detail/index?id=b1');
    await app.waitFor('K7F3');
    expect(app.stack()).toEqual(['subpackages/booking/detail/index']);
    expect(app.current().query).toEqual({ id: 'b1' });
  });

  it('binds the phone of WeChat after the privacy pop-up', async () => {
    const app = launch({ person: { privacyNeeded: true } });
    await app.open('subpackages/account/bind/index');
    await app.waitFor('微信手机号一键验证');
    await app.tap('微信手机号一键验证');
    await app.waitFor('先说明白');
    await app.tap('同意并继续');
    await app.waitFor('138****0000');
    expect(bodies().find(({ path }) => path === '/api/auth/bind-phone')?.body).toEqual({
      method: 'wechat',
      code: 'phone-code',
    });
  });

  it('takes the SMS way when the owner does not give the phone of WeChat', async () => {
    const app = launch({ person: { phoneCode: () => null } });
    await app.open('subpackages/account/bind/index');
    await app.waitFor('微信手机号一键验证');
    await app.tap('微信手机号一键验证');
    await app.input('手机号', '13800000000');
    await app.tap('获取验证码');
    await app.waitFor('秒后重发');
    expect(app.records.toasts).toEqual(['验证码已发送']);
    await app.input('6 位验证码', '123456');
    await app.tap('验证并继续');
    await app.waitFor('138****0000');
  });

  it('says so without a network, and recovers', async () => {
    const app = launch({ person: { online: false } });
    await app.open();
    await app.waitFor('网络不太顺畅', 10_000);
    app.person.online = true;
    await app.tap('再试一次');
    await app.waitFor('还没有绑定爱车');
  });

  it('stays far below the limits of WeChat', async () => {
    const app = launch();
    const page = await app.open('subpackages/booking/create/index');
    await app.waitFor('凯美瑞');
    expect(page.nodes().count).toBeLessThan(500);
    expect(page.nodes().depth).toBeLessThan(15);
    expect(page.setData.largest).toBeLessThan(51_200);
    const sizes = audit(dist);
    expect(sizes.missingPages).toEqual([]);
    expect(sizes.main).toBeLessThan(megabyte);
    for (const bytes of Object.values(sizes.subPackages)) expect(bytes).toBeLessThan(megabyte / 2);
  });
});

describe('audit', () => {
  it('refuses a folder that is no build', () => {
    expect(() => audit(fileURLToPath(new URL('.', import.meta.url)))).toThrow('build the mini-program first');
  });
});
