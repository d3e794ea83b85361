/** Literals of games (quiz and lottery wheel), with their Chinese words. No zod: the mini-program carries this file. */
import { type CampaignState, campaignStateLabel } from '../campaign/campaign-constants.js';

export const gameKinds = ['quiz', 'wheel'] as const;
export type GameKind = (typeof gameKinds)[number];
export const gameKindLabel: Record<GameKind, string> = { quiz: '知识竞赛', wheel: '幸运转盘' };

/** Those of a campaign; nothing has to be written before the start, so that a yes leads to `scheduled` at once. */
export const gameStates = ['draft', 'submitted', 'scheduled', 'live', 'ended', 'settled', 'killed'] as const;
export type GameState = Extract<CampaignState, (typeof gameStates)[number]>;
export const gameStateLabel: Record<GameState, string> = { ...campaignStateLabel, scheduled: '待开始' };

/** A game as owners see it. */
export const gamePhases = ['coming', 'open', 'over', 'stopped'] as const;
export type GamePhase = (typeof gamePhases)[number];
export const gamePhaseLabel: Record<GamePhase, string> = {
  coming: '即将开始',
  open: '进行中',
  over: '已结束',
  stopped: '已暂停',
};

/** Why somebody cannot play now. `no_tries`: none left today; `played`: none left at all. */
export const noPlayReasons = ['not_invited', 'early', 'over', 'stopped', 'no_tries', 'played'] as const;
export type NoPlayReason = (typeof noPlayReasons)[number];
export const noPlayText: Record<NoPlayReason, string> = {
  not_invited: '这次活动面向受邀车主，下次有您的份会第一时间告诉您。',
  early: '还没开始，到点再来。',
  over: '活动已经结束，谢谢您的参与。',
  stopped: '活动已暂停，感谢您的关注。',
  no_tries: '今天的机会用完了，明天再来试试手气。',
  played: '您的机会已经用完，谢谢您的参与。',
};

/** Why a prize that was drawn or reached was not given. */
export const missReasons = ['stock', 'limited'] as const;
export type MissReason = (typeof missReasons)[number];
export const missText: Record<MissReason, string> = {
  stock: '这份奖品刚刚发完，把好运留到下次。',
  limited: '您已领满本次活动的奖品，把机会留给其他车主吧。',
};

/** `playing`: a quiz under way; `done`: its result stands. A spin is done at once. */
export const playStates = ['playing', 'done'] as const;
export type PlayState = (typeof playStates)[number];
export const playStateLabel: Record<PlayState, string> = { playing: '答题中', done: '已完成' };

/** A wheel's odds are whole parts of this; they sum up to it exactly. */
export const ODDS_WHOLE = 10_000;
export const MOST_GAME_PRIZES = 100_000;
/** An answer that arrives so late is still in time: the way through the air is not the owner's. */
export const ANSWER_GRACE_MS = 1_000;
