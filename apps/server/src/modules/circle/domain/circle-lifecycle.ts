/** Which state of a post or comment may follow which. Pure. */
import type { CircleHoldReason, CircleState } from '@cheban/contracts/constants';

/** What staff may decide. While WeChat is still asked nobody interferes; what is gone stays gone. */
const byStaff: Record<CircleState, readonly CircleState[]> = {
  checking: [],
  // Shown again: reports were looked at and found wanting.
  shown: ['shown', 'removed'],
  held: ['shown', 'refused', 'removed'],
  refused: ['shown', 'removed'],
  removed: [],
};
/** What was never shown may be mended and sent again. */
const mendable: readonly CircleState[] = ['held', 'refused'];

export const nextCircleStates = (state: CircleState): readonly CircleState[] => byStaff[state];
export const mayDecide = (from: CircleState, to: CircleState): boolean => byStaff[from].includes(to);
/** Something that was shown and then reported is for a person to judge as it was. */
export const mayMend = (state: CircleState, hold: CircleHoldReason | null): boolean =>
  mendable.includes(state) && hold !== 'reported';

/** What others could see may be reported, also in the moment in which a third report takes it off: it counts still. */
export const mayReport = (state: CircleState, hold: CircleHoldReason | null): boolean =>
  state === 'shown' || (state === 'held' && hold === 'reported');

/** What was said of the text or a photo; null: nothing yet. */
export type Verdict = 'pass' | 'review' | 'risky' | 'failed' | null;
export type Outcome =
  | { readonly state: 'shown' }
  | { readonly state: 'refused' }
  | { readonly state: 'held'; readonly holdReason: CircleHoldReason };

/**
 * What becomes of it by what WeChat says of its text and each photo; null as long as something is missing. Nothing is
 * shown without a yes to everything; one no is enough to refuse it at once.
 */
export function outcomeOf(verdicts: readonly Verdict[]): Outcome | null {
  if (verdicts.includes('risky')) return { state: 'refused' };
  if (verdicts.length === 0 || verdicts.includes(null)) return null;
  if (verdicts.includes('review')) return { state: 'held', holdReason: 'doubtful' };
  if (verdicts.includes('failed')) return { state: 'held', holdReason: 'unchecked' };
  return { state: 'shown' };
}
