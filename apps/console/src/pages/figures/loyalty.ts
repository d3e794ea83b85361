import type { LoyaltyShare } from '@cheban/contracts';
import { loyaltyGoals, loyaltyMeasures, SMALL_SAMPLE } from '@cheban/contracts/constants';

export type Standing = 'good' | 'bad' | 'small' | 'open';

/** Percent with one decimal; null without cars. */
export const shareOf = ({ cars, hits }: LoyaltyShare): number | null =>
  cars === 0 ? null : Math.round((hits * 1000) / cars) / 10;

/** Against the goal of the trade; `open`: the trade knows none. */
export function standingOf(share: LoyaltyShare): Standing {
  const value = shareOf(share);
  const { percent, sense } = loyaltyGoals[share.measure];
  if (value === null || share.cars < SMALL_SAMPLE) return 'small';
  if (percent === null) return 'open';
  return (sense === 'at_least' ? value >= percent : value <= percent) ? 'good' : 'bad';
}

export const standingWords: Record<Standing, string> = {
  good: '达标',
  bad: '未达标',
  small: '样本太少',
  open: '暂无行业目标',
};

export const goalWords = (measure: (typeof loyaltyMeasures)[number]): string => {
  const { percent, sense } = loyaltyGoals[measure];
  return percent === null ? '' : `目标${sense === 'at_least' ? '不低于' : '不高于'} ${percent}%`;
};

/** For measures of loss a hit is what nobody wants. */
export const isLoss = (measure: (typeof loyaltyMeasures)[number]): boolean =>
  loyaltyGoals[measure].sense === 'at_most';
