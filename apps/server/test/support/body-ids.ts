import { careBodies, salesBodies } from './body-ids-desk.js';
import { at, type BodyId, known, put, type Side } from './body-sides.js';
import { uploadPhoto } from './photos.js';
import { GOOD_WHEELS, makeGuest } from './visits.js';
import type { World } from './world.js';

/** Bodies of owners and staff who book. What a case has booked is its own, so that the next finds the slot free. */
async function bookings(world: World, mine: Side, theirs: Side): Promise<BodyId[]> {
  const cases: BodyId[] = [];
  let turn = 0;
  const wish = async (route: string) => {
    const { owner, car } = await makeGuest(world, mine.shop);
    turn += 1;
    const [startsAt, day] = [at(String(20 + Math.floor(turn / 8)), 1 + (turn % 8)), '2026-11-30'];
    const when =
      route === 'booking.joinWaiting' ? { fromOn: day, toOn: day, partOfDay: 'any' } : { startsAt };
    const ownerId = route.startsWith('staff') ? { ownerId: owner.ownerId } : {};
    const { id: storeId, services } = mine.store;
    const base = { storeId, serviceId: services.service, vehicleId: car.id, advisorId: null };
    return { owner, car, base: { ...base, ...when, ...ownerId } };
  };
  const add = async (route: string, field: string, own: string | null, foreign: string) => {
    const { owner, car, base } = await wish(route);
    const mineOf: Record<string, string> = { vehicleId: car.id, ownerId: owner.ownerId };
    const one = { route, field, own: own ?? mineOf[field] ?? '', foreign, body: put(field, base) };
    cases.push(route.startsWith('staff') ? one : { ...one, token: owner.token });
  };
  const { store } = mine;
  const other = await makeGuest(world, mine.shop);
  for (const route of [
    ...['booking.hold', 'booking.create', 'booking.joinWaiting'],
    ...['staffBooking.hold', 'staffBooking.create'],
  ]) {
    await add(route, 'vehicleId', null, theirs.guest.car.id);
    await add(route, 'vehicleId', null, other.car.id);
    await add(route, 'serviceId', store.services.service, theirs.store.services.service);
    await add(route, 'advisorId', mine.advisor.id, theirs.advisor.id);
    if (!route.startsWith('staff')) continue;
    await add(route, 'storeId', store.id, theirs.store.id);
    await add(route, 'ownerId', null, theirs.guest.owner.ownerId);
    await add(route, 'bayId', mine.bayId, theirs.bayId);
    // Somebody and their car, who fit together and are nobody's here.
    const { owner, car, base } = await wish(route);
    const pairs = new Map([
      [owner.ownerId, car.id],
      [theirs.guest.owner.ownerId, theirs.guest.car.id],
    ]);
    const body = (id: string) => ({ ...base, ownerId: id, vehicleId: pairs.get(id) ?? id });
    const pair = { own: owner.ownerId, foreign: theirs.guest.owner.ownerId };
    cases.push({ route, field: 'ownerId and vehicleId', ...pair, body });
  }
  return cases;
}

