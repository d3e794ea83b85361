import { describe, expect, it } from 'vitest';
import { openWindow, tellOneStory, type Window } from './support/browser.js';
import { type Caller, importedCar, ownerWithPhone, staff, until } from './support/people.js';
import { at, heading, logIn, open } from './support/work-console.js';

tellOneStory();

const number = Date.now() % 100_000;
const HOUR_MS = 3_600_000;

describe.sequential('a lottery wheel, from the plan to the yes of a second person', () => {
  const title = `双节大转盘 ${number}`;
  let desk: Window;
  let id: string;

  it('is planned with odds that have to sum up', async () => {
    desk = await openWindow('desk');
    const { page } = desk;
    await logIn(page, 'manager1', '/games');
    await heading(page, '答题与抽奖');
    await desk.look('console-82-games');
    await at(page, 'game-new').click();
    await at(page, 'game-title').fill(title);
    await page.getByRole('button', { name: '用标准规则' }).click();
    await desk.look('console-83-game-words');
    await at(page, 'game-next').click();
    await page.getByText('概率合计 100%').waitFor();
    await at(page, 'segment-0-odds').fill('20');
    await page.getByText('概率合计超出 10%').waitFor();
    await at(page, 'game-next').click();
    await page.getByText('各扇区概率合计要正好 100%').waitFor();
    await at(page, 'odds-rest').click();
    await page.getByText('概率合计 100%').waitFor();
    await at(page, 'wheel').getByText('2 元红包').waitFor();
    await desk.look('console-84-game-wheel');
    await at(page, 'game-next').click();
    await page.getByText('谁能玩').waitFor();
    await at(page, 'game-next').click();
    await at(page, 'plan-good').waitFor();
    await desk.look('console-85-game-check');
    await at(page, 'game-save-submit').click();
    await at(page, 'game-blocked').waitFor();
    id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    expect(await page.getByTestId('game-approve').count()).toBe(0);
  });

  it('is approved by a second person from the inbox', async () => {
    const second = await openWindow('desk');
    const { page } = second;
    await logIn(page, 'admin', '/games');
    await page.getByTestId('approval-row').filter({ hasText: title }).getByText('去审批').click();
    await at(page, 'game-approve').click();
    await at(page, 'approve-submit').click();
    await page.getByText('待开始').first().waitFor();
    await second.look('console-86-game');
  });

  it('reads well on a phone', async () => {
    const phone = await openWindow('phone');
    await logIn(phone.page, 'manager1', '/games');
    await phone.look('phone-40-games');
    await open(phone.page, `/games/${id}`);
    await heading(phone.page, title);
    await phone.look('phone-41-game');
  });
});

describe.sequential('a prize that is held until somebody has looked', () => {
  const title = `进店抽一次 ${number}`;
  const coupon = `转盘洗车券 ${number}`;
  let owner: Caller;
  let ownerName: string;
  let ownerId: string;
  let gameId: string;
  let desk: Window;

  it('is won by an owner whose rewards the manager holds', async () => {
    const made = await importedCar();
    ({ owner } = await ownerWithPhone(made.car));
    ({ ownerId } = made);
    ownerName = made.car.ownerName;
    const { storeId, manager } = made;
    const type = await manager.post('/staff/coupon-types', {
      storeId,
      kind: 'service_item',
      title: coupon,
      itemName: '精致洗车',
      validity: { type: 'days', days: 30 },
      stock: 5,
    });
    await manager.post(`/staff/coupon-types/${type.id}/move`, { do: 'activate' });
    const market = await staff('market');
    const { id, version } = await market.post('/staff/games', {
      storeIds: [storeId],
      title,
      rulesText: '到店车主每人一次，抽到的券当场可用。',
      budgetFen: 0,
      kind: 'wheel',
      startsAt: new Date(Date.now() + 1_000).toISOString(),
      endsAt: new Date(Date.now() + 3 * HOUR_MS).toISOString(),
      wheel: {
        segments: [
          {
            name: '洗车券',
            odds: 10_000,
            prize: { kind: 'coupon', name: '洗车券', count: 3, couponTypeId: type.id },
          },
          { name: '谢谢参与', odds: 0 },
        ],
        fallback: 1,
      },
    });
    gameId = id;
    await market.post(`/staff/games/${id}/submit`);
    await manager.post(`/staff/games/${id}/approve`, { version });
    desk = await openWindow('desk');
    const { page } = desk;
    await logIn(page, 'manager1', `/owners/${ownerId}`);
    await at(page, 'owner-hold').click();
    await at(page, 'hold-reason').fill('多人共用一台手机领奖');
    await at(page, 'hold-submit').click();
    await page.getByText('全部奖励').waitFor();
    await desk.look('console-87-owner-held');
    const spun = await until('the start of the game', async () => {
      const now = await owner.get(`/owner/games/${id}`);
      return now.noPlay === null ? owner.post(`/owner/games/${id}/spin`) : null;
    });
    expect(spun).toMatchObject({ segment: 0 });
  });

  it('stands on the list with its reasons', async () => {
    const { page } = desk;
    const held = page.getByTestId('suspicion-row').filter({ hasText: title });
    await until('the prize on the list', async () => {
      await open(page, '/suspicions?state=held&kind=game');
      return (await held.count()) > 0;
    });
    await desk.look('console-88-suspicions');
    await held.click();
    await at(page, 'suspicion-layer').getByText('多人共用一台手机领奖').first().waitFor();
    await desk.look('console-89-suspicion');
    expect((await owner.get('/owner/coupons')).items).toEqual([]);
  });

  it('is given once the manager lets it go', async () => {
    const { page } = desk;
    await at(page, 'suspicion-release').click();
    await at(page, 'release-note').fill('电话核实是本人');
    await at(page, 'release-submit').click();
    await page.getByText('已放行').first().waitFor();
    const coupons = await until('the coupon', async () => {
      const { items } = await owner.get('/owner/coupons');
      return items.length > 0 ? items : null;
    });
    expect(coupons).toMatchObject([{ title: coupon }]);
    await open(page, `/games/${gameId}?tab=plays`);
    await page.getByTestId('play-row').filter({ hasText: ownerName }).getByText('已到账').waitFor();
    await desk.look('console-90-game-plays');
    await open(page, `/games/${gameId}?tab=results`);
    await at(page, 'odds-result').waitFor();
    await desk.look('console-91-game-results');
  });

  it('lies with the coupons on the owner page, beside one that is given for a reason', async () => {
    const { page } = desk;
    await open(page, `/owners/${ownerId}`);
    await at(page, 'owner-coupon').getByText(coupon).waitFor();
    await at(page, 'owner-give').click();
    await at(page, 'source-typeId').click();
    await page.locator('.ant-select-item-option').filter({ hasText: coupon }).click();
    await at(page, 'give-note').fill('久等致谢');
    await at(page, 'give-submit').click();
    await until('the second coupon', async () => (await page.getByTestId('owner-coupon').count()) === 2);
    await desk.look('console-92-owner-coupons');
  });
});
