import { addDays } from '@cheban/kernel';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { planItems } from '../../src/modules/care/domain/care-plan.js';
import { RuleTable } from '../../src/modules/care/domain/rule-sets.js';
import { planCareJob } from '../../src/modules/care/index.js';
import { DueCarRepository } from '../../src/modules/care/persistence/due-car.repository.js';
import { newId } from '../../src/platform/database/index.js';
import { clearCare, type Item } from '../support/care-rules.js';
import { makeStore, type TestStore } from '../support/factories.js';
import { installTemplates } from '../support/sending.js';
import { NOON, startWorld, type World } from '../support/world.js';

const TODAY = '2026-11-18';
let world: World;
let store: TestStore;
let other: TestStore;

beforeAll(async () => {
  world = await startWorld();
  store = await makeStore(world);
  other = await makeStore(world, { code: 'S2' });
  await installTemplates(world);
});
afterAll(async () => {
  await world?.stop();
});
beforeEach(() => clearCare(world));
afterEach(() => world.clock.set(NOON));

describe('planning in sets', () => {
  it('writes exactly what the pure planner says, for cars, owners and days of every sort', async () => {
    const date = (from: number, to: number) =>
      fc.option(
        fc.integer({ min: from, max: to }).map((days) => addDays(TODAY, days)),
        { freq: 6 },
      );
    const person = fc.record({
      licence: date(-20, 120),
      birthday: fc.option(
        fc.oneof(
          fc.constantFrom('1988-02-29', '1990-11-19', '1985-10-11', '1984-12-01', '2000-02-28'),
          fc.integer({ min: 0, max: 25_000 }).map((days) => addDays('1945-01-01', days)),
        ),
        { freq: 8 },
      ),
      calendar: fc.constantFrom('solar', 'lunar', null),
      leap: fc.boolean(),
    });
    const car = fc.record({
      kind: fc.constantFrom('service', 'first_service', null),
      dueOn: date(-300, 90),
      lastServiceOn: date(-400, 0),
      lastPaidVisitOn: date(-400, 0),
      soldOn: fc.oneof(date(-100, 0), date(-1_200, -900), date(-4_500, -100)),
      use: fc.constantFrom('private', 'company', 'taxi', 'other'),
      insuranceExpiresOn: date(-20, 120),
      latestKm: fc.option(fc.constantFrom(100, 60_000, 60_001)),
      store: fc.boolean(),
      people: fc.array(fc.nat(14), { maxLength: 2 }),
    });
    const mornings = [
      '2026-11-18T02:00',
      '2027-01-15T01:29',
      '2028-02-25T01:31',
      '2026-09-23T01:30',
      '2028-06-20T16:10',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.array(car, { minLength: 15, maxLength: 40 }),
        fc.array(person, { minLength: 15, maxLength: 15 }),
        fc.constantFrom(...mornings),
        async (cars, people, morning) => {
          for (const table of ['care_item', 'care_progress', 'owner_vehicle', 'vehicle', 'owner'])
            await world.rows(`DELETE FROM ${table}`);
          world.clock.set(Date.parse(`${morning}:00.000Z`));
          const at = world.clock.date();
          const owners = people.map(() => newId(world.clock));
          for (const [index, one] of people.entries())
            await world.rows(
              `INSERT INTO owner (id, name, sex, birthday_on, birthday_calendar, birthday_leap, licence_expires_on,
                 created_at, updated_at) VALUES (?, '甲', 'unknown', ?, ?, ?, ?, ?, ?)`,
              [owners[index], one.birthday, one.calendar, one.leap, one.licence, at, at],
            );
          const ids: string[] = [];
          for (const [index, one] of cars.entries()) {
            const id = newId(world.clock);
            ids.push(id);
            const blind = String(index).padStart(22, 'x');
            await world.rows(
              `INSERT INTO vehicle (id, store_id, vin, vin_index, vin_tail, brand, model, sold_on, sold_here, \`use\`,
                 insured_here, insurance_expires_on, last_service_on, last_paid_visit_on, latest_km, due_kind, due_on,
                 created_at, updated_at) VALUES (?, ?, 'x', ?, 'x', 'a', 'b', ?, 1, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?)`,
              [
                id,
                one.store ? store.id : other.id,
                blind,
                one.soldOn,
                one.use,
                one.insuranceExpiresOn,
                one.lastServiceOn,
                one.lastPaidVisitOn,
                one.latestKm,
                one.kind,
                one.dueOn,
                at,
                at,
              ],
            );
            for (const number of new Set(one.people))
              await world.rows(
                "INSERT INTO owner_vehicle (owner_id, vehicle_id, role, created_at) VALUES (?, ?, 'owner', ?)",
                [owners[number], id, at],
              );
          }
          await world.run(planCareJob);
          const now = world.clock.now();
          const rules = new RuleTable([]).forStore(store.id);
          const wanted = (await world.get(DueCarRepository).byIds(ids))
            .flatMap((one) => planItems(one, rules, now, 30, 'ahead'))
            .map((item) =>
              [
                item.vehicleId,
                item.storeId,
                item.rule,
                item.cycle,
                item.stage,
                item.edition,
                item.dueOn,
                item.notBefore,
                item.expiresAt,
                item.state,
                item.why,
              ].join(' '),
            );
          const rows = await world.rows<Item & { store_id: string }>('SELECT * FROM care_item');
          const written = rows.map((row) =>
            [
              row.vehicle_id,
              row.store_id,
              row.rule,
              row.cycle,
              row.stage,
              row.edition,
              row.due_on,
              row.not_before.getTime(),
              row.expires_at.getTime(),
              row.state,
              row.why,
            ].join(' '),
          );
          expect(written.sort()).toEqual(wanted.sort());
          await world.rows('DELETE FROM care_progress');
          await world.run(planCareJob);
          expect(await world.rows("SELECT * FROM care_item WHERE state = 'stopped'")).toEqual([]);
        },
      ),
      { numRuns: 12 },
    );
  });
});
