import { inflateSync } from 'node:zlib';
import { inspectionItems } from '@cheban/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VehicleRepository } from '../../src/modules/vehicle/index.js';
import { makeOwner, type TestStaff } from '../support/factories.js';
import { uploadPhoto } from '../support/photos.js';
import {
  checkIn,
  codeOf,
  GOOD_WHEELS,
  handOver,
  makeGuest,
  makeWorkshop,
  outcomes,
  type TestWorkshop,
  wholeVisit,
} from '../support/visits.js';
import { startWorld, type World } from '../support/world.js';

let world: World;
let shop: TestWorkshop;
let foreign: TestWorkshop;

beforeAll(async () => {
  world = await startWorld({ worker: 'none' });
  shop = await makeWorkshop(world, 'V1');
  foreign = await makeWorkshop(world, 'V2');
});
afterAll(() => world?.stop());

const photo = (who: TestStaff) => uploadPhoto(world, who);

describe('full inspection', () => {
  const inspect = async (gap?: string) => {
    const photoId = await photo(shop.technician);
    const items = inspectionItems('trip')
      .filter(({ code }) => code !== gap)
      .map(({ code, kind, min }) => ({
        code,
        grade: code === 'light.wiper' ? ('amber' as const) : ('green' as const),
        value: kind === 'measure' ? Math.max(min ?? 0, 1) : null,
        note: code === 'light.wiper' ? '刮不干净' : '',
        photoIds: kind === 'photo' ? [photoId] : [],
      }));
    return { template: 'trip' as const, items };
  };

  it('is signed only when whole, with photos and a drawn signature, and can be booked from', async () => {
    const guest = await makeGuest(world, shop);
    const { id } = await checkIn(shop, guest);
    const params = { id };
    const save = (body: object) =>
      shop.technician.client.workshop.saveReport({
        params,
        body: { wheels: GOOD_WHEELS, sign: true, ...body },
      });
    expect(await codeOf(save({ inspection: await inspect('light.head') }))).toBe('VISIT.REPORT_INCOMPLETE');
    const draft = await save({ inspection: await inspect('light.head'), sign: false });
    expect(draft.report?.signedAt).toBeNull();
    const signaturePhotoId = await photo(shop.technician);
    await save({ inspection: await inspect(), signaturePhotoId });
    const { report } = await guest.owner.client.visit.detail({ params });
    expect(report).toMatchObject({
      signedBy: 'technician-v1',
      signature: { id: signaturePhotoId },
      inspection: { template: 'trip', counts: { amber: 1, red: 0 } },
    });
    const found = report?.inspection?.sections.flatMap(({ items }) => items) ?? [];
    expect(found.find(({ code }) => code === 'light.wiper')?.book).toEqual({
      kind: 'quick_repair',
      note: '检测报告建议：雨刮片（刮不干净）',
    });
    expect(found.find(({ code }) => code === 'engine.leak')?.photos).toHaveLength(1);
    expect(await codeOf(save({}))).toBe('VISIT.REPORT_SIGNED');
  });

  it('takes no item that the template does not have, and no impossible number', async () => {
    const { id } = await checkIn(shop, await makeGuest(world, shop));
    const save = (code: string, value: number | null) =>
      shop.technician.client.workshop.saveReport({
        params: { id },
        body: {
          wheels: GOOD_WHEELS,
          sign: false,
          inspection: { template: 'full', items: [{ code, grade: 'green', value }] },
        },
      });
    expect(await codeOf(save('nothing', null))).toBe('VISIT.REPORT_INCOMPLETE');
    expect(await codeOf(save('engine.battery', 220))).toBe('VISIT.REPORT_INCOMPLETE');
    await save('engine.battery', 12.6);
  });
});

describe('corrections', () => {
  const body = (seen: number, paidFen: number) => ({
    seen,
    lines: [{ name: '机油保养', kind: 'labour' as const, quantity: 1, amountFen: paidFen }],
    paidFen,
    mileageKm: 20_200,
    reason: '金额录错',
  });

  it('keep both versions, and the car’s history and next due date follow', async () => {
    const guest = await makeGuest(world, shop);
    const id = await wholeVisit(shop, guest);
    const params = { id };
    const correct = shop.manager.client.workshop.correct;
    const before = await guest.owner.client.visit.detail({ params });
    const view = await correct({ params, body: body(0, 29_900) });
    expect(view.bill).toMatchObject({ paidFen: 29_900 });
    expect(view.corrections).toMatchObject([
      {
        number: 1,
        by: 'manager-v1',
        reason: '金额录错',
        before: { paidFen: 39_900, mileageKm: 20_000 },
        after: { paidFen: 29_900, mileageKm: 20_200 },
      },
    ]);
    const after = await guest.owner.client.visit.detail({ params });
    expect((after.nextDue?.dueKm ?? 0) - (before.nextDue?.dueKm ?? 0)).toBe(200);
    const [record] = await world.rows<{ paid: number; km: number }>(
      'SELECT paid_fen AS paid, km FROM service_record WHERE visit_id = ?',
      [id],
    );
    expect(record).toEqual({ paid: 29_900, km: 20_200 });
    expect(await codeOf(correct({ params, body: body(0, 1) }))).toBe('VISIT.CORRECTED');
  });

  it('let one of two through who saw the same version, and are the manager’s alone', async () => {
    const id = await wholeVisit(shop, await makeGuest(world, shop));
    const params = { id };
    const race = [1, 2, 3].map((n) =>
      shop.manager.client.workshop.correct({ params, body: body(0, n * 100) }),
    );
    expect(await outcomes(race)).toEqual({ done: 1, codes: ['VISIT.CORRECTED', 'VISIT.CORRECTED'] });
    expect(await codeOf(shop.advisor.client.workshop.correct({ params, body: body(1, 5) }))).toBe(
      'AUTH.FORBIDDEN',
    );
    expect(await codeOf(foreign.manager.client.workshop.correct({ params, body: body(1, 5) }))).toBe(
      'REQUEST.NOT_FOUND',
    );
    const odd = { ...body(1, 5), mileageKm: 900_000 };
    expect(await codeOf(shop.manager.client.workshop.correct({ params, body: odd }))).toBe(
      'VISIT.MILEAGE_ODD',
    );
    const { corrections, mileageKm } = await shop.manager.client.workshop.detail({ params });
    expect([corrections.length, mileageKm]).toEqual([1, 20_200]);
  });

  it('wait for the hand-over', async () => {
    const { id } = await checkIn(shop, await makeGuest(world, shop));
    const correct = shop.manager.client.workshop.correct({ params: { id }, body: body(0, 5) });
    expect(await codeOf(correct)).toBe('VISIT.STATE');
  });
});

