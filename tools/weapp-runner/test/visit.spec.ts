import { describe, expect, it } from 'vitest';
import { useWeapp } from './weapp-app.js';

const { launch, bodies } = useWeapp();

describe('a visit in the weapp build, from the work found later to the complaint', () => {
  it('asks for a yes to work found later, and shows the answer', async () => {
    const app = launch();
    await app.open('subpackages/visit/detail/index?id=v9');
    await app.waitFor('更换前刹车片');
    expect(app.text()).toContain('多需要约 30 分钟');
    expect(app.text()).toContain('按准时承诺，为您补上：50 元代金券');
    await app.tap('同意，¥380');
    await app.waitFor('您已同意');
    expect(bodies().find(({ path }) => path === '/api/owner/quotes/q1/answer')?.body).toEqual({
      approve: true,
    });
    await app.tap('接车单');
    await app.waitFor('冷车有异响');
    expect(app.text()).toContain('冷车时');
    await app.back();
    await app.tap('这次服务包含');
    await app.waitFor('加注后当面核对液位。');
  });

  it('opens the sheet of a finished visit in the reader of WeChat', async () => {
    const app = launch();
    await app.open('subpackages/visit/detail/index?id=v8');
    await app.waitFor('查看交车单');
    await app.tap('查看交车单');
    await app.waitFor(() => app.records.documents.length > 0);
    expect(app.records.documents[0]).toMatchObject({ fileType: 'pdf' });
    expect(app.records.requests.some(({ url }) => url.endsWith('/owner/visits/v8/sheet.pdf'))).toBe(true);
  });

  it('goes on with a rating that was begun, keeps it while it is written, and gives it', async () => {
    const app = launch();
    await app.open('subpackages/rating/create/index?visitId=v8');
    await app.waitFor('哪里做得好');
    await app.waitFor(() => app.current().find('.cb-chip--selected')?.textContent?.includes('热情周到'));
    await app.tap('9 分');
    await app.waitFor('已为您存好', 10_000);
    const kept = bodies().find(({ path }) => path === '/api/owner/visits/v8/rating-draft');
    expect(kept?.body).toMatchObject({ stars: 5, nps: 9, tags: ['friendly'], text: '师傅讲得很' });
    await app.tap('提交评价');
    await app.waitFor('谢谢您的评价');
    const sent = bodies().find(({ path }) => path === '/api/owner/visits/v8/rating');
    expect(sent?.body).toMatchObject({ stars: 5, nps: 9, text: '师傅讲得很', photoIds: [] });
  });

  it('shows the full inspection, and books an item of it with its kind and note', async () => {
    const app = launch();
    await app.open('subpackages/visit/report/index?id=v9');
    await app.waitFor('全车检查');
    expect(app.text()).toContain('11.8V');
    await app.tap('预约蓄电池电压');
    await app.waitFor('确认预约');
    expect(app.current().query).toMatchObject({ kind: 'repair', vehicleId: 'v1' });
    expect(app.current().find('.cb-chip--selected')?.textContent).toContain('维修');
  });

  it('says what is still not solved of a complaint', async () => {
    const app = launch();
    await app.open('subpackages/case/list/index');
    await app.waitFor('请您确认');
    await app.tap('还没解决');
    await app.waitFor('还有哪里没解决');
    await app.tap('告诉店总');
    await app.waitFor(() => app.records.toasts.includes('已转给店总'));
    expect(bodies().find(({ path }) => path === '/api/owner/cases/c9/answer')?.body).toEqual({
      answer: 'not_solved',
      text: '',
    });
  });
});
