import type { MonthFigures } from '@cheban/contracts';
import { describe, expect, it } from 'vitest';
import { standingOf } from './loyalty.js';
import { changeOf, measureOf, measures, noteOf, roughYuan, sayYear } from './measures.js';

const none: MonthFigures = {
  ...{ visits: 0, outputFen: 0, bodyVisits: 0, bodyFen: 0, promised: 0, onTime: 0, handedOver: 0, rated: 0 },
  ...{ stars: 0, npsAnswers: 0, promoters: 0, detractors: 0, unhappy: 0, cases: 0, casesJudged: 0 },
  ...{ casesInTime: 0, bookings: 0, noShow: 0 },
};
const month = (more: Partial<MonthFigures>) => ({ ...none, ...more });

describe('the numbers of a month', () => {
  it('are made of sums, and are nothing where nothing can be divided by', () => {
    const figures = month({
      ...{ visits: 200, outputFen: 20_000_000, bodyVisits: 40, bodyFen: 5_000_000, promised: 50, onTime: 45 },
      ...{ handedOver: 80, rated: 20, stars: 92, npsAnswers: 20, promoters: 12, detractors: 2, unhappy: 2 },
      ...{ cases: 3, casesJudged: 3, casesInTime: 2, bookings: 100, noShow: 4 },
    });
    const said = Object.fromEntries(
      measures.map((each) => [each.key, each.text(each.value(figures) ?? Number.NaN)]),
    );
    expect(said).toEqual({
      output: '¥20 万',
      visits: '200 台',
      per_visit: '¥1,000',
      body: '25%',
      on_time: '90%',
      stars: '4.60 星',
      nps: '50',
      rated: '25%',
      cases: '3 件',
      no_show: '4%',
    });
    for (const key of ['per_visit', 'body', 'on_time', 'stars', 'nps', 'rated', 'no_show'])
      expect(measureOf(key).value(none)).toBeNull();
  });

  it('say how they moved, sums by percent and shares by points', () => {
    const output = measureOf('output');
    expect(changeOf(output, month({ outputFen: 112 }), month({ outputFen: 100 }))).toBe('+12%');
    expect(changeOf(output, month({ outputFen: 100 }), month({ outputFen: 100 }))).toBe('持平');
    expect(changeOf(output, month({ outputFen: 100 }), none)).toBeNull();
    const onTime = measureOf('on_time');
    const before = month({ promised: 20, onTime: 19 });
    expect(changeOf(onTime, month({ promised: 20, onTime: 18 }), before)).toBe('−5 个点');
    expect(changeOf(onTime, month({ promised: 5, onTime: 1 }), before)).toBeNull();
  });

  it('judge no small sample, and compare no running month with whole ones', () => {
    const before = month({ rated: 20, stars: 90 });
    const stars = measureOf('stars');
    expect(noteOf(stars, month({ rated: 3, stars: 15 }), { running: false, before })).toBe(
      '3 份评价，没有不满意 · 样本太少，仅供参考',
    );
    expect(noteOf(stars, month({ rated: 20, stars: 92 }), { running: false, before })).toBe(
      '20 份评价，没有不满意 · 比上月 +0.1',
    );
    expect(
      noteOf(measureOf('output'), month({ outputFen: 100 }), {
        running: true,
        before: month({ outputFen: 1_000_000 }),
      }),
    ).toBe('上月 ¥1 万');
  });

  it('say that there is nothing yet instead of zero of everything', () => {
    expect(noteOf(measureOf('stars'), none, { running: false })).toBe('还没有数据');
  });

  it('are said roughly', () => {
    expect([roughYuan(98_000), roughYuan(123_456_789), roughYuan(0)]).toEqual(['¥980', '¥123.46 万', '¥0']);
  });

  it('are told of a year by its best and its least month, without the one that runs', () => {
    const months = [500_000, 900_000, 700_000, 1].map((outputFen, index) => ({
      ...month({ outputFen }),
      month: `2026-0${index + 1}`,
    }));
    const words = (text: string) => `${Number(text.slice(5))}月`;
    expect(sayYear(measureOf('output'), months, words, true)).toBe(
      '产值最高在2月（¥9,000），最低在1月（¥5,000）。',
    );
    expect(sayYear(measureOf('stars'), months, words, true)).toBe('这一年还没有足够的平均星级数据。');
  });
});

describe('a share of loyalty', () => {
  const share = (measure: Parameters<typeof standingOf>[0]['measure'], cars: number, hits: number) =>
    standingOf({ measure, cars, hits, from: null, to: null });

  it('stands against the goal of the trade, upwards or downwards', () => {
    expect(share('first_service', 100, 95)).toBe('good');
    expect(share('first_service', 100, 94)).toBe('bad');
    expect(share('lost_1', 100, 5)).toBe('good');
    expect(share('lost_1', 100, 6)).toBe('bad');
    expect(share('lost_1', 9, 0)).toBe('small');
    expect(share('second_service', 100, 50)).toBe('open');
  });
});