/** Bodies of the workshop: check-in, report, quotes, loaners, leave. */
async function workshop(world: World, mine: Side, theirs: Side): Promise<BodyId[]> {
  const cases: BodyId[] = [];
  const { store } = mine;
  const come = async (field: string, own: string | null, foreign: string, more: (id: string) => object) => {
    const { car } = await makeGuest(world, mine.shop);
    const base = { storeId: store.id, vehicleId: car.id, serviceId: store.services.service };
    const body = (id: string) => ({ ...base, ...more(id) });
    cases.push({ route: 'workshop.checkIn', field, own: own ?? car.id, foreign, body });
  };
  await come('storeId', store.id, theirs.store.id, (id) => ({ storeId: id }));
  await come('vehicleId', null, theirs.guest.car.id, (id) => ({ vehicleId: id }));
  const { service } = store.services;
  await come('serviceId', service, theirs.store.services.service, (id) => ({ serviceId: id }));
  await come('bayId', mine.bayId, theirs.bayId, (id) => ({ place: { bayId: id } }));
  await come('advisorId', mine.advisor.id, theirs.advisor.id, (id) => ({
    place: { advisorId: id, overbook: { reason: '车主在店等候' } },
  }));
  await come('photoId', await mine.photo(), await theirs.photo(), (id) => ({
    walkAround: [{ photoId: id, position: 'front' }],
  }));
  // Before there are quotes to wait for.
  const step = (id: string) => ({ step: 'in_work', technicianId: id });
  const one = { own: mine.technician.id, foreign: theirs.technician.id };
  cases.push({ route: 'workshop.advance', field: 'technicianId', path: mine.visitId, ...one, body: step });
  const photos = async (route: string, path: string, more: object, field = 'photoIds', token?: string) => {
    const one = { route, field, path, own: await mine.photo(), foreign: await theirs.photo() };
    const body = (id: string) => ({ ...more, [field]: field === 'photoIds' ? [id] : id });
    cases.push(token === undefined ? { ...one, body } : { ...one, body, token });
  };
  await photos('workshop.addQuote', mine.visitId, known('workshop.addQuote'));
  await photos('workshop.saveIncludes', service, { items: [] });
  await photos('workshop.saveReport', mine.visitId, { wheels: GOOD_WHEELS, sign: false }, 'signaturePhotoId');
  const stranded = await makeGuest(world, mine.shop);
  const call = (vehicleId: string) => ({ vehicleId, kind: 'tow' });
  cases.push({
    ...{ route: 'rescue.call', field: 'vehicleId', token: stranded.owner.token, body: call },
    ...{ own: stranded.car.id, foreign: theirs.guest.car.id },
  });
  const pictured = await makeGuest(world, mine.shop);
  cases.push({
    ...{ route: 'rescue.call', field: 'photoIds', token: pictured.owner.token },
    own: await uploadPhoto(world, pictured.owner, 'owner'),
    foreign: await uploadPhoto(world, mine.guest.owner, 'owner'),
    body: (id) => ({ ...call(pictured.car.id), photoIds: [id] }),
  });
  const rating = (id: string) => ({ stars: 5, nps: null, photoIds: [id] });
  cases.push({
    ...{ route: 'visit.rate', field: 'photoIds', path: mine.doneVisitId, token: mine.rater.owner.token },
    own: await uploadPhoto(world, mine.rater.owner, 'owner'),
    foreign: await uploadPhoto(world, mine.guest.owner, 'owner'),
    body: rating,
  });
  const away = { from: at('28', 2), to: at('28', 3), reason: '检修' };
  cases.push({ route: 'team.addLeave', field: 'staffId', ...one, body: put('staffId', away) });
  const bays = { own: mine.bayId, foreign: theirs.bayId };
  cases.push({ route: 'store.closeBay', field: 'bayId', ...bays, body: put('bayId', away) });
  const loan = (day: string, more: object = {}) => {
    const on = `2026-11-${day}`;
    return { carId: mine.loanerId, ownerId: mine.walkIn.owner.ownerId, from: on, to: on, ...more };
  };
  const lent = (field: string, own: string, foreign: string, day: string) =>
    cases.push({ route: 'loaner.book', field, own, foreign, body: put(field, loan(day)) });
  lent('carId', mine.loanerId, theirs.loanerId, '25');
  lent('ownerId', mine.guest.owner.ownerId, theirs.guest.owner.ownerId, '26');
  lent('visitId', mine.visitId, theirs.visitId, '27');
  return cases;
}

/** Every field of a body that names a thing of a store or a person. */
export async function bodyIds(world: World, mine: Side, theirs: Side): Promise<BodyId[]> {
  return [
    ...(await bookings(world, mine, theirs)),
    ...(await workshop(world, mine, theirs)),
    ...(await careBodies(world, mine, theirs)),
    ...salesBodies(world, mine, theirs),
  ];
}
