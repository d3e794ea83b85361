import type { GameResultsView } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { toDate } from '../../../platform/clock/index.js';
import { seen } from '../../campaign/index.js';
import { Audiences } from '../../care/index.js';
import { oddsOf } from '../domain/odds.js';
import { type Game, GameRepository } from '../persistence/game.repository.js';
import { GameFigures } from '../persistence/game-figures.repository.js';
import { StaffGames } from './staff-games.queries.js';

/** How a game came out: people, prizes, and the odds beside what was promised. */
@Injectable()
export class GameResults {
  constructor(
    private readonly games: GameRepository,
    private readonly figures: GameFigures,
    private readonly views: StaffGames,
    private readonly audiences: Audiences,
  ) {}

  /** Of all stores of the game; a game without a store of theirs answers like a missing one. */
  async show(actor: StaffActor, id: string): Promise<GameResultsView> {
    const game = seen(actor, await this.games.findById(id));
    const { plan } = game;
    const [audience, seenBy, totalsOf, spread, prizes, byDay] = await Promise.all([
      this.audiences.count(plan.storeIds, plan.segment),
      this.games.countSeen(id),
      this.figures.totals([id]),
      this.figures.spread(id),
      this.views.prizes(game),
      this.figures.byDay(id),
    ]);
    const { players, wonFen } = totalsOf(id);
    return {
      from: toDate(game.startsAt).toISOString(),
      until: toDate(game.endsAt).toISOString(),
      reachable: audience.owners,
      seen: seenBy,
      players,
      ...spread,
      costFen: wonFen,
      costPerPlayerFen: players === 0 ? null : Math.round(wonFen / players),
      prizes,
      segments: await this.segments(game),
      scores: plan.kind === 'quiz' ? await this.figures.scores(id) : [],
      questions: await this.questions(game),
      byDay,
    };
  }

  private async segments({ id, plan }: Game): Promise<GameResultsView['segments']> {
    if (plan.kind !== 'wheel') return [];
    const counts = await this.figures.segments(id);
    const sum = (which: 'drawn' | 'landed', place: number) =>
      counts.reduce((total, row) => total + (row[which] === place ? row.plays : 0), 0);
    return (plan.wheel?.segments ?? []).map(({ name, odds }, place) => ({
      name,
      odds,
      oddsText: oddsOf(odds),
      drawn: sum('drawn', place),
      landed: sum('landed', place),
    }));
  }

  private async questions({ id, plan }: Game): Promise<GameResultsView['questions']> {
    if (plan.kind !== 'quiz') return [];
    const counts = await this.figures.questions(id);
    return (plan.quiz?.questions ?? []).map(({ text }, place) => ({
      number: place + 1,
      text,
      ...(counts.get(place) ?? { asked: 0, right: 0, late: 0 }),
    }));
  }
}
