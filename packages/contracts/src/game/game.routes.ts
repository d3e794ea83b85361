import { z } from 'zod';
import { wonPrizeView } from '../campaign/campaign.routes.js';
import { prizeKinds } from '../campaign/campaign-constants.js';
import { cursorOf, cursorQuery, id, idParams, instant } from '../common.schema.js';
import { defineRoutes } from '../route.js';
import { gameEndpoints } from './game.endpoints.js';
import { gameKinds, gamePhases, missReasons, noPlayReasons, playStates } from './game-constants.js';

/** One try of mine: a turn of the wheel, or a quiz. */
export const playView = z.object({
  id,
  gameId: id,
  gameTitle: z.string(),
  kind: z.enum(gameKinds),
  kindLabel: z.string(),
  /** 1, 2, 3 … within the game. */
  turn: z.int(),
  state: z.enum(playStates),
  stateLabel: z.string(),
  at: instant,
  /** Quiz. */
  score: z.int().nullable(),
  mostScore: z.int().nullable(),
  rightAnswers: z.int().nullable(),
  /** Wheel: place of the segment where it stopped. */
  segment: z.int().nullable(),
  /** Why what was drawn or reached is not given; null if it is, or if there was nothing. */
  missed: z.enum(missReasons).nullable(),
  /** One warm sentence. */
  text: z.string(),
  prize: wonPrizeView.nullable(),
  /**
   * Wheel: what the roll was made from. Once the game is over its secret is told, and
   * HMAC-SHA256(secret, input), its first 6 bytes as an integer, modulo 10,000, is the roll.
   */
  proof: z.object({ input: z.string(), roll: z.int() }).nullable(),
});
export type PlayView = z.infer<typeof playView>;

/** A quiz under way. Only the question that is asked now is told, never the ones to come. */
export const quizState = z.object({
  playId: id,
  serverNow: instant,
  total: z.int(),
  /** Questions that are over, answered or not. */
  answered: z.int(),
  score: z.int(),
  /** Of the whole quiz; count down from `leftMs`, not by the phone's clock. */
  endsAt: instant,
  leftMs: z.int(),
  /** Null between two questions (ask for the next) and when it is done. */
  question: z
    .object({
      /** From 1. */
      number: z.int(),
      text: z.string(),
      options: z.array(z.string()),
      points: z.int(),
      endsAt: instant,
      leftMs: z.int(),
    })
    .nullable(),
  done: z.boolean(),
  /** The result, once done. */
  result: playView.nullable(),
});
export type QuizState = z.infer<typeof quizState>;

const gameCore = {
  id,
  kind: z.enum(gameKinds),
  kindLabel: z.string(),
  title: z.string(),
  subtitle: z.string(),
  storeNames: z.array(z.string()),
  serverNow: instant,
  startsAt: instant,
  endsAt: instant,
  phase: z.enum(gamePhases),
  phaseLabel: z.string(),
  invited: z.boolean(),
  /** Tries I have now; a quiz that is under way counts as one. */
  triesLeft: z.int(),
  /** Why I cannot play now; null if I can. */
  noPlay: z.enum(noPlayReasons).nullable(),
  noPlayText: z.string().nullable(),
  /** One short line: 今天 20:00 开始 / 还有 2 次机会 / 已结束. */
  text: z.string(),
};
export const ownerGameItem = z.object(gameCore);
export type OwnerGameItem = z.infer<typeof ownerGameItem>;

export const ownerGameView = z.object({
  ...gameCore,
  rulesText: z.string(),
  prizes: z.array(
    z.object({
      kind: z.enum(prizeKinds),
      name: z.string(),
      count: z.int(),
      /** 概率 1.5% or 80 分以上. */
      condition: z.string(),
      /** None is left. */
      gone: z.boolean(),
    }),
  ),
  wheel: z
    .object({
      /** Clockwise from the top, all drawn alike or by their odds. */
      segments: z.array(
        z.object({
          name: z.string(),
          oddsText: z.string(),
          /** Place in `prizes`; null for a segment without one. */
          prize: z.int().nullable(),
        }),
      ),
      fallback: z.int(),
      triesPerDay: z.int(),
      triesInAll: z.int().nullable(),
      /** SHA-256 (base64url) of the secret that draws; fixed before the first turn. */
      commitment: z.string(),
      /** Told when the game is over, so that every turn can be checked. */
      secret: z.string().nullable(),
    })
    .nullable(),
  quiz: z
    .object({
      questions: z.int(),
      secondsPerQuestion: z.int(),
      secondsInAll: z.int(),
      mostScore: z.int(),
      /** A try of mine that is under way; `start` goes on with it. */
      running: z.boolean(),
    })
    .nullable(),
  /** My tries, the latest first. */
  plays: z.array(playView),
});
export type OwnerGameView = z.infer<typeof ownerGameView>;

export const spinView = z.object({
  /** Where the wheel stops. */
  segment: z.int(),
  play: playView,
  triesLeft: z.int(),
});
export type SpinView = z.infer<typeof spinView>;

export const quizAnswerBody = z.strictObject({
  /** Number of the question that is answered, from 1. */
  question: z.int().min(1).max(50),
  /** Place of the option as it was shown; null for none. */
  option: z.int().min(0).max(5).nullable(),
});
export const quizAnswerView = z.object({
  inTime: z.boolean(),
  right: z.boolean(),
  /** Place of the right option as it was shown. */
  rightOption: z.int(),
  explain: z.string(),
  points: z.int(),
  state: quizState,
});
export type QuizAnswerView = z.infer<typeof quizAnswerView>;

export const gameRoutes = defineRoutes(gameEndpoints, {
  list: { view: z.object({ serverNow: instant, items: z.array(ownerGameItem) }) },
  detail: { params: idParams, view: ownerGameView },
  spin: { params: idParams, view: spinView, errors: ['GAME.NO_PLAY', 'REQUEST.TOO_MANY'] },
  start: { params: idParams, view: quizState, errors: ['GAME.NO_PLAY'] },
  next: { params: idParams, view: quizState, errors: ['GAME.NO_PLAY'] },
  answer: {
    params: idParams,
    body: quizAnswerBody,
    view: quizAnswerView,
    errors: ['GAME.NO_PLAY', 'GAME.QUESTION'],
  },
  finish: { params: idParams, view: quizState, errors: ['GAME.NO_PLAY'] },
  myPlays: { query: z.strictObject(cursorQuery), view: cursorOf(playView) },
});
