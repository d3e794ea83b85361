// The loop of the mission once through, over HTTP, as people and their phones would do it: import → due → told → booked →
// confirmed → served → rated → repaired → due again. Makes its own car, so that it runs on any data, any number of times.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, live, phoneOf, session, until } from './loop-people.mjs';

const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;
const dayFromNow = (/** @type {number} */ days) =>
  new Date(Date.now() + SHANGHAI_MS + days * DAY_MS).toISOString().slice(0, 10);

/** A car whose store asks for a service every three months and that had its last one 84 days ago: due within a week. */
function exportOf(/** @type {string} */ run) {
  const vin = `LVGLA0P0${run.padStart(9, '0')}`;
  const plate = `晋A${run.slice(-5)}`;
  const phone = `139${run.padStart(8, '0').slice(-8)}`;
  const visits = [420, 336, 252, 168, 84].map((ago, index) => ({
    on: dayFromNow(-ago),
    km: 3_000 + index * 3_300,
  }));
  const vehicles = [
    '客户姓名,手机号码,车架号(VIN),车牌号,品牌,车型,颜色,购车日期,销售来源,使用性质,商业险到期日,服务顾问',
    `巡检车主,${phone},${vin},${plate},广汽丰田,凯美瑞,白,${dayFromNow(-500)},本店,家用,${dayFromNow(40)},刘敏`,
  ];
  const history = [
    '工单号,车架号,进厂日期,里程,业务类型,结算金额,服务顾问,状态',
    ...visits.map(
      (visit, index) => `LOOP${run}${index},${vin},${visit.on},${visit.km},保养,580.00,刘敏,已结算`,
    ),
  ];
  return { vin, plate, phone, vehicles: `${vehicles.join('\n')}\n`, history: `${history.join('\n')}\n` };
}

/** @typedef {import('./check.mjs').CheckContext} Context */

