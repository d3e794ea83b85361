import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openWindow, tellOneStory, type Window } from './support/browser.js';
import { addresses } from './support/copy.js';
import { button, waitFor } from './support/owner-app.js';
import { type Caller, importedCar, ownerWithPhone, staff } from './support/people.js';

tellOneStory();

const HOUR_MS = 3_600_000;
const PRIZE_FEN = 3_000;

// One owner, two games: a wheel that always wins and a quiz of two questions.
describe.sequential('an owner who plays', () => {
  const mark = Date.now() % 100_000;
  const wheelTitle = `周年转盘 ${mark}`;
  const quizTitle = `冬季用车 ${mark}`;
  const gift = `精洗一次 ${mark}`;
  let owner: Caller;
  let openid: string;
  let window: Window;
  let app: Page;
  let wheelId: string;
  let quizId: string;
  const open = (path: string) =>
    app.goto(`${addresses.phones}/open/${openid}?page=${encodeURIComponent(path)}`);

  it('finds two games among the activities', async () => {
    const made = await importedCar();
    const { storeId } = made;
    ({ owner, openid } = await ownerWithPhone(made.car));
    const market = await staff('market');
    const validity = { type: 'days', days: 30 };
    const kind = { storeId, kind: 'cash_off', title: gift, amountFen: PRIZE_FEN, validity, stock: 40 };
    const { id: couponTypeId } = await market.post('/staff/coupon-types', kind);
    await market.post(`/staff/coupon-types/${couponTypeId}/move`, { do: 'activate' });
    const prize = { kind: 'coupon', name: '精洗一次', count: 5, couponTypeId, unitCostFen: PRIZE_FEN };
    const plan = async (more: object) => {
      const head = {
        storeIds: [storeId],
        subtitle: '感谢您一路同行',
        rulesText: '每位车主一次机会，奖品发完为止。',
        budgetFen: 5 * PRIZE_FEN,
        startsAt: new Date().toISOString(),
        endsAt: new Date(Date.now() + 2 * HOUR_MS).toISOString(),
      };
      const { id, version } = await market.post('/staff/games', { ...head, ...more });
      await market.post(`/staff/games/${id}/submit`);
      await made.manager.post(`/staff/games/${id}/approve`, { version });
      return id as string;
    };
    const segments = [
      { name: '谢谢参与', odds: 0 },
      { name: '精洗一次', odds: 10_000, prize },
    ];
    const wheel = { segments, fallback: 0, triesPerDay: 1, triesInAll: 1 };
    wheelId = await plan({ title: wheelTitle, kind: 'wheel', wheel });
    const question = (text: string, right: number) => ({
      text,
      options: ['升高', '降低'],
      right,
      points: 10,
    });
    const questions = [
      { ...question('冬天胎压会怎样变化？', 1), explain: '气温每降 10℃，胎压约降 10 千帕。' },
      question('夏天胎压会怎样变化？', 0),
    ];
    const quiz = { questions, secondsPerQuestion: 60, shuffle: false, bands: [{ fromScore: 20, prize }] };
    quizId = await plan({ title: quizTitle, kind: 'quiz', quiz });

    window = await openWindow('phone');
    app = window.page;
    await open('pages/activity/index');
    await button(app, '全部小游戏').click();
    // The activities show the same titles until the list has slid over them: what only the list says comes first.
    await waitFor(app, '玩过的每一次和中的奖');
    const listed = (title: string) => app.getByText(title).filter({ visible: true }).last();
    await listed(quizTitle).waitFor();
    await window.look('owner-80-games');
    await listed(wheelTitle).click();
    await button(app, '转动转盘').waitFor();
    await window.look('owner-81-wheel');
  });

  it('reads the odds, turns the wheel once, and holds the coupon', async () => {
    await button(app, '规则与概率').click();
    await waitFor(app, '封存码');
    await window.look('owner-82-wheel-odds');
    await button(app, '知道了').click();
    await button(app, '转动转盘').click();
    await waitFor(app, '恭喜您');
    const use = app.getByRole('dialog').getByRole('button', { name: '去使用' });
    await use.waitFor();
    await window.look('owner-83-wheel-won');
    const { items } = await owner.get('/owner/game-plays');
    expect(items).toMatchObject([{ gameId: wheelId, segment: 1, prize: { name: '精洗一次' } }]);
    await use.click();
    await waitFor(app, '给服务顾问扫码');
    await waitFor(app, gift);
  });

  it('answers a question, comes back after the app was closed, and wins with the full score', async () => {
    await open(`subpackages/game/detail/index?id=${quizId}`);
    await waitFor(app, quizTitle);
    await window.look('owner-84-quiz');
    await button(app, '开始答题').click();
    await waitFor(app, '冬天胎压会怎样变化？');
    await window.look('owner-85-question');
    await button(app, 'B，降低').click();
    await waitFor(app, '答对了，+10 分');
    await waitFor(app, '气温每降 10℃');
    await window.look('owner-86-answer');
    await open(`subpackages/game/detail/index?id=${quizId}`);
    await button(app, '继续答题').click();
    await waitFor(app, '夏天胎压会怎样变化？');
    await button(app, 'A，升高').click();
    await button(app, '看成绩').click();
    await waitFor(app, '满分 20 · 答对 2 / 2 题');
    await button(app, '去使用').waitFor();
    await window.look('owner-87-quiz-won');
    await button(app, '我的奖品').click();
    await waitFor(app, wheelTitle);
    await waitFor(app, quizTitle);
    await window.look('owner-88-plays');
  });

  it('is told kindly that there is no second try', async () => {
    await open(`subpackages/game/detail/index?id=${quizId}`);
    await waitFor(app, '您的机会已经用完');
    expect(await button(app, '开始答题').count()).toBe(0);
    await open(`subpackages/game/detail/index?id=${wheelId}`);
    await waitFor(app, '您的机会已经用完');
  });
});
