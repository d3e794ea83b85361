import type { MonthFigures } from '@cheban/contracts';
import { type MonthMeasure, SMALL_SAMPLE } from '@cheban/contracts/constants';
import { count } from '../../shared/format/words.js';

/** A number of the month: how it is made of sums, how it is said, and the rows that it opens. */
export interface Measure {
  readonly key: string;
  readonly label: string;
  /** Null where nothing can be divided by. */
  value(figures: MonthFigures): number | null;
  text(value: number): string;
  /** What a share is made of; below the smallest sample it says nothing. Absent for sums. */
  sample?(figures: MonthFigures): number;
  /** A change of it: percent of a sum, points of a share, the same unit of a score. */
  readonly kind: 'sum' | 'percent' | 'score';
  readonly opens: MonthMeasure;
  /** One more fact beside it. */
  note?(figures: MonthFigures): string | null;
}

const share = (part: number, whole: number) => (whole === 0 ? null : (part * 100) / whole);
const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole);
const percent = (value: number) => `${Math.round(value * 10) / 10}%`;

/** `¥1.23 万`, `¥980`: a figure is read, not reckoned with. */
export function roughYuan(fen: number): string {
  const yuan = fen / 100;
  return yuan >= 10_000
    ? `¥${(Math.round(yuan / 100) / 100).toLocaleString('en-US')} 万`
    : `¥${count(Math.round(yuan))}`;
}

export const measures = [
  {
    key: 'output',
    label: '产值',
    value: ({ outputFen }) => outputFen,
    text: roughYuan,
    kind: 'sum',
    opens: 'visits',
  },
  {
    key: 'visits',
    label: '进厂台次',
    value: ({ visits }) => visits,
    text: (value) => `${count(value)} 台`,
    kind: 'sum',
    opens: 'visits',
  },
  {
    key: 'per_visit',
    label: '单车产值',
    value: ({ outputFen, visits }) => ratio(outputFen, visits),
    text: (value) => `¥${count(Math.round(value / 100))}`,
    kind: 'sum',
    opens: 'visits',
  },
  {
    key: 'body',
    label: '钣喷占产值',
    value: ({ bodyFen, outputFen }) => share(bodyFen, outputFen),
    text: percent,
    kind: 'percent',
    opens: 'body',
    note: ({ bodyVisits }) => `${count(bodyVisits)} 台钣喷`,
  },
  {
    key: 'on_time',
    label: '准时交车',
    value: ({ onTime, promised }) => share(onTime, promised),
    text: percent,
    sample: ({ promised }) => promised,
    kind: 'percent',
    opens: 'late',
    note: ({ onTime, promised }) => (promised === onTime ? '没有晚交' : `${count(promised - onTime)} 台晚交`),
  },
  {
    key: 'stars',
    label: '平均星级',
    value: ({ stars, rated }) => ratio(stars, rated),
    text: (value) => `${value.toFixed(2)} 星`,
    sample: ({ rated }) => rated,
    kind: 'score',
    opens: 'rated',
    note: ({ rated, unhappy }) =>
      `${count(rated)} 份评价，${unhappy === 0 ? '没有不满意' : `${count(unhappy)} 份不满意`}`,
  },
  {
    key: 'nps',
    label: '净推荐值',
    value: ({ promoters, detractors, npsAnswers }) => share(promoters - detractors, npsAnswers),
    text: (value) => String(Math.round(value)),
    sample: ({ npsAnswers }) => npsAnswers,
    kind: 'score',
    opens: 'unhappy',
    note: ({ detractors }) => `${count(detractors)} 位不愿推荐`,
  },
  {
    key: 'rated',
    label: '评价率',
    value: ({ rated, handedOver }) => share(rated, handedOver),
    text: percent,
    sample: ({ handedOver }) => handedOver,
    kind: 'percent',
    opens: 'handed_over',
  },
  {
    key: 'cases',
    label: '投诉',
    value: ({ cases }) => cases,
    text: (value) => `${count(value)} 件`,
    kind: 'sum',
    opens: 'cases',
    note: ({ casesJudged, casesInTime }) =>
      casesJudged === 0
        ? null
        : casesInTime === casesJudged
          ? '都及时'
          : `${count(casesJudged - casesInTime)} 件超时`,
  },
  {
    key: 'no_show',
    label: '爽约率',
    value: ({ noShow, bookings }) => share(noShow, bookings),
    text: percent,
    sample: ({ bookings }) => bookings,
    kind: 'percent',
    opens: 'no_show',
    note: ({ noShow, bookings }) => `${count(bookings)} 个预约，${count(noShow)} 个没来`,
  },
] as const satisfies readonly Measure[];

