import { addDays, atShanghai, MINUTE_MS, shanghaiClock } from '@cheban/kernel';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { CapacityRepository } from '../../src/modules/booking/persistence/capacity.repository.js';
import { ChangeBooking } from '../../src/modules/booking/usecases/change-booking.usecase.js';
import { CreateBooking } from '../../src/modules/booking/usecases/create-booking.usecase.js';
import { Holds } from '../../src/modules/booking/usecases/holds.usecase.js';
import { JoinWaiting } from '../../src/modules/booking/usecases/join-waiting.usecase.js';
import { OfferWaiting } from '../../src/modules/booking/usecases/offer-waiting.usecase.js';
import { SweepHolds } from '../../src/modules/booking/usecases/sweep-holds.usecase.js';
import { StaffPlan } from '../../src/modules/staff/usecases/staff-plan.usecase.js';
import { StoreSetup } from '../../src/modules/store/usecases/store-setup.usecase.js';
import type { StaffActor } from '../../src/platform/auth/index.js';
import { toDate } from '../../src/platform/clock/index.js';
import { isDeadlock, isLockTimeout } from '../../src/platform/database/index.js';
import { AppError } from '../../src/platform/errors/index.js';
import { type Client, checkBooks, makeCrowd, staffActor } from '../support/booking-crowd.js';
import {
  type BookingOperation,
  type BookingOperationKind,
  bookingOperation,
} from '../support/booking-operations.js';
import { makeStaff, makeStore, type TestStore } from '../support/factories.js';
import { NOON, startWorld, type World } from '../support/world.js';
import { FIRST_SEED } from './support/random.js';

/** 100,000 for the long run: BOOKING_OPERATIONS=100000. */
const OPERATIONS = Number(process.env.BOOKING_OPERATIONS ?? 3_000);
const CLIENTS = 64;
const RUN = 1_000;
const TODAY = '2026-11-18';
const BAYS = 5;
/** Of a hundred operations so many may be told "busy, try again". */
const MOST_BUSY = 1;
/** What the error filter answers with "busy, try again". */
const isBusy = (error: unknown) => isDeadlock(error) || isLockTimeout(error);
const iso = (ms: number) => toDate(ms).toISOString();

