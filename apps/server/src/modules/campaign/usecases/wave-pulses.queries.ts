import { type routes, waveStateLabel } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock, monotonicMs, toDate } from '../../../platform/clock/index.js';
import { Gather } from '../../../platform/gather/index.js';
import type { ViewOf } from '../../../platform/http/index.js';
import { waveState } from '../domain/wave-state.js';
import { type WaveCourse, type WaveName, WaveRepository } from '../persistence/wave.repository.js';

type Pulse = ViewOf<(typeof routes)['campaign']['pulse']>;

/** How old what is told may be, beside the seconds between two questions of a page. */
const FRESH_MS = 1_000;
/** Waves that are kept: a few run at a time, and made-up names shall not fill the memory. */
const MOST_KEPT = 1_000;

/**
 * How waves stand, for all who wait for them: thousands of pages ask every few seconds, the database is asked once a
 * second for each wave and process.
 */
@Injectable()
export class WavePulses {
  private readonly kept = new Map<
    string,
    { readonly at: number; readonly course: Promise<WaveCourse | null> }
  >();
  private readonly asking: Gather<WaveName, WaveCourse | null>;

  constructor(
    waves: WaveRepository,
    private readonly clock: Clock,
  ) {
    this.asking = new Gather((names) => waves.coursesOf(names));
  }

  /** Null if there is no such wave, or nobody has approved it. */
  async of(name: WaveName): Promise<Pulse | null> {
    const course = await this.course(name);
    if (course === null) return null;
    const now = this.clock.now();
    const state = waveState(course.campaign, course, now);
    return {
      state,
      stateLabel: waveStateLabel[state],
      serverNow: toDate(now).toISOString(),
      startsAt: toDate(course.startsAt).toISOString(),
      endsAt: toDate(course.endsAt).toISOString(),
    };
  }

  private course(name: WaveName): Promise<WaveCourse | null> {
    const key = `${name.campaignId}:${name.number}`;
    const known = this.kept.get(key);
    const now = monotonicMs();
    if (known && now - known.at < FRESH_MS) return known.course;
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    const course = this.asking.ask(name);
    this.kept.set(key, { at: now, course });
    course.catch(() => this.kept.delete(key));
    return course;
  }
}
