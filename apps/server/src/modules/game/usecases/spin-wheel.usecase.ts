import type { routes } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { notFound } from '../../../platform/errors/index.js';
import { RateLimit, type ViewOf } from '../../../platform/http/index.js';
import { isGrabbable } from '../../../platform/planned/index.js';
import { prizeOfSegment } from '../domain/game-prizes.js';
import { turnsLeft } from '../domain/game-words.js';
import { segmentAt } from '../domain/odds.js';
import { PlayRepository } from '../persistence/play.repository.js';
import { Award } from './award.js';
import { GameEntry, noPlayError } from './game-entry.js';
import { PlayViews } from './play-views.queries.js';
import { rollInput, rollOf } from './wheel-roll.js';

type SpinView = ViewOf<(typeof routes)['game']['spin']>;

/** Nobody turns a wheel more often by hand. */
const SPINS_A_MINUTE = 40;

/** One turn of the wheel. */
@Injectable()
export class SpinWheel {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly entry: GameEntry,
    private readonly plays: PlayRepository,
    private readonly award: Award,
    private readonly views: PlayViews,
    private readonly limit: RateLimit,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes a turn, draws, and takes the prize, in one transaction: what is told is committed. A prize that is gone, or
   * that the person may not have any more, stops at the segment that the plan names for it. Throws GAME.NO_PLAY,
   * REQUEST.TOO_MANY.
   */
  async spin(ownerId: string, id: string): Promise<SpinView> {
    await this.limit.hit('game.spin', ownerId, SPINS_A_MINUTE, 60);
    const visible = await this.entry.find(ownerId, id);
    const { planned: game } = visible;
    const { wheel } = game.plan;
    if (wheel === null) throw notFound();
    const marks = await this.entry.marksOf(ownerId, visible);
    return this.uow.run(async (tx) => {
      const state = await this.plays.stateOf(tx, id);
      if (state === null || !isGrabbable(state)) throw noPlayError(state === 'killed' ? 'stopped' : 'over');
      const before = (await this.entry.chances(ownerId, [visible])).get(id);
      if (before?.noPlay) throw noPlayError(before.noPlay);
      const had = await this.plays.takeTurn(tx, { gameId: id, ownerId, today: this.clock.today() }, wheel);
      if (had === null) throw noPlayError('no_tries');
      const roll = rollOf(game.secret, rollInput(id, ownerId, had.all));
      const drawn = segmentAt(wheel.segments, roll);
      const now = this.clock.now();
      const times = { startedAt: now, overAt: now };
      const play = await this.plays.insert(tx, {
        ...marks,
        ...times,
        gameId: id,
        turn: had.all,
        state: 'done',
        roll,
        drawn,
        landed: drawn,
      });
      const prize = prizeOfSegment(game.plan, drawn);
      const { win, missed } = await this.award.give(tx, game, play, prize === null ? [] : [prize]);
      const segment = missed === null ? drawn : wheel.fallback;
      if (missed !== null) await this.plays.missed(tx, play.id, missed, segment);
      const ended = { ...play, missed, landed: segment };
      const { triesLeft } = turnsLeft(wheel, had);
      return { segment, play: this.views.one(game, ended, win), triesLeft };
    });
  }
}
