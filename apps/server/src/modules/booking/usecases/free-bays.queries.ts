import { addDays, MINUTE_MS, startOfBusinessDay } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { type Bay, StoreCatalog } from '../../store/index.js';
import { awayIn, openDay } from '../domain/slots.js';
import { freeStretches, minutesOf, type Stretch } from '../domain/stretches.js';
import { CapacityRepository } from '../persistence/capacity.repository.js';

/** Shorter times are of use to nobody. */
const WORTH_MINUTES = 30;

export interface FreeBay {
  bay: Bay;
  /** Of at least half an hour, in milliseconds. */
  stretches: Stretch[];
  freeMinutes: number;
}

/** Where a store has room on a day, for the rooms that fill it. */
@Injectable()
export class FreeBays {
  constructor(
    private readonly stores: StoreCatalog,
    private readonly capacity: CapacityRepository,
    private readonly clock: Clock,
  ) {}

  /** From now on, if the day is today. Throws STORE.NOT_FOUND. */
  async of(storeId: string, on: string): Promise<{ open: boolean; bays: FreeBay[] }> {
    const [from, to] = [startOfBusinessDay(on), startOfBusinessDay(addDays(on, 1))];
    const [calendar, bays, closures, taken] = await Promise.all([
      this.stores.calendarOf(storeId, on),
      this.stores.baysOf(storeId),
      this.stores.closuresOf(storeId, from),
      this.capacity.takenBetween(storeId, from, to),
    ]);
    if (!calendar) throw new AppError('STORE.NOT_FOUND');
    const day = openDay(calendar.calendar, on);
    const away = awayIn(from, to, closures);
    const now = this.clock.now();
    return {
      open: day.opens !== null,
      bays: bays.map((bay) => {
        const stretches = freeStretches(day, bay.id, taken, away, now).filter(
          (stretch) => stretch.to - stretch.from >= WORTH_MINUTES * MINUTE_MS,
        );
        return { bay, stretches, freeMinutes: minutesOf(stretches) };
      }),
    };
  }
}
