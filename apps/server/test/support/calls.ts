import { expect } from 'vitest';
import type { CareEvents } from '../../src/modules/care/index.js';
import { OwnerRepository } from '../../src/modules/owner/index.js';
import { Outbox } from '../../src/platform/outbox/index.js';
import { workCare } from './care-work.js';
import { makeVehicle, nextPhone, type TestStaff } from './factories.js';
import type { TestWorkshop } from './visits.js';
import type { World } from './world.js';

const DAY = 24 * 3_600_000;

export interface TestCall {
  id: string;
  kind: string;
  state: string;
  title: string;
  close_reason: string | null;
  attempts: number;
  next_at: Date;
  due_at: Date;
  booking_id: string | null;
  owner_id: string;
}

/** A reminder of a car that has reached nobody: its insurance, unless told otherwise. */
type Unreachable = CareEvents['care.unreachable'];

export const unreachable = (vehicleId: string, change: Partial<Unreachable> = {}): Unreachable => ({
  vehicleId,
  ownerId: null,
  rule: 'insurance',
  cycle: '2026-12-05',
  label: '车险',
  dueOn: '2026-12-05',
  topic: 'due',
  endsWithVisit: false,
  why: '车主尚未在微信绑定。',
  ...change,
});

/** Writes down how a call went. */
export const attempt = (
  staff: TestStaff,
  id: string,
  body: Parameters<TestStaff['client']['followUp']['attempt']>[0]['body'],
) => staff.client.followUp.attempt({ params: { id }, body });

/** What tests of calls do in a world. */
export function callsIn(world: World, shop: TestWorkshop) {
  const tasksOf = (vehicleId: string) =>
    world.rows<TestCall>('SELECT * FROM follow_up_task WHERE vehicle_id = ? ORDER BY id', [vehicleId]);
  const onlyTask = async (vehicleId: string): Promise<TestCall> => {
    const [task, ...more] = await tasksOf(vehicleId);
    expect(more).toEqual([]);
    if (!task) throw new Error('No call');
    return task;
  };
  /** Somebody whose number is on file and who has never opened the mini-program. */
  const makeStranger = async (phone?: string): Promise<string> => {
    const number = phone ?? nextPhone('139');
    const { id } = await world.uow.run((tx) =>
      world.get(OwnerRepository).findOrCreateByPhone(tx, number, '王小明'),
    );
    return id;
  };
  /** Says that reminders have reached nobody. */
  const say = (...payloads: Unreachable[]) =>
    world.uow.run((tx) => {
      const storeId = shop.store.id;
      const events = payloads.map((payload) => ({ type: 'care.unreachable' as const, storeId, payload }));
      return world.get(Outbox).append(tx, ...events);
    });
  const work = () => workCare(world);
  /** A car of a stranger with one open call about its insurance. */
  const makeCall = async (change: Partial<Unreachable> = {}) => {
    const ownerId = await makeStranger();
    const car = await makeVehicle(world, shop.store.id, ownerId, { lastServiceOn: '2026-11-01' });
    await say(unreachable(car.id, change));
    await world.settle();
    return { ownerId, car, task: await onlyTask(car.id) };
  };
  /** Goes to another time; whoever is logged in stays so. */
  const travelTo = async (at: number): Promise<void> => {
    await world.rows('UPDATE session SET access_until = ?', [new Date(at + DAY)]);
    world.clock.set(at);
  };
  return { tasksOf, onlyTask, makeStranger, say, work, makeCall, travelTo };
}
