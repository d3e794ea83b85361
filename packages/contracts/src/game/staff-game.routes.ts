import { z } from 'zod';
import { claimStates, prizeKinds } from '../campaign/campaign-constants.js';
import {
  decisionReason,
  planErrors,
  planHeadView,
  planProblem,
  seenVersion,
} from '../campaign/staff-campaign.routes.js';
import { fen, id, idParams, instant, pageOf, pageQuery, plannedFen, shortText } from '../common.schema.js';
import { codePictureView } from '../media/media.routes.js';
import { defineRoutes } from '../route.js';
import { staffGameEndpoints } from './game.endpoints.js';
import { gamePlan } from './game.schema.js';
import { gameKinds, gameStates, missReasons, playStates } from './game-constants.js';

/** Where the money is, in fen. Always: packed = won + returned + left, and budget + returned = open + packed. */
export const gameMeter = z.object({
  budgetFen: fen,
  packedFen: fen,
  wonFen: fen,
  paidFen: fen,
  returnedFen: fen,
  leftFen: fen,
  openFen: fen,
  /** Of the budget, whole percent. */
  wonPercent: z.int(),
  prizes: z.int(),
  wins: z.int(),
  players: z.int(),
});

const staffCore = {
  ...planHeadView,
  kind: z.enum(gameKinds),
  kindLabel: z.string(),
  state: z.enum(gameStates),
  stateLabel: z.string(),
  meter: gameMeter,
};
export const staffGameItem = z.object(staffCore);
export type StaffGameItem = z.infer<typeof staffGameItem>;

const stockRow = z.object({
  kind: z.enum(prizeKinds),
  name: z.string(),
  /** 概率 1.5% or 80 分以上. */
  condition: z.string(),
  count: z.int(),
  left: z.int(),
  wins: z.int(),
  /** Each, in fen. */
  costFen: fen,
});

export const staffGameView = z.object({
  ...staffCore,
  /** Counts the edits; an approval names the one it has seen. */
  version: z.int(),
  plan: gamePlan,
  /** The audience in words. */
  audience: z.string(),
  prizes: z.array(stockRow),
  /** SHA-256 of the secret that draws; null before the approval. */
  commitment: z.string().nullable(),
});
export type StaffGameView = z.infer<typeof staffGameView>;

export const gameCheckView = z.object({
  problems: z.array(planProblem),
  audience: z.string(),
  owners: z.int(),
  cars: z.int(),
  prizes: z.int(),
  costFen: plannedFen,
  budgetFen: fen,
  /** 12 owners for a prize. */
  ownersPerPrize: z.number().nullable(),
  /** Wheel: how often a turn wins while everything is there, in words (约 30%). */
  winChance: z.string().nullable(),
  /** Wheel: turns after which the first prize is gone on average. */
  turnsUntilGone: z.int().nullable(),
  /** Quiz: the sum of all points. */
  mostScore: z.int().nullable(),
});
export type GameCheckView = z.infer<typeof gameCheckView>;

export const playRow = z.object({
  id,
  turn: z.int(),
  ownerId: id,
  ownerName: z.string(),
  phoneMasked: z.string().nullable(),
  storeName: z.string(),
  at: instant,
  state: z.enum(playStates),
  stateLabel: z.string(),
  /** 80 分 or the name of the segment. */
  resultText: z.string(),
  score: z.int().nullable(),
  missed: z.enum(missReasons).nullable(),
  prizeText: z.string().nullable(),
  amountFen: fen,
  prizeState: z.enum(claimStates).nullable(),
});
export type PlayRow = z.infer<typeof playRow>;

export const gameResultsView = z.object({
  from: instant,
  until: instant,
  /** People who could play, opened the page, played, and won. */
  reachable: z.int(),
  seen: z.int(),
  players: z.int(),
  winners: z.int(),
  plays: z.int(),
  /** Quiz: tries that reached the end. */
  finished: z.int(),
  costFen: fen,
  /** Cost for each player, in fen; null without players. */
  costPerPlayerFen: fen.nullable(),
  prizes: z.array(stockRow),
  /** Wheel: how often each segment was promised and drawn. */
  segments: z.array(
    z.object({ name: z.string(), odds: z.int(), oddsText: z.string(), drawn: z.int(), landed: z.int() }),
  ),
  /** Quiz: tries by score. */
  scores: z.array(z.object({ score: z.int(), plays: z.int() })),
  /** Quiz: how hard each question was; `asked` counts those who saw it. */
  questions: z.array(
    z.object({ number: z.int(), text: z.string(), asked: z.int(), right: z.int(), late: z.int() }),
  ),
  byDay: z.array(z.object({ on: z.string(), plays: z.int(), wins: z.int() })),
});
export type GameResultsView = z.infer<typeof gameResultsView>;

export const staffGameRoutes = defineRoutes(staffGameEndpoints, {
  list: {
    query: z.strictObject({
      ...pageQuery,
      storeId: id.optional(),
      state: z.enum(gameStates).optional(),
      kind: z.enum(gameKinds).optional(),
      /** Part of the title, or the code. */
      q: shortText.optional(),
    }),
    view: pageOf(staffGameItem),
    errors: ['STORE.NOT_FOUND'],
  },
  detail: { params: idParams, view: staffGameView },
  check: { body: gamePlan, view: gameCheckView, errors: ['STORE.NOT_FOUND'] },
  create: { body: gamePlan, view: staffGameView, errors: planErrors },
  update: {
    params: idParams,
    body: z.strictObject({ version: z.int().min(1), plan: gamePlan }),
    view: staffGameView,
    errors: [...planErrors, 'CAMPAIGN.STATE', 'CAMPAIGN.CHANGED'],
  },
  submit: { params: idParams, view: staffGameView, errors: ['CAMPAIGN.STATE', 'CAMPAIGN.PLAN'] },
  withdraw: { params: idParams, view: staffGameView, errors: ['CAMPAIGN.STATE'] },
  approvals: { view: z.object({ items: z.array(staffGameItem) }) },
  approve: {
    params: idParams,
    body: seenVersion,
    view: staffGameView,
    errors: ['CAMPAIGN.STATE', 'CAMPAIGN.OWN', 'CAMPAIGN.CHANGED', 'CAMPAIGN.PLAN'],
  },
  reject: { params: idParams, body: decisionReason, view: staffGameView, errors: ['CAMPAIGN.STATE'] },
  kill: { params: idParams, body: decisionReason, view: staffGameView, errors: ['CAMPAIGN.STATE'] },
  plays: {
    params: idParams,
    query: z.strictObject({
      ...pageQuery,
      /** Only those that won something. */
      won: z.enum(['true', 'false']).optional(),
      prizeState: z.enum(claimStates).optional(),
    }),
    view: pageOf(playRow),
  },
  playsFile: { params: idParams },
  codePicture: { params: idParams, view: codePictureView, errors: ['CAMPAIGN.STATE'] },
  results: { params: idParams, view: gameResultsView },
});
