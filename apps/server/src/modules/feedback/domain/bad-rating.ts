import { areFewStars, type CaseLevel } from '@cheban/contracts/constants';

export interface Score {
  /** 1–5. */
  readonly stars: number;
  /** 0–10, null if not answered. */
  readonly nps: number | null;
}

const SERIOUS_STARS = 1;
const SERIOUS_NPS = 2;
const TITLE_LENGTH = 80;

/** One star or an NPS of two or less is serious. `critical` is a person's judgement, never a score's. */
export function levelOfScore({ stars, nps }: Score): CaseLevel {
  return stars <= SERIOUS_STARS || (nps !== null && nps <= SERIOUS_NPS) ? 'serious' : 'normal';
}

/** Title of the case: the score that opened it, then what the owner ticked. At most 80 characters. */
export function titleOfScore(score: Score, tagWords: readonly string[]): string {
  const head = areFewStars(score.stars) ? `${score.stars} 星评价` : `推荐意愿仅 ${score.nps ?? 0} 分`;
  const title = tagWords.length === 0 ? head : `${head}：${tagWords.join('、')}`;
  return title.slice(0, TITLE_LENGTH);
}
