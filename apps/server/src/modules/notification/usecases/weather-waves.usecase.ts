import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { StoreCatalog } from '../../store/index.js';
import { WeatherReader } from '../../weather/index.js';
import { type Step, type WaveKey, WeatherWaveRepository } from '../persistence/weather-wave.repository.js';
import { WeatherChecks } from './weather-checks.usecase.js';
import { WeatherWarnings } from './weather-warnings.usecase.js';

/** Passes that are looked at in one run; the next run takes the others. */
const WAVES = 100;

/**
 * Takes the passes over owners step by step: each step is one bounded transaction that writes its messages and how far
 * it has come, so that a crash repeats nothing and loses nothing. Any number of workers may run it at once.
 */
@Injectable()
export class WeatherWaves {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly waves: WeatherWaveRepository,
    private readonly weather: WeatherReader,
    private readonly stores: StoreCatalog,
    private readonly warnings: WeatherWarnings,
    private readonly checks: WeatherChecks,
    private readonly clock: Clock,
  ) {}

  /** Returns how many messages were written. */
  async run(): Promise<number> {
    let planned = 0;
    for (const key of await this.waves.due(this.clock.now(), WAVES)) {
      for (;;) {
        const step = await this.step(key);
        if (step === null) break;
        planned += step.planned;
        if (step.next === null) break;
      }
    }
    return planned;
  }

  /** One step; null if there is nothing left to do, or somebody else is at it. */
  private async step(key: WaveKey): Promise<Step | null> {
    return this.uow.run(async (tx) => {
      const wave = await this.waves.lock(tx, key);
      if (!wave) return null;
      const [weather, store] = await Promise.all([
        this.weather.findById(key.eventId),
        this.stores.findById(key.storeId),
      ]);
      let step: Step = { planned: 0, next: null, why: '天气或门店已不在。' };
      if (weather && store) {
        if (wave.wave === 'check') step = await this.checks.invite(tx, weather, store, wave.cursorId);
        else if (wave.wave === 'change') step = await this.warnings.allClear(tx, weather, store);
        else step = await this.warnings.warn(tx, weather, store, wave);
      }
      await this.waves.advance(tx, key, {
        ...(step.next === null ? {} : { cursorId: step.next }),
        planned: step.planned,
        doneAt: step.next === null ? this.clock.now() : null,
        why: step.why ?? '',
      });
      return step;
    });
  }
}
