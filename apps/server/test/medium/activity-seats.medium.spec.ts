import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepActivitiesJob } from '../../src/modules/activity/index.js';
import { newId } from '../../src/platform/database/index.js';
import { checkSeats, keepLogIns, makeSession, signUp } from '../support/activities.js';
import { type Client, makeCrowd } from '../support/booking-crowd.js';
import { makeStaff, makeStore, type TestStaff, type TestStore } from '../support/factories.js';
import { meetingOf } from '../support/meeting.js';
import { outcomes } from '../support/visits.js';
import { startWorld, type World } from '../support/world.js';

const HOUR = 3_600_000;

describe('seats of a class', () => {
  let world: World;
  let store: TestStore;
  let marketing: TestStaff;
  let crowd: Client[];

  beforeAll(async () => {
    world = await startWorld();
    store = await makeStore(world);
    marketing = await makeStaff(world, 'marketing', [store.id]);
    crowd = await makeCrowd(world, store, 200);
    await keepLogIns(world);
  }, 120_000);
  afterAll(() => world?.stop());

  const everybody = (sessionId: string, more: (index: number) => object = () => ({})) =>
    outcomes(crowd.map(({ actor }, index) => signUp(world, actor, sessionId, more(index))));

  it('lets 5 of 200 in who want to come at once, and puts those who would wait in order', async () => {
    const { sessionId } = await makeSession(world, marketing, store.id);
    const { done, codes } = await everybody(sessionId, (index) => ({ orWait: index % 2 === 0 }));
    expect(await checkSeats(world, sessionId)).toEqual([]);
    expect(new Set(codes)).toEqual(new Set(['ACTIVITY.FULL']));
    const [going] = await world.rows<{ n: string; waiting: string }>(
      "SELECT SUM(state = 'going') AS n, SUM(state = 'waiting') AS waiting FROM sign_up WHERE session_id = ?",
      [sessionId],
    );
    expect(Number(going?.n)).toBe(5);
    expect(Number(going?.waiting)).toBe(done - 5);
  });

  it('gives the last seats to one party only', async () => {
    const { sessionId } = await makeSession(world, marketing, store.id, { seats: 3 });
    // Parties of three: one fits, though three single seats are there.
    const { done } = await everybody(sessionId, () => ({ guests: 2 }));
    expect(done).toBe(1);
    expect(await checkSeats(world, sessionId)).toEqual([]);
  });

  it('has one row for a person who taps ten times', async () => {
    const { sessionId } = await makeSession(world, marketing, store.id);
    const [person] = crowd;
    if (!person) throw new Error('An empty crowd');
    const taps = Array.from({ length: 10 }, () => signUp(world, person.actor, sessionId));
    expect(await outcomes(taps)).toEqual({ done: 1, codes: Array(9).fill('ACTIVITY.ALREADY') });
    expect(await checkSeats(world, sessionId)).toEqual([]);
  });

  it('closes in the very second of the deadline, by the clock of the server', async () => {
    const { sessionId, startsAt } = await makeSession(world, marketing, store.id);
    const before = world.clock.now();
    const deadline = startsAt - HOUR;
    const [first, second, third] = crowd;
    if (!first || !second || !third) throw new Error('An empty crowd');
    world.clock.set(deadline - 1);
    await signUp(world, first.actor, sessionId);
    world.clock.set(deadline);
    await expect(signUp(world, second.actor, sessionId)).rejects.toMatchObject({ code: 'ACTIVITY.CLOSED' });
    await expect(signUp(world, third.actor, sessionId, { orWait: true })).rejects.toMatchObject({
      code: 'ACTIVITY.CLOSED',
    });
    world.clock.set(before);
  });

  it('would be caught by the same checker if it counted before it wrote', async () => {
    const { sessionId } = await makeSession(world, marketing, store.id);
    // The broken variant: count, then insert.
    const allLooked = meetingOf(crowd.length);
    const broken = async ({ ownerId }: Client): Promise<void> => {
      const [row] = await world.rows<{ n: string }>(
        "SELECT COALESCE(SUM(seats), 0) AS n FROM sign_up WHERE session_id = ? AND state = 'going'",
        [sessionId],
      );
      await allLooked();
      if (Number(row?.n) >= 5) throw new Error('full');
      const now = world.clock.date();
      await world.rows(
        `INSERT INTO sign_up (id, session_id, store_id, owner_id, state, guests, seats, answers, token, \`round\`,
           signed_up_at, missed, created_at, updated_at) VALUES (?, ?, ?, ?, 'going', 0, 1, '{}', ?, 1, ?, 0, ?, ?)`,
        [newId(world.clock), sessionId, store.id, ownerId, newId(world.clock), now, now, now],
      );
      await world.rows('UPDATE activity_session SET seats_left = seats_left - 1 WHERE id = ?', [sessionId]);
    };
    await Promise.allSettled(crowd.map(broken));
    expect((await checkSeats(world, sessionId)).join()).toMatch(/people on 5 seats/);
  });

  it('keeps its books through cancelling, coming back, offers and a bigger room, all at once', async () => {
    const { sessionId, activityId, startsAt } = await makeSession(world, marketing, store.id, { seats: 8 });
    const party = crowd.slice(0, 40);
    await Promise.allSettled(
      party.map(({ actor }, index) => signUp(world, actor, sessionId, { guests: index % 3, orWait: true })),
    );
    const going = await world.rows<{ id: string; ownerId: string }>(
      "SELECT id, owner_id AS ownerId FROM sign_up WHERE session_id = ? AND state = 'going'",
      [sessionId],
    );
    const { MySignUp } = await import('../../src/modules/activity/usecases/my-sign-up.usecase.js');
    const actorOf = (ownerId: string) =>
      party.find((one) => one.ownerId === ownerId)?.actor as Client['actor'];
    await Promise.all([
      ...going.map(({ id, ownerId }) => world.get(MySignUp).cancel(actorOf(ownerId), id)),
      world.run(sweepActivitiesJob),
      world.run(sweepActivitiesJob),
      marketing.client.staffActivity.changeSession({
        params: { id: sessionId },
        body: {
          startsAt: new Date(startsAt).toISOString(),
          endsAt: new Date(startsAt + HOUR).toISOString(),
          signUpUntil: new Date(startsAt - HOUR).toISOString(),
          seats: 10,
          maxGuests: 3,
        },
      }),
    ]);
    await world.run(sweepActivitiesJob);
    expect(await checkSeats(world, sessionId)).toEqual([]);
    const view = await marketing.client.staffActivity.detail({ params: { id: activityId } });
    const session = view.sessions[0];
    expect(session?.seats).toBe(10);
    expect(session?.offered).toBeGreaterThan(0);
    const offered = await world.rows<{ id: string; ownerId: string }>(
      "SELECT id, owner_id AS ownerId FROM sign_up WHERE session_id = ? AND state = 'offered'",
      [sessionId],
    );
    await Promise.all(
      offered.slice(0, 2).map(({ id, ownerId }) => world.get(MySignUp).accept(actorOf(ownerId), id)),
    );
    world.clock.advance(2 * HOUR);
    await world.run(sweepActivitiesJob);
    expect(await checkSeats(world, sessionId)).toEqual([]);
    await expect(
      marketing.client.staffActivity.changeSession({
        params: { id: sessionId },
        body: {
          startsAt: new Date(startsAt).toISOString(),
          endsAt: new Date(startsAt + HOUR).toISOString(),
          signUpUntil: new Date(startsAt - HOUR).toISOString(),
          seats: 1,
        },
      }),
    ).rejects.toMatchObject({ code: 'ACTIVITY.SEATS_TAKEN' });
  });

  it('lists what has a session between two days, both included, and nothing else', async () => {
    const at = (on: string, time: string) => ({ startsAt: new Date(`${on}T${time}:00+08:00`).toISOString() });
    const plan = (title: string, on: string, time: string) =>
      makeSession(world, marketing, store.id, at(on, time), { title });
    const early = await plan('早一天', '2027-03-04', '23:30');
    const first = await plan('第一天', '2027-03-05', '00:00');
    const last = await plan('最后一天', '2027-03-07', '23:30');
    const late = await plan('晚一天', '2027-03-08', '00:00');
    const listed = async (query: object) =>
      (
        await marketing.client.staffActivity.list({ query: { storeId: store.id, pageSize: 100, ...query } })
      ).items.map(({ id }) => id);
    const ids = await listed({ fromOn: '2027-03-05', toOn: '2027-03-07' });
    expect(new Set(ids)).toEqual(new Set([first.activityId, last.activityId]));
    const open = await listed({ fromOn: '2027-03-07' });
    expect(new Set(open)).toEqual(new Set([last.activityId, late.activityId]));
    const until = await listed({ toOn: '2027-03-04' });
    expect(until).toContain(early.activityId);
    expect(until).not.toContain(first.activityId);
    expect(await listed({ fromOn: '2027-03-06', toOn: '2027-03-06' })).toEqual([]);
  });
});
