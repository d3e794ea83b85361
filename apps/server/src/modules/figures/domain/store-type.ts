import type { MonthFigures } from '@cheban/contracts';
import {
  loyaltyGoals,
  type SideGrade,
  SMALL_SAMPLE,
  type StoreSide,
  type StoreType,
} from '@cheban/contracts/constants';

/** From so many stars on average owners are satisfied. */
export const GOOD_STARS = 4.5;
/** Percent of promises that are kept, and of complaints answered in time: what a store can do with what it has. */
export const GOOD_PROCESS_PERCENT = 90;

export interface StoreRecord {
  /** Three whole months, and the same three of the year before. */
  readonly recent: MonthFigures;
  readonly yearBefore: MonthFigures;
  /** New cars whose time for the first service is over, and those that came. */
  readonly firstService: { readonly cars: number; readonly hits: number };
}
export interface Side {
  readonly side: StoreSide;
  readonly grade: SideGrade;
  /** What it was measured by, for the screen. */
  readonly words: string;
}

const percent = (part: number, whole: number) => Math.round((1000 * part) / whole) / 10;
const grade = (met: boolean): SideGrade => (met ? 'met' : 'missed');

function satisfaction({ recent: { rated, stars } }: StoreRecord): Side {
  if (rated < SMALL_SAMPLE)
    return { side: 'satisfaction', grade: 'unknown', words: `近三个月只有 ${rated} 份评价` };
  const average = stars / rated;
  return {
    side: 'satisfaction',
    grade: grade(average >= GOOD_STARS),
    words: `近三个月平均 ${average.toFixed(2)} 星（${rated} 份），目标 ${GOOD_STARS} 星`,
  };
}

function output({ recent, yearBefore }: StoreRecord): Side {
  if (yearBefore.visits < SMALL_SAMPLE || yearBefore.outputFen === 0)
    return { side: 'output', grade: 'unknown', words: '没有去年同期的工单可比' };
  const change = Math.round((100 * (recent.outputFen - yearBefore.outputFen)) / yearBefore.outputFen);
  return {
    side: 'output',
    grade: grade(recent.outputFen >= yearBefore.outputFen),
    words:
      change === 0
        ? '近三个月产值与去年同期持平'
        : `近三个月产值比去年同期${change > 0 ? '多' : '少'} ${Math.abs(change)}%`,
  };
}

function returning({ firstService: { cars, hits } }: StoreRecord): Side {
  const goal = loyaltyGoals.first_service.percent ?? 0;
  if (cars < SMALL_SAMPLE)
    return { side: 'return', grade: 'unknown', words: `只有 ${cars} 台新车到了首保期` };
  const share = percent(hits, cars);
  return {
    side: 'return',
    grade: grade(share >= goal),
    words: `首保回店 ${share}%（${cars} 台），目标 ${goal}%`,
  };
}

/** Each part needs a sample of its own: one late answer beside a hundred promises says nothing of a store. */
function process({ recent: { promised, onTime, casesJudged, casesInTime } }: StoreRecord): Side {
  const parts = [
    { name: '准时交车', of: promised, kept: onTime },
    { name: '投诉及时', of: casesJudged, kept: casesInTime },
  ].map((part) => ({ ...part, share: part.of < SMALL_SAMPLE ? null : percent(part.kept, part.of) }));
  const shares = parts.flatMap(({ share }) => share ?? []);
  if (shares.length === 0)
    return { side: 'process', grade: 'unknown', words: '近三个月的交车承诺和投诉太少' };
  const words = parts.flatMap(({ name, of, share }) => {
    if (of === 0) return [];
    return share === null ? `${name}只有 ${of} 件可评（不计）` : `${name} ${share}%`;
  });
  return {
    side: 'process',
    grade: grade(shares.every((share) => share >= GOOD_PROCESS_PERCENT)),
    words: `${words.join('，')}，目标 ${GOOD_PROCESS_PERCENT}%`,
  };
}

/** How a store stands on each side (mission H). What is too little to judge says so. */
export function sidesOf(record: StoreRecord): Side[] {
  return [satisfaction(record), output(record), returning(record), process(record)];
}

/**
 * Sorts a store by several measures together, never by one alone. What a store does with what it has (process) parts will
 * from means: who keeps promises and still misses results lacks means; who misses both lacks will; with results in order, one
 * miss does not matter. Below three known sides nothing is said.
 */
export function typeOf(sides: readonly Pick<Side, 'side' | 'grade'>[]): StoreType {
  const known = sides.filter(({ grade: found }) => found !== 'unknown');
  if (known.length < 3) return 'unknown';
  const missedResults = known.filter(
    ({ side, grade: found }) => side !== 'process' && found === 'missed',
  ).length;
  const process = sides.find(({ side }) => side === 'process')?.grade;
  if (process === 'missed') return missedResults > 0 ? 'weak_in_will' : 'strong';
  return missedResults > 1 ? 'short_of_means' : 'strong';
}
