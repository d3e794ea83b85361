import { DAY_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { notFound } from '../../../platform/errors/index.js';
import { isPublic, type Planned } from '../../../platform/planned/index.js';
import { type AudienceCar, Audiences } from '../../care/index.js';

/** A campaign or game as far as one person may see it. */
export interface Visible<T extends Planned> {
  readonly planned: T;
  /** The cars by which they are invited; empty if they are not. */
  readonly invited: readonly AudienceCar[];
}

/** What is over stays in the list so long, with its result. */
const SHOW_AFTER_MS = DAY_MS;

/** Which campaigns or games a person may see, and by which of their cars they are invited. */
@Injectable()
export class Invitations {
  constructor(
    private readonly audiences: Audiences,
    private readonly clock: Clock,
  ) {}

  /** Those the person is invited to that run, come, or ended within a day. */
  async listOf<T extends Planned>(
    ownerId: string,
    rows: { runningAt(storeIds: readonly string[], after: number): Promise<T[]> },
  ): Promise<Visible<T>[]> {
    const cars = await this.audiences.carsOf(ownerId);
    const storeIds = [...new Set(cars.map(({ storeId }) => storeId))];
    const visible: Visible<T>[] = [];
    for (const planned of await rows.runningAt(storeIds, this.clock.now() - SHOW_AFTER_MS)) {
      const invited = await this.audiences.among(carsAt(cars, planned), planned.plan.segment);
      if (invited.length > 0) visible.push({ planned, invited });
    }
    return visible;
  }

  /**
   * One for somebody who has a car at one of its stores, invited or not; for everybody else there is no such campaign
   * or game.
   */
  async check<T extends Planned>(ownerId: string, planned: T | null): Promise<Visible<T>> {
    if (!planned || !isPublic(planned.state)) throw notFound();
    const cars = carsAt(await this.audiences.carsOf(ownerId), planned);
    if (cars.length === 0) throw notFound();
    return { planned, invited: await this.audiences.among(cars, planned.plan.segment) };
  }
}

const carsAt = (cars: readonly AudienceCar[], { plan }: Planned) =>
  cars.filter(({ storeId }) => plan.storeIds.includes(storeId));
