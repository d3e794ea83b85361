import { type NoPlayReason, noPlayText } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { fieldCipher } from '../../../platform/crypto/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { Invitations, type Visible } from '../../campaign/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { noPlayOf, phaseOf, turnsLeft } from '../domain/game-words.js';
import { type Game, GameRepository } from '../persistence/game.repository.js';
import { PlayRepository } from '../persistence/play.repository.js';

/** What a person may still do. */
export interface Chances {
  readonly triesLeft: number;
  readonly noPlay: NoPlayReason | null;
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
    private readonly invitations: Invitations,
    private readonly owners: OwnerDirectory,
    private readonly clock: Clock,
  ) {}

  /** A game for somebody who has a car at one of its stores, invited or not; not found for everybody else. */
  async find(ownerId: string, id: string): Promise<Visible<Game>> {
    return this.invitations.check(ownerId, await this.games.findById(id));
  }

  /** By game. */
  async chances(ownerId: string, visible: readonly Visible<Game>[]): Promise<Map<string, Chances>> {
    const ids = visible.map(({ planned }) => planned.id);
    const [turns, ended] = await Promise.all([
      this.plays.turnsOf(ownerId, ids, this.clock.today()),
      this.plays.quizzesEnded(ownerId, ids),
    ]);
    const now = this.clock.now();
    return new Map(
      visible.map(({ planned: game, invited }) => {
        const { kind, wheel } = game.plan;
        const once = Number(!ended.has(game.id));
        const tries =
          kind === 'wheel' && wheel
            ? turnsLeft(wheel, turns.get(game.id) ?? { today: 0, all: 0 })
            : { triesLeft: once, triesInAll: once };
        const noPlay = noPlayOf(phaseOf(game, now), { invited: invited.length > 0, ...tries });
        return [game.id, { triesLeft: tries.triesLeft, noPlay }];
      }),
    );
  }

  /** What a try notes of the person: the store and car that it counts for, and the blind index of the phone. */
  async marksOf(ownerId: string, { invited }: Visible<Game>) {
    const phone = (await this.owners.phonesOf([ownerId])).get(ownerId)?.();
    return {
      ownerId,
      storeId: invited[0]?.storeId ?? '',
      vehicleId: invited[0]?.vehicleId ?? null,
      phoneIndex: phone === undefined ? null : fieldCipher().index('phone', phone),
    };
  }
}
