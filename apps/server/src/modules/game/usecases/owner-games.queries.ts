import {
  gameKindLabel,
  gamePhaseLabel,
  noPlayText,
  type OwnerGameView,
  type routes,
} from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { hashSecret } from '../../../platform/crypto/index.js';
import type { ViewOf } from '../../../platform/http/index.js';
import { Invitations, type Visible } from '../../campaign/index.js';
import { StoreCatalog } from '../../store/index.js';
import { mostScore, offersOf, prizeOfSegment } from '../domain/game-prizes.js';
import { gameLine, phaseOf } from '../domain/game-words.js';
import { oddsOf } from '../domain/odds.js';
import { type Game, GameRepository } from '../persistence/game.repository.js';
import { PlayRepository } from '../persistence/play.repository.js';
import { PrizeStock } from '../persistence/prize-stock.repository.js';
import { type Chances, GameEntry } from './game-entry.js';
import { PlayViews } from './play-views.queries.js';

type Routes = (typeof routes)['game'];
type Item = ViewOf<Routes['list']>['items'][number];

const PLAYS_SHOWN = 20;

const iso = (at: number) => toDate(at).toISOString();

/** Games as owners see them. */
@Injectable()
export class OwnerGames {
  constructor(
    private readonly games: GameRepository,
    private readonly plays: PlayRepository,
    private readonly stock: PrizeStock,
    private readonly entry: GameEntry,
    private readonly views: PlayViews,
    private readonly invitations: Invitations,
    private readonly stores: StoreCatalog,
    private readonly clock: Clock,
  ) {}

  /** Those the person is invited to that run, come, or ended within a day. */
  async list(ownerId: string): Promise<ViewOf<Routes['list']>> {
    const visible = await this.invitations.listOf(ownerId, this.games);
    return { serverNow: iso(this.clock.now()), items: await this.items(ownerId, visible) };
  }

  async detail(ownerId: string, id: string): Promise<OwnerGameView> {
    const visible = await this.entry.find(ownerId, id);
    const { planned: game } = visible;
    await this.games.seen(id, ownerId);
    const [[item], plays, stock] = await Promise.all([
      this.items(ownerId, [visible]),
      this.plays.ofOwner(id, ownerId, PLAYS_SHOWN),
      this.stock.ofGames([id]),
    ]);
    if (!item) throw new Error('A game without a view');
    const left = stock.get(id) ?? [];
    return {
      ...item,
      rulesText: game.plan.rulesText,
      prizes: offersOf(game.plan).map(({ kind, name, count, condition }, number) => ({
        kind,
        name,
        count,
        condition,
        gone: left[number]?.left === 0,
      })),
      wheel: wheelOf(game, item.phase === 'over' || game.state === 'killed'),
      quiz: quizOf(
        game,
        plays.some(({ state }) => state === 'playing'),
      ),
      plays: await this.views.of(plays),
    };
  }

  private async items(ownerId: string, visible: readonly Visible<Game>[]): Promise<Item[]> {
    const [chances, stores] = await Promise.all([
      this.entry.chances(ownerId, visible),
      this.stores.findByIds(visible.flatMap(({ planned }) => planned.plan.storeIds)),
    ]);
    const names = new Map(stores.map(({ id, name }) => [id, name]));
    return visible.map(({ planned: game, invited }) => ({
      ...this.core(game, chances.get(game.id)),
      storeNames: game.plan.storeIds.flatMap((id) => names.get(id) ?? []),
      invited: invited.length > 0,
    }));
  }

  private core(game: Game, chances: Chances | undefined) {
    const { plan } = game;
    const now = this.clock.now();
    const phase = phaseOf(game, now);
    const noPlay = chances?.noPlay ?? null;
    const triesLeft = chances?.triesLeft ?? 0;
    const line = { kind: plan.kind, startsAt: game.startsAt };
    return {
      id: game.id,
      kind: plan.kind,
      kindLabel: gameKindLabel[plan.kind],
      title: plan.title,
      subtitle: plan.subtitle,
      serverNow: iso(now),
      startsAt: iso(game.startsAt),
      endsAt: iso(game.endsAt),
      phase,
      phaseLabel: gamePhaseLabel[phase],
      triesLeft,
      noPlay,
      noPlayText: noPlay === null ? null : noPlayText[noPlay],
      text: gameLine(line, phase, noPlay, triesLeft, now),
    };
  }
}

/** The wheel with its odds; the secret only once nobody can turn it any more. */
function wheelOf({ plan, secret }: Game, over: boolean): OwnerGameView['wheel'] {
  if (plan.wheel === null) return null;
  const { segments, fallback, triesPerDay, triesInAll } = plan.wheel;
  return {
    segments: segments.map(({ name, odds }, place) => ({
      name,
      oddsText: oddsOf(odds),
      prize: prizeOfSegment(plan, place),
    })),
    fallback,
    triesPerDay,
    triesInAll,
    commitment: hashSecret(secret),
    secret: over ? secret : null,
  };
}

function quizOf({ plan }: Game, running: boolean): OwnerGameView['quiz'] {
  if (plan.quiz === null) return null;
  const { questions, secondsPerQuestion, secondsInAll } = plan.quiz;
  return {
    questions: questions.length,
    secondsPerQuestion,
    secondsInAll,
    mostScore: mostScore(plan),
    running,
  };
}
