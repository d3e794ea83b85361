import { claimStateLabel, type PlayRow, playStateLabel, type routes } from '@cheban/contracts';
import { csvOf, formatYuan, maskPhone } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { owned, PlanSteps, prizeText, seen } from '../../campaign/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { StoreCatalog } from '../../store/index.js';
import { offersOf } from '../domain/game-prizes.js';
import { type Game, GameRepository } from '../persistence/game.repository.js';
import { GameFigures, type PlayFact } from '../persistence/game-figures.repository.js';

type Routes = (typeof routes)['staffGame'];

const MOST_ROWS = 100_000;
const PAGE = 1_000;

/** Who played and won what, for staff: a list and a file. */
@Injectable()
export class PlayList {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly games: GameRepository,
    private readonly figures: GameFigures,
    private readonly owners: OwnerDirectory,
    private readonly stores: StoreCatalog,
    private readonly steps: PlanSteps,
  ) {}

  async page(
    actor: StaffActor,
    id: string,
    query: QueryOf<Routes['plays']>,
  ): Promise<ViewOf<Routes['plays']>> {
    const game = seen(actor, await this.games.findById(id));
    const { page, pageSize, prizeState } = query;
    const filter = { prizeState, won: query.won === undefined ? undefined : query.won === 'true' };
    const { plays, total } = await this.figures.plays(
      id,
      actor.storeIds,
      filter,
      pageSize,
      (page - 1) * pageSize,
    );
    return { items: await this.rows(game, plays), total, page, pageSize };
  }

  /** All of a game as CSV; the export is audited. */
  async file(actor: StaffActor, id: string): Promise<string> {
    const game = owned(actor, await this.games.findById(id));
    const rows: PlayRow[] = [];
    for (let offset = 0; offset < MOST_ROWS; offset += PAGE) {
      const { plays } = await this.figures.plays(id, actor.storeIds, {}, PAGE, offset);
      rows.push(...(await this.rows(game, plays)));
      if (plays.length < PAGE) break;
    }
    const text = `导出活动“${game.plan.title}”参与名单 ${rows.length} 条`;
    await this.uow.run((tx) => this.steps.note(tx, actor, 'game.export', text, game));
    return csvOf([
      ['参与时间', '第几次', '姓名', '手机', '门店', '结果', '奖品', '金额（元）', '奖品状态'],
      ...rows.map((row) => [
        row.at,
        String(row.turn),
        row.ownerName,
        row.phoneMasked ?? '',
        row.storeName,
        row.resultText,
        row.prizeText ?? '',
        formatYuan(row.amountFen),
        row.prizeState === null ? '' : claimStateLabel[row.prizeState],
      ]),
    ]);
  }

  private async rows(game: Game, plays: readonly PlayFact[]): Promise<PlayRow[]> {
    const ids = plays.map(({ ownerId }) => ownerId);
    const [owners, phones, stores] = await Promise.all([
      this.owners.findByIds(ids),
      this.owners.phonesOf(ids),
      this.stores.findByIds(plays.map(({ storeId }) => storeId)),
    ]);
    const storeNames = new Map(stores.map(({ id, name }) => [id, name]));
    return plays.map((play) => {
      const phone = phones.get(play.ownerId)?.();
      return {
        ...wonOf(game, play),
        id: play.id,
        turn: play.turn,
        ownerId: play.ownerId,
        ownerName: owners.get(play.ownerId)?.name ?? '',
        phoneMasked: phone === undefined ? null : maskPhone(phone),
        storeName: storeNames.get(play.storeId) ?? '',
        at: play.startedAt.toISOString(),
        state: play.state,
        stateLabel: playStateLabel[play.state],
        missed: play.missed,
      };
    });
  }
}

/** How a try came out. */
function wonOf({ plan }: Game, { score, landed, prize, amountFen, prizeState }: PlayFact) {
  const offer = prize === null ? undefined : offersOf(plan)[prize];
  const segment = landed === null ? undefined : plan.wheel?.segments[landed];
  const fen = amountFen ?? 0;
  return {
    resultText: plan.kind === 'quiz' ? `${score} 分` : (segment?.name ?? ''),
    score: plan.kind === 'quiz' ? score : null,
    prizeText: offer ? prizeText(offer.kind, offer.name, fen) : null,
    amountFen: fen,
    prizeState,
  };
}
