import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepLogIns, makeSession } from '../support/activities.js';
import { approvedCampaign, type CampaignDesk, makeCampaignDesk, planOf } from '../support/campaigns.js';
import { makeStaff, makeStore, type TestStaff } from '../support/factories.js';
import { liveGame, wheelOf } from '../support/games.js';
import { startWorld, type World } from '../support/world.js';

describe('mini-program codes for posters', () => {
  let world: World;
  let desk: CampaignDesk;
  let stranger: TestStaff;
  const pageOf = async (scene: string) =>
    world.rows<{ page: string }>('SELECT page FROM mini_code WHERE scene = ?', [scene]);

  beforeAll(async () => {
    world = await startWorld();
    desk = await makeCampaignDesk(world, await makeStore(world));
    const other = await makeStore(world, { code: 'S2' });
    stranger = await makeStaff(world, 'manager', [other.id], 'stranger');
    await keepLogIns(world);
  });
  afterAll(() => world?.stop());

  /** Drawn by WeChat once, opens the page, and answers strangers like nothing. */
  async function drawnOnce(id: string, page: string, ask: (by: CampaignDesk['manager']) => Promise<unknown>) {
    const before = await world.phones.calls('qrcode_unlimit');
    const drawn = await ask(desk.manager);
    expect(drawn).toEqual({ picture: expect.stringMatching(/^data:image\/png;base64,iVBORw0KGgo/) });
    expect(await ask(desk.manager)).toEqual(drawn);
    expect((await world.phones.calls('qrcode_unlimit')) - before).toBe(1);
    expect(await pageOf(id)).toEqual([{ page }]);
    await expect(ask(stranger)).rejects.toMatchObject({ status: 404 });
  }

  it('opens a campaign once a second person has said yes', async () => {
    const draft = await desk.marketing.client.staffCampaign.create({ body: planOf(desk, 1) });
    await expect(
      desk.marketing.client.staffCampaign.codePicture({ params: { id: draft.id } }),
    ).rejects.toMatchObject({ code: 'CAMPAIGN.STATE' });
    const id = await approvedCampaign(desk, planOf(desk, 1));
    await drawnOnce(id, 'subpackages/campaign/wave/index', ({ client }) =>
      client.staffCampaign.codePicture({ params: { id } }),
    );
  });

  it('opens a game once a second person has said yes', async () => {
    const plan = wheelOf(desk, { odds: 500, count: 3 });
    const draft = await desk.marketing.client.staffGame.create({ body: plan });
    await expect(
      desk.marketing.client.staffGame.codePicture({ params: { id: draft.id } }),
    ).rejects.toMatchObject({ code: 'CAMPAIGN.STATE' });
    const id = await liveGame(desk, plan);
    await drawnOnce(id, 'subpackages/game/detail/index', ({ client }) =>
      client.staffGame.codePicture({ params: { id } }),
    );
  });

  it('opens an activity once it is published', async () => {
    const { client } = desk.marketing;
    const body = { storeId: desk.store.id, kind: 'care_class' as const, title: '养护学堂' };
    const { id: draftId } = await client.staffActivity.create({ body });
    await expect(client.staffActivity.codePicture({ params: { id: draftId } })).rejects.toMatchObject({
      code: 'ACTIVITY.STATE',
    });
    const { activityId } = await makeSession(world, desk.marketing, desk.store.id);
    await drawnOnce(activityId, 'subpackages/activity/detail/index', (by) =>
      by.client.staffActivity.codePicture({ params: { id: activityId } }),
    );
  });
});