describe('hand-over sheet', () => {
  const open = (path: string, token: string) =>
    fetch(`${world.api}${path}`, { headers: { authorization: `Bearer ${token}` } });

  it('is a PDF with its Chinese characters in it, for staff and for the owner', async () => {
    const guest = await makeGuest(world, shop);
    const id = await wholeVisit(shop, guest);
    for (const [path, token] of [
      [`/staff/visits/${id}/sheet.pdf`, shop.advisor.token],
      [`/owner/visits/${id}/sheet.pdf`, guest.owner.token],
    ] as const) {
      const answer = await open(path, token);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
      // Fonts in it are subsets, far smaller than the 8 MB of the whole ones.
      expect(bytes.length).toBeLessThan(300_000);
      const words = unicodeOf(bytes);
      for (const character of '交车单机油保养刹车片') expect(words).toContain(character);
    }
    expect((await open(`/staff/visits/${id}/sheet.pdf`, foreign.advisor.token)).status).toBe(404);
    const stranger = await makeGuest(world, shop);
    expect((await open(`/owner/visits/${id}/sheet.pdf`, stranger.owner.token)).status).toBe(404);
  });

  it('waits for the hand-over', async () => {
    const { id } = await checkIn(shop, await makeGuest(world, shop));
    expect((await open(`/staff/visits/${id}/sheet.pdf`, shop.advisor.token)).status).toBe(409);
  });
});

/** Every character that the fonts of a PDF say they show (ToUnicode maps). */
function unicodeOf(pdf: Buffer): string {
  let text = '';
  let from = 0;
  for (;;) {
    const start = pdf.indexOf('stream\n', from);
    if (start < 0) return text;
    const end = pdf.indexOf('\nendstream', start);
    from = end + 10;
    let plain = '';
    try {
      plain = inflateSync(pdf.subarray(start + 7, end)).toString('latin1');
    } catch {
      continue;
    }
    if (!plain.includes('beginbfrange') && !plain.includes('beginbfchar')) continue;
    for (const [hex] of plain.matchAll(/[0-9a-fA-F]{4}/g))
      text += String.fromCharCode(Number.parseInt(hex, 16));
  }
}

describe('a car that is sold', () => {
  it('takes its history along, and nothing of the person', async () => {
    const guest = await makeGuest(world, shop);
    const id = await wholeVisit(shop, guest);
    const buyer = await makeOwner(world, { name: '新车主' });
    await world.uow.run(async (tx) => {
      await world.get(VehicleRepository).unlink(tx, guest.owner.ownerId, guest.car.id);
      await world.get(VehicleRepository).link(tx, buyer.ownerId, guest.car.id, 'owner');
    });
    const history = await buyer.client.owner.serviceHistory({ params: { id: guest.car.id }, query: {} });
    expect(JSON.stringify(history)).toContain('20000');
    expect(await codeOf(buyer.client.visit.detail({ params: { id } }))).toBe('REQUEST.NOT_FOUND');
    expect((await buyer.client.visit.declinedWork({})).items).toEqual([]);
    expect(
      await codeOf(guest.owner.client.owner.serviceHistory({ params: { id: guest.car.id }, query: {} })),
    ).toBe('VEHICLE.NOT_FOUND');
  });
});

describe('documents', () => {
  it('are locked with the work order', async () => {
    const guest = await makeGuest(world, shop);
    const { id } = await checkIn(shop, guest);
    const params = { id };
    await shop.advisor.client.workshop.advance({ params, body: { step: 'in_work' } });
    await shop.technician.client.workshop.saveReport({ params, body: { wheels: GOOD_WHEELS, sign: true } });
    await shop.advisor.client.workshop.advance({ params, body: { step: 'ready' } });
    const paper = await photo(shop.advisor);
    const view = await shop.advisor.client.workshop.handOver({
      params,
      body: { lines: [], paidFen: 0, mileageKm: 20_000, documentIds: [paper] },
    });
    expect(view.documents).toMatchObject([{ id: paper }]);
    expect(await codeOf(handOver(shop.advisor.client, id))).toBe('VISIT.LOCKED');
  });
});