describe('the books of bookings under many hands', () => {
  let world: World;
  let store: TestStore;
  let staffIds: string[];
  let clients: Client[];
  let manager: StaffActor;

  beforeAll(async () => {
    world = await startWorld();
    store = await makeStore(world, { bays: BAYS });
    staffIds = [];
    for (let index = 0; index < BAYS; index += 1)
      staffIds.push((await makeStaff(world, 'advisor', [store.id], `advisor-${index}`)).id);
    const { id } = await makeStaff(world, 'manager', [store.id], 'manager');
    manager = staffActor(world, id, store.id);
    clients = await makeCrowd(world, store, 200);
  });
  afterAll(() => world?.stop());
  afterEach(async () => {
    vi.restoreAllMocks();
    world.clock.set(NOON);
    for (const table of [
      'booking',
      'capacity_unit',
      'booking_hold',
      'waiting_entry',
      'waiting_offer',
      'staff_leave',
    ])
      await world.rows(`DELETE FROM ${table}`);
    await setHours('08:30', '18:00');
  });

  const setHours = (opensAt: string, closesAt: string) =>
    world.get(StoreSetup).update(manager, store.id, {
      hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
        weekday,
        opensAt,
        closesAt,
        breakFrom: null,
        breakTo: null,
      })),
    });
  const startOf = (slot: number) =>
    atShanghai(addDays(TODAY, slot < 19 ? 0 : 1), '08:30') + (slot % 19) * 30 * MINUTE_MS;
  const wish = (client: Client, startsAt: string) => ({
    vehicleId: client.vehicleId,
    storeId: store.id,
    serviceId: store.services.service,
    startsAt,
    advisorId: null,
    note: '',
  });
  const book = (client: Client, startsAt: string, holdId?: string) =>
    world.get(CreateBooking).byOwner(client.actor, { ...wish(client, startsAt), holdId });

  /** What one client does; its own memory is only a guess at what is true, as with every real client. */
  function person(client: Client) {
    let bookingId: string | null = null;
    let hold: { id: string; startsAt: string } | null = null;
    const own = async (): Promise<string> => {
      if (bookingId) return bookingId;
      const [row] = await world.rows<{ id: string }>('SELECT id FROM booking WHERE open_vehicle_id = ?', [
        client.vehicleId,
      ]);
      if (!row) throw new AppError('BOOKING.STATE');
      return row.id;
    };
    const acts: Record<BookingOperationKind, (one: BookingOperation) => Promise<unknown>> = {
      book: async ({ slot }) => {
        bookingId = (await book(client, iso(startOf(slot)))).id;
      },
      hold: async ({ slot }) => {
        const startsAt = iso(startOf(slot));
        hold = { id: (await world.get(Holds).byOwner(client.actor, wish(client, startsAt))).id, startsAt };
      },
      redeem: async () => {
        if (hold) bookingId = (await book(client, hold.startsAt, hold.id)).id;
      },
      release: async () => {
        if (hold) await world.get(Holds).releaseByOwner(client.actor, hold.id);
      },
      confirm: async () => world.get(ChangeBooking).confirm(manager, await own()),
      move: async ({ slot }) =>
        world.get(ChangeBooking).reschedule(client.actor, await own(), { startsAt: iso(startOf(slot)) }),
      drag: async ({ slot, pick }) =>
        world.get(ChangeBooking).reschedule(manager, await own(), {
          startsAt: iso(startOf(slot)),
          bayId: store.bayIds[pick % BAYS],
          advisorId: pick % 2 === 0 ? (staffIds[pick % BAYS] ?? null) : null,
        }),
      cancel: async () => {
        const id = await own();
        bookingId = null;
        await world.get(ChangeBooking).cancel(manager, id, '有事');
      },
      noShow: async () => world.get(ChangeBooking).noShow(manager, await own()),
      overbook: async ({ slot }) =>
        world.get(CreateBooking).byStaff(manager, {
          ...wish(client, iso(startOf(slot))),
          ownerId: client.ownerId,
          overbook: { reason: '老客户' },
        }),
      wait: () =>
        world.get(JoinWaiting).run(client.actor, {
          ...wish(client, ''),
          fromOn: TODAY,
          toOn: addDays(TODAY, 1),
          partOfDay: 'any',
        }),
      sweep: async () => {
        await world.get(SweepHolds).run();
        await world.get(OfferWaiting).run();
      },
      tick: async () => world.clock.advance(6 * MINUTE_MS),
      leave: ({ slot, pick }) =>
        world.get(StaffPlan).addLeave(manager, {
          staffId: staffIds[pick % BAYS] ?? '',
          from: iso(startOf(slot)),
          to: iso(startOf(slot) + 60 * MINUTE_MS),
          reason: '培训',
        }),
      hours: ({ pick }) =>
        setHours(shanghaiClock(atShanghai(TODAY, '08:00') + (pick % 5) * 15 * MINUTE_MS), '18:00'),
    };
    return acts;
  }

  it(`keeps every bay and every person to one booking at a time over ${OPERATIONS} mixed operations of ${CLIENTS} clients`, async () => {
    const answers = new Map<string, number>();
    const note = (what: string) => answers.set(what, (answers.get(what) ?? 0) + 1);
    const size = Math.min(RUN, OPERATIONS);
    await fc.assert(
      fc.asyncProperty(
        fc.array(bookingOperation, { minLength: size, maxLength: size, size: 'max' }),
        async (operations) => {
          const people = clients.slice(0, CLIENTS).map(person);
          let next = 0;
          let running = true;
          const lanes = people.map(async (acts, lane) => {
            while (running && next < operations.length) {
              const one = operations[next] as BookingOperation;
              next += 1;
              try {
                await acts[one.kind](one);
                note(`${one.kind} done`);
              } catch (error) {
                // Refusals are answers, and so is "busy, try again" of a machine that is; anything else breaks the run.
                if (!(error instanceof AppError) && !isBusy(error)) {
                  running = false;
                  throw error;
                }
                note(`${one.kind} ${error instanceof AppError ? error.code : 'busy'}`);
              }
              if (lane === 0) await new Promise((resolve) => setImmediate(resolve));
            }
          });
          const watch = (async () => {
            while (running) {
              expect(await checkBooks(world)).toEqual([]);
              await new Promise((resolve) => setTimeout(resolve, 100));
            }
          })();
          try {
            await Promise.all(lanes);
          } finally {
            running = false;
            await Promise.allSettled(lanes);
            await watch;
          }
          expect(await checkBooks(world)).toEqual([]);
          await everythingCanBeTakenAgain();
        },
      ),
      { numRuns: Math.max(1, Math.round(OPERATIONS / size)), endOnFailure: true, seed: FIRST_SEED },
    );
    for (const kind of ['book', 'hold', 'redeem', 'move', 'drag', 'cancel', 'confirm'])
      expect(answers.get(`${kind} done`), [...answers].join(' ')).toBeGreaterThan(0);
    const busy = [...answers].reduce((sum, [what, n]) => sum + (what.endsWith(' busy') ? n : 0), 0);
    expect(busy, [...answers].join(' ')).toBeLessThanOrEqual((OPERATIONS * MOST_BUSY) / 100);
    expect(answers.get('book BOOKING.SLOT_FULL') ?? 0).toBeGreaterThan(0);
  }, 7_200_000);

  /** Cancels what is left; then nothing is taken, and a slot takes exactly as many as there are bays. */
  async function everythingCanBeTakenAgain(): Promise<void> {
    const open = await world.rows<{ id: string; state: string }>(
      "SELECT id, state FROM booking WHERE state IN ('requested', 'confirmed')",
    );
    for (const { id } of open) await world.get(ChangeBooking).cancel(manager, id, '清场');
    world.clock.set(NOON + 24 * 60 * MINUTE_MS);
    await world.get(SweepHolds).run();
    for (const table of ['waiting_entry', 'waiting_offer', 'booking_hold', 'staff_leave'])
      await world.rows(`DELETE FROM ${table}`);
    await world.rows('DELETE FROM capacity_unit WHERE expires_at IS NOT NULL');
    await setHours('08:30', '18:00');
    expect(await world.rows('SELECT * FROM capacity_unit')).toEqual([]);
    const startsAt = iso(atShanghai(addDays(TODAY, 3), '10:00'));
    expect(await rush(clients.slice(0, 2 * BAYS), startsAt)).toEqual({ won: BAYS, refused: BAYS });
    for (const { id } of await world.rows<{ id: string }>("SELECT id FROM booking WHERE state = 'requested'"))
      await world.get(ChangeBooking).cancel(manager, id, '清场');
    world.clock.set(NOON);
  }

  /** As a client does who is told that it is busy: asks again. */
  const bookAtLast = async (client: Client, startsAt: string): Promise<unknown> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await book(client, startsAt);
      } catch (error) {
        if (!isBusy(error) || tries === 5) throw error;
      }
    }
  };

  /** Everybody books the same slot at once. */
  async function rush(
    people: readonly Client[],
    startsAt: string,
  ): Promise<{ won: number; refused: number }> {
    const results = await Promise.allSettled(people.map((client) => bookAtLast(client, startsAt)));
    const codes = results.map((result) =>
      result.status === 'fulfilled'
        ? 'won'
        : result.reason instanceof AppError
          ? result.reason.code
          : result.reason,
    );
    const count = (code: string) => codes.filter((one) => one === code).length;
    const [won, refused] = [count('won'), count('BOOKING.SLOT_FULL')];
    expect(codes.filter((one) => one !== 'won' && one !== 'BOOKING.SLOT_FULL')).toEqual([]);
    return { won, refused };
  }

  it('lets exactly five of 200 people win five places that they all want at once', async () => {
    expect(await rush(clients, iso(atShanghai(addDays(TODAY, 2), '10:00')))).toEqual({
      won: 5,
      refused: 195,
    });
    expect(await checkBooks(world)).toEqual([]);
  });

  it('has a checker that sees through counting first and inserting then', async () => {
    vi.spyOn(world.get(CapacityRepository), 'claim').mockImplementation(async (tx, claim) => {
      const [row]: { n: string }[] = await tx.manager.query(
        `SELECT COUNT(*) AS n FROM booking
          WHERE (bay_id = ? OR advisor_id = ?) AND state = 'requested' AND starts_at = ?`,
        [claim.resourceId, claim.resourceId, toDate(claim.units[0] ?? 0)],
      );
      return Number(row?.n) === 0;
    });
    const startsAt = iso(atShanghai(addDays(TODAY, 2), '10:00'));
    await Promise.allSettled(clients.map((client) => book(client, startsAt)));
    const found = await checkBooks(world);
    expect(found.some((problem) => problem.endsWith('meet'))).toBe(true);
  });
});
