import { gameKindLabel, type PlayView, playStateLabel, type routes } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { wonPrizeOf } from '../../campaign/index.js';
import { mostScore, offersOf } from '../domain/game-prizes.js';
import { playText } from '../domain/game-words.js';
import { type Game, GameRepository } from '../persistence/game.repository.js';
import { type Play, PlayRepository } from '../persistence/play.repository.js';
import { type Win, WinRepository } from '../persistence/win.repository.js';
import { rollInput } from './wheel-roll.js';

type Routes = (typeof routes)['game'];

/** An owner's tries: how they went, what was won and what to do next. */
@Injectable()
export class PlayViews {
  constructor(
    private readonly games: GameRepository,
    private readonly plays: PlayRepository,
    private readonly wins: WinRepository,
    private readonly clock: Clock,
  ) {}

  async list(ownerId: string, query: QueryOf<Routes['myPlays']>): Promise<ViewOf<Routes['myPlays']>> {
    const found = await this.plays.listOfOwner(ownerId, query.cursor, query.limit + 1);
    const shown = found.slice(0, query.limit);
    return {
      items: await this.of(shown),
      nextCursor: found.length > query.limit ? (shown.at(-1)?.id ?? null) : null,
    };
  }

  /** Views of tries, in their order. */
  async of(plays: readonly Play[]): Promise<PlayView[]> {
    const [games, wins] = await Promise.all([
      this.games.findByIds(plays.map(({ gameId }) => gameId)),
      this.wins.ofPlays(plays.map(({ id }) => id)),
    ]);
    return plays.flatMap((play) => {
      const game = games.get(play.gameId);
      return game ? [this.one(game, play, wins.get(play.id) ?? null)] : [];
    });
  }

  one(game: Game, play: Play, win: Win | null): PlayView {
    const { kind, title } = game.plan;
    const { score, missed, roll } = play;
    const prizeName = win === null ? null : (offersOf(game.plan)[win.prize]?.name ?? '');
    const isQuiz = kind === 'quiz';
    return {
      id: play.id,
      gameId: game.id,
      gameTitle: title,
      kind,
      kindLabel: gameKindLabel[kind],
      turn: play.turn,
      state: play.state,
      stateLabel: playStateLabel[play.state],
      at: toDate(play.startedAt).toISOString(),
      score: isQuiz ? score : null,
      mostScore: isQuiz ? mostScore(game.plan) : null,
      rightAnswers: isQuiz ? play.rightAnswers : null,
      segment: play.landed,
      missed,
      text: playText({ kind, done: play.state === 'done', score, prizeName, missed }),
      prize: win === null ? null : wonPrizeOf(win, prizeName ?? '', 'at_once', this.clock.now()),
      proof: roll === null ? null : { input: rollInput(game.id, play.ownerId, play.turn), roll },
    };
  }
}
