import { addDays, atShanghai, businessDate, DAY_MS, HOUR_MS, MINUTE_MS } from '@cheban/kernel';

/** Somebody who does nothing more about it today looks again at the next reminder. */
const QUICKEST_MS = 3 * MINUTE_MS;
const SLOWEST_MS = 5 * HOUR_MS;
const NO_SHOW = 0.04;
const CANCELS = 0.05;
const MOVES = 0.06;
const DAYS_AHEAD = 10;
/** Whoever has read in WeChat what wants no answer seldom opens the app for it. */
const OPENS_NEWS = 0.3;
const RATED = ['rating_invitation', 'visit_thanks', 'rating_reminder'];
const BOOKING_PAGE = 'subpackages/booking/create';

/**
 * What the owners do, by their temper: they read what reached their phones, book, answer, move, cancel, come or do
 * not, rate; some sell the car or want no more reminders. All of it through the owner API.
 * @param {import('./year.mjs').Year} year
 */
export function makeOwners(year) {
  const { copy, agenda, fate, group, tally } = year;
  const byOpenid = new Map(
    group.people.flatMap((person) => (person.openid === null ? [] : [[person.openid, person]])),
  );
  const clients = new Map();
  const app = (/** @type {import('./group.mjs').Person} */ person) => {
    const known = clients.get(person);
    if (known) return known;
    const made = copy.clientOf(String(person.token), copy.placeOf(person));
    clients.set(person, made);
    return made;
  };
  /** @type {Map<string, import('./group.mjs').Car>} */
  const carById = new Map(group.cars.map((car) => [car.id, car]));

  /** The pop-up that asks for one more reminder; the simulator and our server hear of a yes. */
  async function askSubscribe(
    /** @type {import('./group.mjs').Person} */ person,
    /** @type {'after_booking' | 'after_rating' | 'home'} */ scene,
    /** @type {ReturnType<import('./dice.mjs').Fate>} */ dice,
  ) {
    if (!dice.chance(person.temper.accepts)) return;
    const { templates } = await app(person).message.subscribeTemplates({ query: { scene } });
    const results = templates
      .slice(0, 3)
      .map((/** @type {{ templateId: string }} */ { templateId }) => ({ templateId, result: 'accept' }));
    if (results.length === 0) return;
    for (const { templateId } of results)
      copy.simulator.world.credits.add(String(person.openid), templateId, 1);
    await app(person).message.subscribeResults({ body: { scene, results } });
  }

  /** Books the first slot that suits; true if there is a booking then. */
  async function book(
    /** @type {import('./group.mjs').Car} */ car,
    /** @type {ReturnType<import('./dice.mjs').Fate>} */ dice,
    /** @type {string | undefined} */ messageId,
  ) {
    const { owner } = car;
    const form = await app(owner).booking.prefill({
      query: messageId ? { messageId } : { vehicleId: car.id },
    });
    if (form.openBookingId !== null) return false;
    const wish = addDays(businessDate(copy.clock.now()), dice.int(1, DAYS_AHEAD));
    const free = form.slots.days
      .filter(({ on }) => on >= wish)
      .flatMap(({ slots }) => slots)
      .filter((slot) => slot.free);
    for (const slot of [dice.pick(free.slice(0, 40)), ...free.slice(0, 3)].filter(Boolean)) {
      const booked = await year.attempt('book', () =>
        app(owner).booking.create({
          body: {
            vehicleId: form.vehicleId,
            storeId: form.storeId,
            serviceId: form.serviceId,
            startsAt: slot.startsAt,
            advisorId: form.advisorId,
            ...(messageId ? { messageId } : {}),
          },
        }),
      );
      if (!booked) continue;
      tally.count(messageId ? 'bookings after a message' : 'bookings unasked');
      const booker = carById.get(booked.vehicleId);
      if (booker) booker.bookingId = booked.id;
      await askSubscribe(owner, 'after_booking', dice);
      comes(booked.id, Date.parse(booked.startsAt), carById.get(booked.vehicleId) ?? car);
      return true;
    }
    tally.count('found no slot');
    return false;
  }

  /** What becomes of a booking: moved, cancelled, forgotten, or the car stands at the door. */
  function comes(
    /** @type {string} */ id,
    /** @type {number} */ startsAt,
    /** @type {import('./group.mjs').Car} */ car,
    moved = 0,
  ) {
    const dice = fate('booking', car.number, startsAt);
    const params = { id };
    const early = startsAt - 5 * HOUR_MS;
    if (early > copy.clock.now() && dice.chance(CANCELS)) {
      agenda.add(early, async () => {
        const gone = await year.attempt('cancel', () =>
          app(car.owner).booking.cancel({ params, body: { reason: '临时有事' } }),
        );
        if (gone) car.bookingId = null;
        tally.count('cancelled');
      });
      return;
    }
    if (early > copy.clock.now() && moved === 0 && dice.chance(MOVES)) {
      agenda.add(early, async () => {
        const form = await app(car.owner).booking.detail({ params });
        const { days } = await app(car.owner).booking.slots({
          query: { storeId: form.storeId, serviceId: form.serviceId },
        });
        const slot = days.flatMap((day) => day.slots).find((entry) => entry.free);
        const there = slot
          ? await year.attempt('move', () =>
              app(car.owner).booking.reschedule({ params, body: { startsAt: slot.startsAt } }),
            )
          : undefined;
        if (there) tally.count('moved');
        comes(id, there ? Date.parse(there.startsAt) : startsAt, car, 1);
      });
      return;
    }
    if (dice.chance(NO_SHOW)) {
      agenda.add(startsAt + 2 * HOUR_MS, () => year.staff.missed(id, car));
      return;
    }
    const late = dice.chance(0.15) ? dice.int(10, 40) : 0;
    agenda.add(startsAt + late * MINUTE_MS, () => year.staff.receive(id, car, dice));
  }

  /** People who will take their phone in hand. */
  const looking = new Set();

  /** Somebody takes the phone in hand because it buzzed, and sees all that has come since they last looked. */
  async function reads(
    /** @type {import('./group.mjs').Person} */ person,
    /** @type {ReturnType<import('./dice.mjs').Fate>} */ dice,
  ) {
    const { items } = await app(person).message.list({ query: { limit: 5 } });
    const unread = items.filter((/** @type {{ read: boolean }} */ { read }) => !read);
    const asking = unread.find(asks);
    const message = asking ?? unread[0];
    if (!message || (!asking && !dice.chance(OPENS_NEWS))) return;
    await app(person).message.open({ params: { id: message.id } });
    tally.count('opened');
    if (RATED.includes(message.kind)) return rates(person, dice);
    if (!asking) return;
    if (dice.chance(person.temper.elsewhere)) {
      await year.attempt('answer', () =>
        app(person).message.answer({
          params: { id: message.id },
          body: { answer: 'done_elsewhere', on: businessDate(copy.clock.now() - 2 * DAY_MS), reason: 'near' },
        }),
      );
      tally.count('done elsewhere');
      return;
    }
    if (dice.chance(person.temper.heeds)) {
      const car = person.cars.find(({ soldAt }) => soldAt === null);
      if (car) await book(car, dice, message.id);
      return;
    }
    if (dice.chance(0.1)) {
      await year.attempt('answer', () =>
        app(person).message.answer({ params: { id: message.id }, body: { answer: 'later', days: 7 } }),
      );
      tally.count('asked for later');
    }
  }

  async function rates(
    /** @type {import('./group.mjs').Person} */ person,
    /** @type {ReturnType<import('./dice.mjs').Fate>} */ dice,
  ) {
    if (!dice.chance(person.temper.rates)) return;
    const { items } = await app(person).visit.list({ query: { limit: 1 } });
    const [visit] = items;
    if (!visit) return;
    const stars = dice.pick([5, 5, 5, 5, 4, 4, 3, 2]);
    const given = await year.attempt('rate', () =>
      app(person).visit.rate({
        params: { id: visit.id },
        body: { stars, nps: Math.min(10, stars * 2) },
      }),
    );
    if (!given) return;
    tally.count('ratings');
    if (stars <= 3) tally.count('bad ratings');
    await askSubscribe(person, 'after_rating', dice);
  }

  return {
    /** Something reached a phone. */
    heard(/** @type {string} */ openid) {
      const person = byOpenid.get(openid);
      if (!person?.token || looking.has(person)) return;
      const now = copy.clock.now();
      const dice = fate('heard', person.number, now);
      const tonight = atShanghai(businessDate(now), '22:00');
      const at = Math.min(tonight, now + dice.int(QUICKEST_MS, SLOWEST_MS));
      if (!dice.chance(0.85)) return;
      looking.add(person);
      agenda.add(at, () => {
        looking.delete(person);
        return reads(person, dice);
      });
    },

    /** What people do of themselves on a day, decided in the morning. */
    async wakes(/** @type {string} */ on) {
      for (const car of group.cars) {
        if (car.soldAt !== null) continue;
        const dice = fate('day', car.number, on);
        // In a month somebody comes as often as their temper says; a service is due every third or sixth.
        const unasked = car.owner.temper.unasked / 120;
        if (dice.chance(unasked) && car.bookingId === null && car.owner.token !== null)
          agenda.add(atShanghai(on, '10:30') + dice.int(0, 8 * 60) * MINUTE_MS, async () => {
            if (car.soldAt === null && car.bookingId === null) await book(car, dice, undefined);
          });
        if (dice.chance(0.03 / 365)) agenda.add(atShanghai(on, '12:10'), () => sells(car));
        if (dice.chance(0.02 / 365) && car.owner.token !== null)
          agenda.add(atShanghai(on, '12:20'), () => optsOut(car.owner));
        if (car.owner.token !== null && dice.chance(1 / 90))
          agenda.add(atShanghai(on, '19:00'), () => askSubscribe(car.owner, 'home', dice));
      }
    },
  };

  async function sells(/** @type {import('./group.mjs').Car} */ car) {
    if (car.bookingId !== null || car.soldAt !== null || car.owner.token === null) return;
    const { items } = await app(car.owner).message.list({ query: { limit: 20 } });
    for (const message of items) {
      const done = await year.attempt('answer', () =>
        app(car.owner).message.answer({ params: { id: message.id }, body: { answer: 'sold' } }),
      );
      if (!done) continue;
      const [row] = await copy.rows('SELECT vehicle_id FROM message WHERE id = ?', [message.id]);
      const sold = carById.get(row?.vehicle_id);
      if (sold) sold.soldAt = copy.clock.now();
      tally.count('sold');
      return;
    }
  }

  async function optsOut(/** @type {import('./group.mjs').Person} */ person) {
    await app(person).preference.save({ body: { topics: [{ topic: 'due', on: false }] } });
    person.optedOut = true;
    year.optedOutAt.set(person.id, copy.clock.now());
    tally.count('opted out');
  }
}

/** Whether a message wants something of its reader. */
function asks(/** @type {{ kind: string, action: { page: string } | null }} */ { kind, action }) {
  return RATED.includes(kind) || action?.page.startsWith(BOOKING_PAGE) === true;
}
