import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uploadPhoto } from '../support/photos.js';
import { line, visitDesk } from '../support/visit-desk.js';
import { checkIn, codeOf, makeGuest, makeWorkshop, type TestWorkshop } from '../support/visits.js';
import { startWorld, type World } from '../support/world.js';

let world: World;
let shop: TestWorkshop;
let foreign: TestWorkshop;

beforeAll(async () => {
  world = await startWorld();
  shop = await makeWorkshop(world, 'V1');
  foreign = await makeWorkshop(world, 'V2');
});
afterAll(() => world?.stop());

const iso = (afterMinutes: number) => visitDesk(world, shop).iso(afterMinutes);
const desk = () => shop.advisor.client.workshop;
const arrive = () => visitDesk(world, shop).arrive();
const begin = (id: string) => visitDesk(world, shop).begin(id);
const photo = (who: { token: string }, side: 'staff' | 'owner' = 'staff') => uploadPhoto(world, who, side);

describe('check-in record', () => {
  it('keeps pictures with their place, fuel and fault, and is open until the work begins', async () => {
    const guest = await makeGuest(world, shop);
    const [front, left] = [await photo(shop.advisor), await photo(shop.advisor)];
    const fault = { engine: 'cold', speed: '怠速', load: '', since: '上周' } as const;
    const { id } = await desk().checkIn({
      body: {
        storeId: shop.store.id,
        vehicleId: guest.car.id,
        serviceId: shop.store.services.service,
        fuelEighths: 3,
        ownerWords: '冷车启动有异响',
        fault,
        walkAround: [{ photoId: front, position: 'front', note: '' }],
      },
    });
    const seen = await guest.owner.client.visit.detail({ params: { id } });
    expect(seen.checkIn).toMatchObject({
      fuelEighths: 3,
      fault,
      ownerWords: '冷车启动有异响',
      editable: true,
    });
    expect(seen.checkIn.walkAround).toMatchObject([{ position: 'front', photo: { id: front } }]);
    expect((await fetch(new URL(seen.checkIn.walkAround[0]?.photo.thumbPath ?? '', world.api))).status).toBe(
      200,
    );
    expect(seen.includes).toMatchObject({ usual: true });
    expect(seen.includes.items.length).toBeGreaterThan(3);

    const walkAround = [{ photoId: left, position: 'left' as const, note: '左后门划痕' }];
    const changed = await desk().saveCheckIn({ params: { id }, body: { walkAround, fuelEighths: 8 } });
    expect(changed.checkIn).toMatchObject({
      fuelEighths: 8,
      ownerWords: '冷车启动有异响',
      walkAround: [{ position: 'left', note: '左后门划痕', photo: { id: left } }],
    });
    await begin(id);
    expect(await codeOf(desk().saveCheckIn({ params: { id }, body: { fuelEighths: 1 } }))).toBe(
      'VISIT.STATE',
    );
  });

  it('takes no photo of somebody else, none twice, and not thirteen', async () => {
    const { guest, id } = await arrive();
    const theirs = await photo(guest.owner, 'owner');
    const save = (photoIds: string[]) =>
      desk().saveCheckIn({
        params: { id },
        body: { walkAround: photoIds.map((photoId) => ({ photoId, position: 'front' as const })) },
      });
    expect(await codeOf(save([theirs]))).toBe('PHOTO.NOT_YOURS');
    expect(await codeOf(save([theirs, theirs]))).toBe('REQUEST.INVALID');
    expect(await codeOf(save(Array(13).fill(theirs)))).toBe('REQUEST.INVALID');
    const mine = await photo(shop.advisor);
    await save([mine]);
    const other = await arrive();
    const stolen = {
      params: { id: other.id },
      body: { walkAround: [{ photoId: mine, position: 'front' as const }] },
    };
    expect(await codeOf(desk().saveCheckIn(stolen))).toBe('PHOTO.NOT_YOURS');
  });
});

describe('estimate', () => {
  const estimate = (readyAt: string) => ({
    kind: 'estimate' as const,
    title: '保养报价',
    lines: [line('机油', 39_900), line('工时', 12_000)],
    readyAt,
  });

  it('lets no work begin before the owner has said yes, and promises what was agreed', async () => {
    const { guest, id } = await arrive();
    const readyAt = iso(90);
    const asked = await desk().addQuote({ params: { id }, body: estimate(readyAt) });
    expect(asked.quotes).toMatchObject([{ kind: 'estimate', number: 1, state: 'waiting', totalFen: 51_900 }]);
    expect(await codeOf(begin(id))).toBe('VISIT.APPROVAL_NEEDED');
    const quoteId = asked.quotes[0]?.id ?? '';
    const mine = guest.owner.client.visit;
    const answered = await mine.answerQuote({ params: { id: quoteId }, body: { approve: true } });
    expect(answered).toMatchObject({ promisedAt: readyAt, firstPromisedAt: readyAt });
    expect(answered.quotes).toMatchObject([{ state: 'approved', answeredWay: 'app' }]);
    await begin(id);
  });

  it('is replaced by a newer version, and an answer by phone is audited', async () => {
    const { id } = await arrive();
    const first = (await desk().addQuote({ params: { id }, body: estimate(iso(60)) })).quotes[0]?.id ?? '';
    const second = await desk().addQuote({ params: { id }, body: estimate(iso(80)) });
    expect(second.quotes.map(({ state, number }) => [number, state])).toEqual([
      [1, 'replaced'],
      [2, 'waiting'],
    ]);
    const answer = (quoteId: string) =>
      desk().answerQuote({ params: { id: quoteId }, body: { approve: true, note: '与车主本人通话确认' } });
    expect(await codeOf(answer(first))).toBe('VISIT.QUOTE_ANSWERED');
    const view = await answer(second.quotes[1]?.id ?? '');
    expect(view.quotes[1]).toMatchObject({
      state: 'approved',
      answeredWay: 'phone',
      answeredBy: 'advisor-v1',
    });
    const audit = await world.rows(
      "SELECT id FROM audit_log WHERE action = 'visit.answer-quote' AND subject_id = ?",
      [id],
    );
    expect(audit).toHaveLength(1);
  });

  it('does not hold up the work where the store does not want that', async () => {
    const params = { id: foreign.store.id };
    const rules = await foreign.manager.client.workshop.rules({ query: { storeId: foreign.store.id } });
    await foreign.manager.client.workshop.saveRules({ params, body: { ...rules, approvalFirst: false } });
    const guest = await makeGuest(world, foreign);
    const { id } = await checkIn(foreign, guest);
    await foreign.advisor.client.workshop.addQuote({ params: { id }, body: estimate(iso(60)) });
    const view = await foreign.advisor.client.workshop.advance({ params: { id }, body: { step: 'in_work' } });
    expect(view.step).toBe('in_work');
  });

  it('is nobody else’s business', async () => {
    const { id } = await arrive();
    const view = await desk().addQuote({ params: { id }, body: estimate(iso(60)) });
    const quoteId = view.quotes[0]?.id ?? '';
    const stranger = await makeGuest(world, shop);
    const body = { approve: true, note: '某人' };
    const params = { id: quoteId };
    expect(await codeOf(stranger.owner.client.visit.answerQuote({ params, body }))).toBe('REQUEST.NOT_FOUND');
    expect(await codeOf(foreign.advisor.client.workshop.answerQuote({ params, body }))).toBe(
      'REQUEST.NOT_FOUND',
    );
    expect(await codeOf(foreign.advisor.client.workshop.withdrawQuote({ params }))).toBe('REQUEST.NOT_FOUND');
  });
});
