import type { GameKind, GamePlan, GameState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import { newSecret } from '../../../platform/crypto/index.js';
import { type Planned, PlannedRepository } from '../../../platform/planned/index.js';
import { GameEntity } from './game.entity.js';

export interface Game extends Planned<GamePlan> {
  /** A game is never in `approved`: a yes leads on to `scheduled` in the same transaction. */
  readonly state: GameState;
  /** Draws turns and orders; never told before the game is over. */
  readonly secret: string;
}

/** Games and their stores. */
@Injectable()
export class GameRepository extends PlannedRepository<GameEntity, GamePlan, Game> {
  protected readonly entity = GameEntity;
  readonly table = 'game';

  /** Games of some stores, the newest first; `q` is a part of the title, or the code. */
  search(
    storeIds: readonly string[],
    filter: {
      state?: GameState | undefined;
      kind?: GameKind | undefined;
      q?: string | undefined;
      page: number;
      pageSize: number;
    },
  ) {
    const { state, kind, q } = filter;
    return this.page(storeIds, state, filter, (query) => {
      if (kind !== undefined) query.andWhere('p.kind = :kind', { kind });
      if (q) query.andWhere('(LOCATE(:q, p.title) > 0 OR p.code = :code)', { q, code: asciiOf(q) });
    });
  }

  protected columnsOf({ kind, quiz, wheel, startsAt, endsAt }: GamePlan): Partial<GameEntity> {
    const [from, until] = [toDate(Date.parse(startsAt)), toDate(Date.parse(endsAt))];
    return { kind, rules: { quiz, wheel }, startsAt: from, endsAt: until };
  }

  protected override fresh(): Partial<GameEntity> {
    return { secret: newSecret() };
  }

  protected recordOf(entity: GameEntity, head: Planned): Game {
    const { kind, rules, secret, startsAt, endsAt } = entity;
    const [from, until] = [startsAt.toISOString(), endsAt.toISOString()];
    return {
      ...head,
      state: head.state as GameState,
      secret,
      plan: { ...head.plan, kind, ...rules, startsAt: from, endsAt: until },
    };
  }
}

/** Codes are ASCII: other letters cannot be compared with them. */
function asciiOf(text: string): string {
  return /^\w+$/.test(text) ? text.toUpperCase() : '';
}
