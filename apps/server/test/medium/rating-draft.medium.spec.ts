import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tidyPhotosJob } from '../../src/modules/media/index.js';
import { uploadPhoto } from '../support/photos.js';
import {
  checkIn,
  codeOf,
  makeGuest,
  makeWorkshop,
  outcomes,
  type TestWorkshop,
  wholeVisit,
} from '../support/visits.js';
import { startWorld, type World } from '../support/world.js';

describe('a rating that was begun', () => {
  let world: World;
  let shop: TestWorkshop;

  beforeAll(async () => {
    world = await startWorld();
    shop = await makeWorkshop(world, 'R1');
  });
  afterAll(() => world?.stop());

  async function finished() {
    const guest = await makeGuest(world, shop);
    return { owner: guest.owner, params: { id: await wholeVisit(shop, guest) } };
  }

  it('is there again later, counts for nothing, and goes when the rating is given', async () => {
    const { owner, params } = await finished();
    const { visit } = owner.client;
    expect((await visit.detail({ params })).ratingDraft).toBeNull();
    const photo = await uploadPhoto(world, owner, 'owner');
    await visit.saveRatingDraft({ params, body: { stars: 2, nps: null, tags: ['waited_long'] } });
    const body = { stars: null, nps: 8, touchpoints: { time: 2 }, text: '等了', photoIds: [photo] };
    await visit.saveRatingDraft({ params, body });

    const view = await visit.detail({ params });
    expect(view).toMatchObject({
      canRate: true,
      rating: null,
      ratingDraft: {
        stars: null,
        nps: 8,
        touchpoints: { time: 2 },
        tags: [],
        text: '等了',
        photos: [{ id: photo }],
      },
    });
    expect((await shop.advisor.client.workshop.detail({ params })).rating).toBeNull();
    expect(await world.rows('SELECT id FROM complaint_case WHERE visit_id = ?', [params.id])).toEqual([]);

    // Photos of a draft are not tidied away with the loose ones.
    await world.rows('UPDATE photo SET created_at = ? WHERE id = ?', [
      new Date('2026-11-01T00:00:00.000Z'),
      photo,
    ]);
    await world.run(tidyPhotosJob);
    const second = await uploadPhoto(world, owner, 'owner');
    const given = await visit.rate({ params, body: { stars: 5, nps: 9, photoIds: [photo, second] } });
    expect(given).toMatchObject({ canRate: false, ratingDraft: null });
    expect(given.rating?.photos.map(({ id }) => id)).toEqual([photo, second]);
    expect((await shop.advisor.client.workshop.detail({ params })).rating?.photos).toHaveLength(2);
    expect(await world.rows('SELECT visit_id FROM rating_draft')).toEqual([]);
  });

  it('that comes late changes nothing of the rating that was given', async () => {
    const { owner, params } = await finished();
    const photo = await uploadPhoto(world, owner, 'owner');
    const give = () => owner.client.visit.rate({ params, body: { stars: 4, nps: 8, photoIds: [photo] } });
    const save = () =>
      owner.client.visit.saveRatingDraft({ params, body: { stars: 1, nps: 0, text: '草稿' } });
    const { codes } = await outcomes([save(), give(), save(), save()]);
    expect(new Set(['RATING.DONE', ...codes])).toEqual(new Set(['RATING.DONE']));
    expect(await codeOf(save())).toBe('RATING.DONE');
    const { rating, ratingDraft } = await owner.client.visit.detail({ params });
    expect(rating).toMatchObject({ stars: 4, nps: 8, text: '', photos: [{ id: photo }] });
    expect(ratingDraft).toBeNull();
    expect(await world.rows('SELECT visit_id FROM rating_draft WHERE visit_id = ?', [params.id])).toEqual([]);
  });

  it('is the owner’s own, only for a car that is back, and takes only their own photos', async () => {
    const { owner, params } = await finished();
    const stranger = await makeGuest(world, shop);
    const body = { stars: 3, nps: null };
    expect(await codeOf(stranger.owner.client.visit.saveRatingDraft({ params, body }))).toBe(
      'REQUEST.NOT_FOUND',
    );
    const theirs = await uploadPhoto(world, stranger.owner, 'owner');
    expect(
      await codeOf(owner.client.visit.saveRatingDraft({ params, body: { ...body, photoIds: [theirs] } })),
    ).toBe('PHOTO.NOT_YOURS');
    const guest = await makeGuest(world, shop);
    const { id } = await checkIn(shop, guest);
    expect(await codeOf(guest.owner.client.visit.saveRatingDraft({ params: { id }, body }))).toBe(
      'RATING.NOT_YET',
    );
  });
});
