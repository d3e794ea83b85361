import { isTalk } from '@cheban/contracts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@cheban/kernel';

const LATE_WORK = 0.06;
const CALLS_A_DAY = 60;
const WHEELS = /** @type {const} */ (['front_left', 'front_right', 'rear_left', 'rear_right']);

/**
 * What the people of the stores do: confirm, receive, work, hand over, call. All of it through the staff API.
 * @param {import('./year.mjs').Year} year
 */
export function makeStaff(year) {
  const { copy, agenda, fate, group, tally } = year;
  const desks = new Map(
    group.stores.map((store, index) => [
      store.id,
      {
        ...store,
        managerApp: copy.clientOf(store.manager, `10.203.0.${index + 1}`),
        advisorApp: copy.clientOf(store.advisor, `10.200.0.${index + 1}`),
        technicianApp: copy.clientOf(store.technician, `10.201.0.${index + 1}`),
      },
    ]),
  );
  const deskOf = (/** @type {string} */ storeId) =>
    /** @type {NonNullable<ReturnType<typeof desks.get>>} */ (desks.get(storeId));

  return {
    /** Requests that stand on the board. */
    async confirms() {
      const waiting = await copy.rows(
        "SELECT id, store_id FROM booking WHERE state = 'requested' ORDER BY id",
      );
      for (const { id, store_id } of waiting)
        await year.attempt('confirm', () =>
          deskOf(store_id).advisorApp.staffBooking.confirm({ params: { id } }),
        );
    },

    /** The car stands at the door. */
    async receive(
      /** @type {string} */ bookingId,
      /** @type {import('./group.mjs').Car} */ car,
      /** @type {ReturnType<import('./dice.mjs').Fate>} */ dice,
    ) {
      const { advisorApp } = deskOf(car.storeId);
      const visit = await year.attempt('check in', () =>
        advisorApp.workshop.checkIn({ body: { storeId: car.storeId, bookingId } }),
      );
      if (!visit) return;
      tally.count('visits');
      if (!year.cameOnce.has(car.id)) tally.count('cars that came');
      year.cameOnce.add(car.id);
      const params = { id: visit.id };
      const now = copy.clock.now();
      const promise = visit.promisedAt === null ? HOUR_MS : Date.parse(visit.promisedAt) - now;
      const late = dice.chance(LATE_WORK);
      if (late) tally.count('late work');
      const ready = now + (late ? promise + dice.int(5, 30) * MINUTE_MS : Math.floor(promise * 0.8));
      agenda.add(now + 5 * MINUTE_MS, async () => {
        await year.attempt('step', () => advisorApp.workshop.advance({ params, body: { step: 'in_work' } }));
      });
      agenda.add(ready, () => this.finishes(visit.id, car, dice));
    },

    /** The work is done: the three numbers, the bill, the keys. */
    async finishes(
      /** @type {string} */ visitId,
      /** @type {import('./group.mjs').Car} */ car,
      /** @type {ReturnType<import('./dice.mjs').Fate>} */ dice,
    ) {
      const { advisorApp, technicianApp } = deskOf(car.storeId);
      const params = { id: visitId };
      const wheels = WHEELS.map((wheel) => ({
        wheel,
        foundKpa: dice.int(200, 250),
        setKpa: 230,
        treadMm: dice.int(20, 80) / 10,
        padMm: dice.int(30, 110) / 10,
      }));
      await technicianApp.workshop.saveReport({ params, body: { wheels, sign: true } });
      await advisorApp.workshop.advance({ params, body: { step: 'ready' } });
      const paidFen = dice.int(300, 1_500) * 100;
      const days = (copy.clock.now() - year.startMs) / 86_400_000;
      await advisorApp.workshop.handOver({
        params,
        body: {
          lines: [{ name: '定期保养', kind: 'labour', quantity: 1, amountFen: paidFen }],
          paidFen,
          mileageKm: car.km + Math.round(days * car.perDay),
        },
      });
      tally.add('paid fen', paidFen);
      year.servedAt.set(car.id, copy.clock.now());
      car.bookingId = null;
    },

    async missed(/** @type {string} */ bookingId, /** @type {import('./group.mjs').Car} */ car) {
      const params = { id: bookingId };
      const done = await year.attempt('no show', () =>
        deskOf(car.storeId).advisorApp.staffBooking.noShow({ params }),
      );
      if (done) tally.count('no-shows');
      car.bookingId = null;
    },

    /** Complaints: somebody rings up, hears them out and closes what is settled. */
    async cases() {
      const open = await copy.rows(
        "SELECT id, store_id, opened_at FROM complaint_case WHERE state <> 'closed' ORDER BY opened_at, id",
      );
      for (const { id, store_id, opened_at } of open) {
        const old = copy.clock.now() - opened_at.getTime() > DAY_MS;
        const done = await year.attempt('case', () =>
          deskOf(store_id).managerApp.case.addStep({
            params: { id },
            body: old
              ? { text: '已与车主沟通并改进，车主认可。', state: 'closed', photoIds: [] }
              : { text: '已致电车主了解情况。', state: 'working', photoIds: [] },
          }),
        );
        if (done) tally.count(old ? 'cases closed' : 'cases worked on');
      }
    },

    /** An hour at the phone: calls that are to be made now, the oldest first. */
    async calls() {
      const now = new Date(copy.clock.now());
      const tasks = await copy.rows(
        `SELECT id, store_id, owner_id, vehicle_id, kind, attempts FROM follow_up_task
          WHERE state IN ('open', 'waiting') AND next_at <= ? ORDER BY due_at, id LIMIT ?`,
        [now, CALLS_A_DAY],
      );
      for (const task of tasks) {
        const person = year.personById.get(task.owner_id);
        const dice = fate('call', person?.number ?? 0, copy.clock.now(), task.kind);
        const seen = Number(task.attempts);
        /** @type {object} */
        const talk = isTalk(task.kind);
        let body = { outcome: talk ? 'absent' : 'no_answer', seen };
        if (talk && person && dice.chance(0.7)) {
          body = {
            outcome: 'met',
            answers: { satisfaction: 5 + Math.floor(dice.chance(0.8) ? 4 : 0) },
            seen,
          };
        } else if (!talk && person && dice.chance(person.temper.answersCalls)) {
          body = { outcome: 'reached', seen };
          if (task.kind === 'care_call' && dice.chance(0.2)) body = { outcome: 'later', days: 30, seen };
        }
        const { advisorApp } = deskOf(task.store_id);
        const done = await year.attempt('call', () =>
          advisorApp.followUp.attempt({ params: { id: task.id }, body: /** @type {any} */ (body) }),
        );
        if (done) tally.count('calls');
      }
    },
  };
}
