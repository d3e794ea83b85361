import {
  gameKindLabel,
  gameStateLabel,
  type routes,
  type StaffGameItem,
  type StaffGameView,
  saySegment,
} from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { type StaffActor, storesOf } from '../../../platform/auth/index.js';
import { hashSecret } from '../../../platform/crypto/index.js';
import { AppError } from '../../../platform/errors/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { isPublic } from '../../../platform/planned/index.js';
import { budgetOf, PlanHeads, seen } from '../../campaign/index.js';
import { MiniCodes } from '../../media/index.js';
import { offersOf } from '../domain/game-prizes.js';
import { type Game, GameRepository } from '../persistence/game.repository.js';
import { GameFigures, type WinTotals } from '../persistence/game-figures.repository.js';
import { PrizeStock } from '../persistence/prize-stock.repository.js';

type Routes = (typeof routes)['staffGame'];

/** Games as staff see them. */
@Injectable()
export class StaffGames {
  constructor(
    private readonly games: GameRepository,
    private readonly figures: GameFigures,
    private readonly stock: PrizeStock,
    private readonly heads: PlanHeads,
    private readonly codes: MiniCodes,
  ) {}

  /** The mini-program code that opens it, for a poster; null while WeChat does not give it. Throws CAMPAIGN.STATE. */
  async codePicture(actor: StaffActor, id: string): Promise<string | null> {
    const { state } = seen(actor, await this.games.findById(id));
    if (!isPublic(state)) throw new AppError('CAMPAIGN.STATE');
    return this.codes.picture('subpackages/game/detail/index', id);
  }

  async list(actor: StaffActor, query: QueryOf<Routes['list']>): Promise<ViewOf<Routes['list']>> {
    const { page, pageSize, storeId, ...filter } = query;
    const { found, total } = await this.games.search(storesOf(actor, storeId), { ...filter, page, pageSize });
    return { items: await this.items(actor, found), total, page, pageSize };
  }

  /** Those that wait for a yes, the one that starts first on top. */
  async approvals(actor: StaffActor): Promise<ViewOf<Routes['approvals']>> {
    const waiting = (await this.games.inStates(['submitted'])).filter(({ plan }) =>
      plan.storeIds.some((storeId) => actor.storeIds.includes(storeId)),
    );
    return { items: await this.items(actor, waiting) };
  }

  async detail(actor: StaffActor, id: string): Promise<StaffGameView> {
    const game = seen(actor, await this.games.findById(id));
    const [[item], prizes] = await Promise.all([this.items(actor, [game]), this.prizes(game)]);
    if (!item) throw new Error('A game without a view');
    const { plan, version, state, secret } = game;
    return {
      ...item,
      version,
      plan,
      audience: saySegment(plan.segment),
      prizes,
      commitment: isPublic(state) ? hashSecret(secret) : null,
    };
  }

  /** The prizes with their stock; of a draft all are there. */
  async prizes({ id, plan }: Game): Promise<StaffGameView['prizes']> {
    const [stock, wins] = await Promise.all([this.stock.ofGames([id]), this.figures.winsByPrize(id)]);
    const rows = stock.get(id) ?? [];
    return offersOf(plan).map(({ kind, name, condition, count, costFen }, number) => ({
      kind,
      name,
      condition,
      count,
      left: rows[number]?.left ?? count,
      wins: wins.get(number) ?? 0,
      costFen,
    }));
  }

  private async items(actor: StaffActor, games: readonly Game[]): Promise<StaffGameItem[]> {
    const [headOf, totalsOf] = await Promise.all([
      this.heads.of(actor, games),
      this.figures.totals(games.map(({ id }) => id)),
    ]);
    return games.map((game) => ({
      ...headOf(game),
      kind: game.plan.kind,
      kindLabel: gameKindLabel[game.plan.kind],
      state: game.state,
      stateLabel: gameStateLabel[game.state],
      meter: meterOf(game, totalsOf(game.id)),
    }));
  }
}

function meterOf(game: Game, { wins, wonFen, paidFen, players }: WinTotals): StaffGameItem['meter'] {
  const prizes = offersOf(game.plan).reduce((sum, { count }) => sum + count, 0);
  return { ...budgetOf(game, wonFen), wonFen, paidFen, prizes, wins, players };
}