/** @type {import('./check.mjs').CheckStep[]} */
export const steps = [
  {
    name: "A dealership's export goes in",
    run: async ({ cli, state, addresses, demo }) => {
      const run = String(Date.now() % 100_000_000);
      state.car = exportOf(run);
      state.run = run;
      state.logins = demo.staff;
      const folder = await mkdtemp(join(tmpdir(), 'cheban-loop-'));
      try {
        for (const kind of ['vehicles', 'history']) {
          const file = join(folder, `${kind}.csv`);
          await writeFile(file, state.car[kind]);
          const { code, stdout, output } = await cli(['import', kind, file, '--store', 'S1', '--json']);
          expect(code === 0, `the import of ${kind} ended with ${code}: ${output.slice(-400)}`);
          const result = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}');
          expect(
            Object.keys(result.errors).length === 0,
            `errors in ${kind}: ${JSON.stringify(result.errors)}`,
          );
          expect(result.created === result.rows && result.rows > 0, `${kind}: ${JSON.stringify(result)}`);
        }
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
      state.advisor = await session(addresses, demo, 'advisor1');
      return `car ${state.car.plate}`;
    },
  },
  {
    name: 'A service falls due, by date and pace',
    run: async ({ state }) => {
      const { items } = await state.advisor.get('/staff/search', { q: state.car.plate.slice(-5) });
      const hit = items.find((/** @type {any} */ one) => one.plate === state.car.plate);
      expect(hit, 'the car is not found by the tail of its plate');
      state.ownerId = hit.ownerId;
      const owner = await state.advisor.get(`/staff/owners/${hit.ownerId}`);
      const [vehicle] = owner.vehicles;
      expect(vehicle.due, 'nothing is due');
      expect(vehicle.kmPerDay > 10, `no pace was learned: ${vehicle.kmPerDay}`);
      expect(vehicle.due.daysLeft <= 14 && vehicle.due.daysLeft >= -2, `due in ${vehicle.due.daysLeft} days`);
      state.dueOn = vehicle.due.dueOn;
      state.storeId = vehicle.storeId;
      return vehicle.due.why;
    },
  },
  {
    name: 'The owner logs in, consents and binds the phone',
    run: async ({ state, addresses }) => {
      state.phone = await phoneOf(addresses, {
        key: `loop${state.run}`,
        phone: state.car.phone,
        plate: state.car.plate,
      });
      state.owner = await state.phone.login();
      const me = await state.owner.get('/me');
      expect(me.bound && me.consented, 'phone or consent is missing');
      expect(
        me.vehicles.some((/** @type {any} */ one) => one.plate === state.car.plate),
        'the imported car is not theirs',
      );
      const home = await state.owner.get('/owner/home');
      expect(home.cars[0].due.dueOn === state.dueOn, 'owner and staff see different due dates');
    },
  },
  {
    name: 'One message reaches the phone, with reason and button',
    run: async ({ state }) => {
      const message = await until('the reminder', () => state.phone.received('service_due'));
      expect(message.page?.includes('booking/create'), `the card opens ${message.page}`);
      state.messageId = new URLSearchParams(message.page.split('?')[1]).get('messageId');
      expect(state.messageId, 'the card does not say which message it is');
      return `${message.channel}: ${message.fields.map((/** @type {any} */ field) => field.value).join(' · ')}`;
    },
  },
  {
    name: 'The booking page is filled in',
    run: async ({ state }) => {
      const page = await state.owner.get('/owner/booking-prefill', { messageId: state.messageId });
      expect(
        page.vehicles.find((/** @type {any} */ one) => one.id === page.vehicleId)?.plate === state.car.plate,
        'wrong car',
      );
      expect(
        page.services.find((/** @type {any} */ one) => one.id === page.serviceId)?.kind === 'service',
        'wrong service',
      );
      expect(page.advisorId, "the car's own advisor is not filled in");
      expect(page.slots.firstFreeAt, 'no free slot in the next days');
      state.prefill = page;
      return `${page.slots.firstFreeAt}`;
    },
  },
  {
    name: 'Booked; the advisor sees it without reloading',
    run: async ({ state, addresses }) => {
      const stream = await live(addresses, state.advisor.token);
      try {
        const { vehicleId, storeId, serviceId, advisorId, slots } = state.prefill;
        const body = {
          vehicleId,
          storeId,
          serviceId,
          advisorId,
          startsAt: slots.firstFreeAt,
          note: '',
          messageId: state.messageId,
        };
        const key = `loop-${state.run}-booking`;
        state.booking = await state.owner.post('/owner/bookings', body, key);
        const again = await state.owner.post('/owner/bookings', body, key);
        expect(again.id === state.booking.id, 'a repeated tap booked twice');
        const event = await stream.next(
          (/** @type {any} */ one) => one.topic === 'booking' && one.id === state.booking.id,
        );
        expect(event.notice, 'the advisor is not told what happened');
      } finally {
        stream.close();
      }
      const day = await state.advisor.get('/staff/my-day', { storeId: state.storeId });
      expect(
        day.toConfirm.some((/** @type {any} */ one) => one.id === state.booking.id),
        'not in "my day"',
      );
    },
  },
  {
    name: 'The advisor confirms; the owner is told',
    run: async ({ state }) => {
      const confirmed = await state.advisor.post(`/staff/bookings/${state.booking.id}/confirm`);
      expect(confirmed.state === 'confirmed', `state ${confirmed.state}`);
      const message = await until('the confirmation', () => state.phone.received('booking_confirmed'));
      return message.fields.map((/** @type {any} */ field) => field.value).join(' · ');
    },
  },
  {
    name: 'Checked in by plate tail',
    run: async ({ state }) => {
      const { items } = await state.advisor.get('/staff/arrivals', {
        storeId: state.storeId,
        q: state.car.plate.slice(-4),
      });
      const found = items.find((/** @type {any} */ one) => one.plate === state.car.plate);
      expect(found?.bookingId === state.booking.id, 'the arrival does not lead to the booking');
      state.visit = await state.advisor.post('/staff/visits', {
        storeId: state.storeId,
        bookingId: found.bookingId,
        fuelEighths: 5,
        belongings: '行车记录仪',
        ownerWords: '冷车启动有异响',
      });
      const seen = await state.owner.get(`/owner/visits/${state.visit.id}`);
      expect(seen.step === 'checked_in' && seen.promisedAt, 'the owner does not see step and promised time');
    },
  },
  {
    name: 'Steps are shown; the technician signs the three numbers',
    run: async ({ state, addresses, demo }) => {
      const id = state.visit.id;
      await state.advisor.post(`/staff/visits/${id}/steps`, { step: 'in_work' });
      expect(
        (await state.owner.get(`/owner/visits/${id}`)).step === 'in_work',
        'the owner does not see the step',
      );
      const technician = await session(addresses, demo, 'tech1');
      const wheels = ['front_left', 'front_right', 'rear_left', 'rear_right'].map((wheel, index) => ({
        wheel,
        foundKpa: 210 + index * 5,
        setKpa: 230,
        treadMm: index === 0 ? 2.4 : 5.2,
        padMm: 6.5,
      }));
      const signed = await technician.put(`/staff/visits/${id}/report`, {
        wheels,
        remark: '左前轮胎建议更换',
        sign: true,
      });
      expect(signed.report.signedAt && signed.report.grade === 'amber', `grade ${signed.report.grade}`);
      for (const step of ['quality_check', 'washing', 'ready'])
        await state.advisor.post(`/staff/visits/${id}/steps`, { step });
      await until('the news that the car is ready', () => state.phone.received('visit_ready'));
    },
  },
  {
    name: 'Handed over with bill and mileage',
    run: async ({ state }) => {
      const closed = await state.advisor.post(`/staff/visits/${state.visit.id}/hand-over`, {
        lines: [
          { name: '更换机油机滤', kind: 'labour', quantity: 1, amountFen: 12_000 },
          { name: '全合成机油 4L', kind: 'part', quantity: 1, amountFen: 45_800 },
        ],
        paidFen: 57_800,
        mileageKm: 19_600,
      });
      expect(closed.step === 'handed_over' && closed.bill.paidFen === 57_800, 'the work order is not closed');
      const seen = await state.owner.get(`/owner/visits/${state.visit.id}`);
      expect(
        seen.report.wheels.length === 4 && seen.bill.paidFen === 57_800 && seen.canRate,
        'the owner lacks report or bill',
      );
    },
  },
  {
    name: 'The owner is invited and rates; two stars open a case',
    run: async ({ state, addresses, demo }) => {
      await until('the rating invitation', () => state.phone.received('rating_invitation'));
      const body = { stars: 2, nps: 3, touchpoints: { time: 2 }, tags: ['waited_long'], text: '等得有点久' };
      const rated = await state.owner.post(`/owner/visits/${state.visit.id}/rating`, body);
      expect(rated.rating.stars === 2, 'the rating is not kept');
      const repeated = await state.owner.status('POST', `/owner/visits/${state.visit.id}/rating`, body);
      expect(repeated === 409, `a second rating was answered with ${repeated}`);
      const manager = await session(addresses, demo, 'manager1');
      const { items } = await manager.get('/staff/cases', { storeId: state.storeId, pageSize: 50 });
      const opened = items.find((/** @type {any} */ one) => one.ownerId === state.ownerId);
      expect(opened?.state === 'open', 'no complaint case was opened');
      return opened.title;
    },
  },
  {
    name: 'The next service is due later',
    run: async ({ state }) => {
      const home = await state.owner.get('/owner/home');
      const due = home.cars[0].due;
      expect(due.dueOn > state.dueOn, `still due on ${due.dueOn}`);
      const messages = await state.phone.all();
      const reminders = messages.filter((/** @type {any} */ one) => one.kind === 'service_due');
      expect(reminders.length === 1, `the owner was reminded ${reminders.length} times`);
      return due.why;
    },
  },
];
