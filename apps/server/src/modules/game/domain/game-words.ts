import {
  type GameKind,
  type GamePhase,
  type GameState,
  gamePhaseLabel,
  type MissReason,
  missText,
  type NoPlayReason,
  noPlayText,
} from '@cheban/contracts/constants';
import { dayAndClock } from '@cheban/kernel';

/** A game as owners see it. Instants are milliseconds. */
export function phaseOf(
  game: { readonly state: GameState; readonly startsAt: number; readonly endsAt: number },
  now: number,
): GamePhase {
  if (game.state === 'killed' && now < game.endsAt) return 'stopped';
  if (now >= game.endsAt) return 'over';
  return now < game.startsAt ? 'coming' : 'open';
}

/**
 * Turns of a wheel that a person still has today, after those they have had; and in all, null without such a limit.
 */
export function turnsLeft(
  wheel: { readonly triesPerDay: number; readonly triesInAll: number | null },
  had: { readonly today: number; readonly all: number },
): { triesLeft: number; triesInAll: number | null } {
  const perDay = Math.max(0, wheel.triesPerDay - had.today);
  if (wheel.triesInAll === null) return { triesLeft: perDay, triesInAll: null };
  const triesInAll = Math.max(0, wheel.triesInAll - had.all);
  return { triesLeft: Math.min(perDay, triesInAll), triesInAll };
}

/** Why somebody cannot begin a try; null if they can. */
export function noPlayOf(
  phase: GamePhase,
  person: { readonly invited: boolean; readonly triesLeft: number; readonly triesInAll: number | null },
): NoPlayReason | null {
  if (!person.invited) return 'not_invited';
  if (phase === 'stopped' || phase === 'over') return phase;
  if (phase === 'coming') return 'early';
  if (person.triesLeft > 0) return null;
  return person.triesInAll === 0 ? 'played' : 'no_tries';
}

/** One short line for the list. */
export function gameLine(
  game: { readonly kind: GameKind; readonly startsAt: number },
  phase: GamePhase,
  noPlay: NoPlayReason | null,
  triesLeft: number,
  now: number,
): string {
  if (phase === 'coming') return `${dayAndClock(game.startsAt, now)} 开始`;
  if (phase !== 'open') return gamePhaseLabel[phase];
  if (noPlay !== null) return noPlayText[noPlay];
  return game.kind === 'quiz' ? '答题赢好礼，点开就答' : `还有 ${triesLeft} 次机会`;
}

/** What is said about a try that is over. */
export function playText(play: {
  readonly kind: GameKind;
  readonly done: boolean;
  readonly score: number;
  readonly prizeName: string | null;
  readonly missed: MissReason | null;
}): string {
  const { kind, done, score, prizeName, missed } = play;
  if (!done) return '还没答完，点开继续。';
  const scored = kind === 'quiz' ? `您得了 ${score} 分，` : '';
  if (prizeName !== null) return `${scored}恭喜获得${prizeName}！`;
  if (missed !== null) return `${scored}${missText[missed]}`;
  return kind === 'quiz' ? `您得了 ${score} 分，谢谢您的参与。` : '这次差一点点，谢谢您的参与。';
}