/** Those whose course over a year is worth a look. */
export const charted = ['output', 'visits', 'per_visit', 'on_time', 'stars'] as const;
export const measureOf = (key: string): Measure => measures.find((each) => each.key === key) ?? measures[0];

/** Too little for a judgement. */
export const isSmall = (measure: Measure, figures: MonthFigures): boolean =>
  measure.sample !== undefined && measure.sample(figures) < SMALL_SAMPLE;

const signed = (value: number, text: string) => `${value > 0 ? '+' : '−'}${text}`;

/** `+12%`, `−2.1 个点`, `持平`; null where one of the two says nothing. */
export function changeOf(measure: Measure, now: MonthFigures, before: MonthFigures): string | null {
  const [value, was] = [measure.value(now), measure.value(before)];
  if (value === null || was === null || isSmall(measure, now) || isSmall(measure, before)) return null;
  if (measure.kind === 'sum') {
    if (was === 0) return null;
    const change = Math.round(((value - was) * 100) / was);
    return change === 0 ? '持平' : signed(change, `${count(Math.abs(change))}%`);
  }
  const change =
    Math.round((value - was) * (measure.key === 'stars' ? 100 : 10)) / (measure.key === 'stars' ? 100 : 10);
  if (change === 0) return '持平';
  return signed(change, `${Math.abs(change)}${measure.kind === 'percent' ? ' 个点' : ''}`);
}

/** What stands below a number: too small a sample, or how it moved; a running month has only its months before. */
export function noteOf(
  measure: Measure,
  figures: MonthFigures,
  {
    running,
    before,
    yearBefore,
  }: { running: boolean; before?: MonthFigures | undefined; yearBefore?: MonthFigures | undefined },
): string {
  if (measure.value(figures) === null) return '还没有数据';
  const fact = measure.note?.(figures);
  const said = fact ? [fact] : [];
  if (isSmall(measure, figures)) return [...said, '样本太少，仅供参考'].join(' · ');
  if (running) {
    const last = before && measure.value(before);
    return [...said, ...(last === null || last === undefined ? [] : [`上月 ${measure.text(last)}`])].join(
      ' · ',
    );
  }
  const month = before && changeOf(measure, figures, before);
  const year = yearBefore && changeOf(measure, figures, yearBefore);
  return [...said, ...(month ? [`比上月 ${month}`] : []), ...(year ? [`比去年同月 ${year}`] : [])].join(
    ' · ',
  );
}

/** One sentence that says what the chart of a year shows. */
export function sayYear(
  measure: Measure,
  months: readonly (MonthFigures & { month: string })[],
  monthWords: (month: string) => string,
  running: boolean,
): string {
  const whole = (running ? months.slice(0, -1) : months)
    .filter((month) => !isSmall(measure, month))
    .flatMap((month) => {
      const value = measure.value(month);
      return value === null || (measure.kind === 'sum' && value === 0) ? [] : [{ month: month.month, value }];
    });
  const [first] = whole;
  if (!first) return `这一年还没有足够的${measure.label}数据。`;
  const best = whole.reduce((top, each) => (each.value > top.value ? each : top), first);
  const least = whole.reduce((low, each) => (each.value < low.value ? each : low), first);
  if (whole.length === 1) return `${monthWords(first.month)} ${measure.label} ${measure.text(first.value)}。`;
  return `${measure.label}最高在${monthWords(best.month)}（${measure.text(best.value)}），最低在${monthWords(least.month)}（${measure.text(least.value)}）。`;
}
