import { atShanghai } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Wishes } from '../../messaging/index.js';
import { Advisors } from '../../staff/index.js';
import { type SampleCar, VehicleDirectory } from '../../vehicle/index.js';
import { morningOf } from '../domain/next-try.js';
import { fairOrder, laterOf, shareOut, spreadOver, talkUntil } from '../domain/sample.js';
import { type TalkPlan, TalkRepository } from '../persistence/talk.repository.js';
import { OpenFollowUp, type Wanted } from './open-follow-up.usecase.js';

/** A car that a plan may choose, with the group that it stands for. */
export interface TalkCandidate extends SampleCar {
  readonly group: string;
}

interface Draw {
  readonly candidates: readonly TalkCandidate[];
  /** Names the thing: the same car or owner leads to one talk in a cycle. */
  readonly keyOf: (candidate: TalkCandidate, ownerId: string) => string;
  readonly why: string;
  /** Business date that the words name, for instance the day of the survey. */
  readonly on?: string;
}

const CHUNK = 200;

/** Fills a plan: chooses fairly, leaves out who wants quiet, spreads over the days that are left. */
@Injectable()
export class DrawTalks {
  constructor(
    private readonly talks: TalkRepository,
    private readonly open: OpenFollowUp,
    private readonly vehicles: VehicleDirectory,
    private readonly wishes: Wishes,
    private readonly advisors: Advisors,
    private readonly clock: Clock,
  ) {}

  /**
   * Opens talks until the plan has its target or nobody is left; returns how many were new. The caller holds the row of
   * the plan, so that two fillings come one after the other; a second one finds nothing to do.
   */
  async fill(tx: Tx, plan: TalkPlan, draw: Draw): Promise<number> {
    const chosen = await this.talks.chosen(tx, plan.id);
    const missing = plan.target - chosen.filter(({ live }) => live).length;
    if (missing <= 0) return 0;
    const before = new Set(chosen.map(({ vehicleId }) => vehicleId));
    const heard = new Map<string, number>();
    for (const { id, group } of draw.candidates)
      if (before.has(id)) heard.set(group, (heard.get(group) ?? 0) + 1);
    const order = fairOrder(
      draw.candidates.filter(({ id }) => !before.has(id)),
      `${plan.storeId} ${plan.kind} ${plan.cycle}`,
      heard,
    );
    const load = new Map<string, number>();
    for (const { assigneeId } of chosen)
      if (assigneeId !== null) load.set(assigneeId, (load.get(assigneeId) ?? 0) + 1);
    const owners = new Set(chosen.map(({ ownerId }) => ownerId));
    const staff = (await this.advisors.ofStore(plan.storeId)).map(({ id }) => id);
    let opened = 0;
    for (let at = 0; at < order.length && opened < missing; at += CHUNK) {
      const picked = await this.withOwners(order.slice(at, at + CHUNK), owners);
      // Whoever has been asked by another plan of the cycle is left out by their key: then the next one is taken.
      while (picked.length > 0 && opened < missing) {
        const batch = picked.splice(0, missing - opened);
        opened += await this.openAll(tx, plan, draw, batch, staff, load);
      }
    }
    return opened;
  }

  /** Those who have an owner that does not want quiet; one car for each person. */
  private async withOwners(
    cars: readonly TalkCandidate[],
    owners: Set<string>,
  ): Promise<{ car: TalkCandidate; ownerId: string }[]> {
    const people = await this.vehicles.peopleOfMany(cars.map(({ id }) => id));
    const found = cars.flatMap((car) => {
      const ownerId = people.get(car.id)?.[0]?.ownerId;
      return ownerId === undefined ? [] : [{ car, ownerId }];
    });
    const wishes = await this.wishes.of(found.map(({ ownerId }) => ownerId));
    const now = this.clock.now();
    return found.filter(({ ownerId }) => {
      if (owners.has(ownerId) || wishes.quietUntil(ownerId, now) !== null) return false;
      owners.add(ownerId);
      return true;
    });
  }

  private async openAll(
    tx: Tx,
    plan: TalkPlan,
    draw: Draw,
    picked: readonly { car: TalkCandidate; ownerId: string }[],
    staff: readonly string[],
    load: Map<string, number>,
  ): Promise<number> {
    const today = this.clock.today();
    const days = spreadOver(picked.length, laterOf(plan.fromOn, today), plan.toOn);
    const whose =
      plan.assigneeId === null
        ? shareOut(
            picked.map(({ car }) => car.advisorId),
            staff,
            load,
          )
        : picked.map(() => plan.assigneeId);
    const wanted = picked.map(({ car, ownerId }, index): Wanted => {
      const day = days[index] ?? plan.toOn;
      return {
        key: draw.keyOf(car, ownerId),
        kind: plan.kind,
        storeId: plan.storeId,
        ownerId,
        vehicleId: car.id,
        subjectId: plan.id,
        facts: draw.on === undefined ? {} : { on: draw.on },
        why: draw.why,
        from: morningOf(day),
        dueAt: atShanghai(talkUntil(day, plan.toOn), '20:00'),
        assigneeId: whose[index] ?? null,
      };
    });
    const fresh = await this.open.talks(tx, wanted);
    for (const { key, assigneeId } of wanted)
      if (fresh.has(key) && assigneeId) load.set(assigneeId, (load.get(assigneeId) ?? 0) + 1);
    return fresh.size;
  }
}
