import { type NoPlayReason, noPlayText } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { fieldCipher } from '../../../platform/crypto/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import { isPublic } from '../../../platform/planned/index.js';
import { type AudienceCar, Audiences } from '../../care/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { noPlayOf, phaseOf } from '../domain/game-words.js';
import { type Game, GameRepository } from '../persistence/game.repository.js';
import { type Play, PlayRepository } from '../persistence/play.repository.js';

/** A game as far as one person may see it. */
export interface VisibleGame {
  readonly game: Game;
  /** The cars by which they are invited; empty if they are not. */
  readonly invited: readonly AudienceCar[];
}

/** What a person may still do. */
export interface Chances {
  readonly triesLeft: number;
  readonly noPlay: NoPlayReason | null;
  /** The quiz that they have begun. */
  readonly quiz: Play | null;
}

/** GAME.NO_PLAY with the reason in words. */
export const noPlayError = (reason: NoPlayReason) =>
  new AppError('GAME.NO_PLAY', { fields: [{ path: 'noPlay', message: noPlayText[reason] }] });

/** Who may come in, and how often. */
@Injectable()
export class GameEntry {
  constructor(
    private readonly games: GameRepository,
    private readonly plays: PlayRepository,
    private readonly audiences: Audiences,
    private readonly owners: OwnerDirectory,
    private readonly clock: Clock,
  ) {}

  /**
   * A game for somebody who has a car at one of its stores, invited or not; for everybody else there is no such game.
   */
  async find(ownerId: string, id: string): Promise<VisibleGame> {
    const game = await this.games.findById(id);
    if (!game || !isPublic(game.state)) throw notFound();
    const { all, invited } = await this.audiences.carsOf(ownerId, game.plan.storeIds, game.plan.segment);
    if (all.length === 0) throw notFound();
    return { game, invited };
  }

  /** Games that the person is invited to, among these. */
  async invitedTo(ownerId: string, games: readonly Game[]): Promise<VisibleGame[]> {
    const visible: VisibleGame[] = [];
    for (const game of games) {
      const { invited } = await this.audiences.carsOf(ownerId, game.plan.storeIds, game.plan.segment);
      if (invited.length > 0) visible.push({ game, invited });
    }
    return visible;
  }

  /** By game. */
  async chances(ownerId: string, visible: readonly VisibleGame[]): Promise<Map<string, Chances>> {
    const ids = visible.map(({ game }) => game.id);
    const [turns, quizzes] = await Promise.all([
      this.plays.turnsOf(ownerId, ids, this.clock.today()),
      this.plays.quizzesOf(ownerId, ids),
    ]);
    const now = this.clock.now();
    return new Map(
      visible.map(({ game, invited }) => {
        const had = turns.get(game.id) ?? { today: 0, all: 0 };
        const { wheel, kind } = game.plan;
        const quiz = kind === 'quiz' ? (quizzes.get(game.id) ?? null) : null;
        const inAll =
          kind === 'quiz'
            ? Number(quiz?.state !== 'done')
            : wheel?.triesInAll === null || wheel === null
              ? null
              : Math.max(0, wheel.triesInAll - had.all);
        const perDay = kind === 'quiz' ? 1 : Math.max(0, (wheel?.triesPerDay ?? 0) - had.today);
        const triesLeft = inAll === null ? perDay : Math.min(perDay, inAll);
        const person = { invited: invited.length > 0, triesLeft, triesInAll: inAll };
        return [game.id, { triesLeft, noPlay: noPlayOf(phaseOf(game, now), person), quiz }];
      }),
    );
  }

  /** What a try notes of the person: the store and car that it counts for, and the blind index of the phone. */
  async marksOf(ownerId: string, { invited }: VisibleGame) {
    const phone = (await this.owners.phonesOf([ownerId])).get(ownerId)?.();
    return {
      ownerId,
      storeId: invited[0]?.storeId ?? '',
      vehicleId: invited[0]?.vehicleId ?? null,
      phoneIndex: phone === undefined ? null : fieldCipher().index('phone', phone),
    };
  }
}
