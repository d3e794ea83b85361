import { describe, expect, it } from 'vitest';
import { createLimit } from '../../apps/server/year/limit.mjs';
import { afterword, createPace, forecast, minutesOf } from './estimate.mjs';
import { readOptions } from './options.mjs';
import { reportPage } from './report.mjs';
import { summaryOf } from './summary.mjs';

const MINUTE_MS = 60_000;

describe('how long a year takes', () => {
  it('is said before it begins, with the end and with what would fit', () => {
    expect(forecast({ cars: 50, days: 30, minutes: 20 })).toBe(
      '30 days of 50 cars take about a minute on two quiet cores.',
    );
    const long = { cars: 10_000, days: 365, minutes: 20 };
    expect(minutesOf(long)).toBeGreaterThan(20);
    const said = forecast(long);
    expect(said).toMatch(
      /^365 days of 10000 cars take about \S+ (min|hours) on two quiet cores\. It ends within 20 min, /,
    );
    const fits = Number(/All 365 days fit with --cars (\d+)/.exec(said)?.[1]);
    expect(minutesOf({ ...long, cars: fits })).toBeLessThanOrEqual(20);
    expect(minutesOf({ ...long, cars: fits + 50 })).toBeGreaterThan(20);
    // So many days are not played with any cars.
    expect(forecast({ ...long, days: 10_000 })).not.toContain('--cars');
    expect(forecast({ ...long, minutes: undefined })).not.toContain('It ends');
  });

  it('is said at the end by the pace of what was played, if that was not all', () => {
    const options = { cars: 10_000, days: 365, minutes: 20 };
    const quiet = minutesOf({ cars: 10_000, days: 30 });
    const fits = (/** @type {number} */ minutes) =>
      Number(/with --cars (\d+)/.exec(afterword(options, { days: 30, minutes }))?.[1]);
    expect(afterword(options, { days: 30, minutes: quiet })).toMatch(
      /^30 of 365 days of 10000 cars were played and checked in /,
    );
    expect(fits(quiet * 2)).toBeLessThan(fits(quiet));
    expect(afterword(options, { days: 365, minutes: quiet })).toBe('');
  });

  it('is bounded: no day is begun that would end too late', () => {
    let now = 0;
    const limit = createLimit(10, () => now);
    const lasts = (/** @type {number} */ minutes) => {
      now += minutes * MINUTE_MS;
      limit.ends();
    };
    expect(limit.begins()).toBe(true);
    lasts(6);
    // One like the first, which had what lay about before it, would not fit; one of half its length does.
    expect(limit.begins()).toBe(true);
    lasts(2);
    expect(limit.begins()).toBe(false);
    now = 0;
    const other = createLimit(10, () => now);
    for (const [day, minutes] of [3, 1, 2, 1, 1].entries()) {
      expect([day, other.begins()]).toEqual([day, true]);
      now += minutes * MINUTE_MS;
      other.ends();
    }
    // Eight minutes are gone: one of one minute would fit, one like the longest of the last would leave no time to close.
    expect(other.begins()).toBe(false);
    const unbounded = createLimit(undefined, () => now);
    now = 1e12;
    unbounded.ends();
    expect(unbounded.begins()).toBe(true);
    // Even where all the time was spent before it, the first day is played.
    expect(createLimit(0, () => now).begins()).toBe(true);
  });

  it('is told after each day by the pace of the last ones, never longer than the minutes given', () => {
    let now = 0;
    const pace = createPace({ days: 30, minutes: undefined }, () => now);
    now = 50 * MINUTE_MS;
    expect(pace(1)).toBe('');
    for (let day = 2; day <= 12; day += 1) {
      now += 2 * MINUTE_MS;
      expect(pace(day)).toBe(`${(30 - day) * 2} min left`);
    }
    // Ten quick days, and the slow ones are forgotten.
    for (let day = 13; day <= 22; day += 1) {
      now += MINUTE_MS;
      pace(day);
    }
    now += MINUTE_MS;
    expect(pace(23)).toBe('7 min left');
    expect(pace(30)).toBe('');
    now = 0;
    const bounded = createPace({ days: 30, minutes: 5 }, () => now);
    bounded(1);
    now = 2 * MINUTE_MS;
    expect(bounded(2)).toBe('3 min left');
  });
});

describe('figures of two years that were cut short', () => {
  const options = readOptions(['--cars', '100', '--minutes', '1']);
  const day = (/** @type {Record<string, number>} */ counts) => ({ on: '2026-01-01', digest: 'd', counts });
  const played = (/** @type {any[]} */ days) => ({
    counts: { 'by sms': 100 },
    days,
    due: { withApp: {}, without: {} },
    people: 80,
    whys: [],
    wrong: [],
  });
  const year = played([day({ 'cars that came': 6, 'by sms': 100 }), day({ 'cars that came': 4 })]);
  // Without reminders a day takes less, so that more days were played.
  const without = played([
    day({ 'cars that came': 3 }),
    day({ 'cars that came': 2 }),
    day({ 'cars that came': 20, visits: 9 }),
  ]);

  it('compare the days that both have', () => {
    const figures = Object.fromEntries(summaryOf(options, year, without));
    expect(figures['Played']).toContain('2 of 365 days in the time given');
    expect(figures['Cars that came']).toBe('10.0 % (nobody reminded: 5.0 %)');
    // A hundred short messages of five fen, for five cars more.
    expect(figures['Cost of one more car that came']).toMatch(/^¥1\.00 \(5 cars;/);
  });

  it.each([
    ['days', 20, 30, 20],
    // Two days of a tenth week would look like the end of everything.
    ['whole weeks', 65, 90, 9],
  ])('are drawn over the same %s', (_, ours, theirs, points) => {
    const days = (/** @type {number} */ count) =>
      played(Array.from({ length: count }, () => day({ visits: 1 })));
    const page = reportPage(options, days(ours), days(theirs), []);
    const lines = [...page.matchAll(/points="([^"]*)"/g)].map(([, line]) => line?.split(' ').length);
    expect(new Set(lines)).toEqual(new Set([points]));
    expect(lines).toHaveLength(12);
  });

  it('name a wish to be reminded later once, whatever the day, and the days under the charts', () => {
    const whys = [
      { state: 'stopped', why: '车主已预约，不再提醒。', n: 4 },
      { state: 'stopped', why: '车主选择 2026年1月31日 再提醒。', n: 3 },
      { state: 'stopped', why: '车主选择 2026年11月2日 再提醒。', n: 2 },
    ];
    const page = reportPage(options, { ...year, whys }, null, []);
    expect(page).toContain('<th>stopped: 车主选择 某日 再提醒。</th><td>5</td>');
    expect(page.indexOf('某日')).toBeLessThan(page.indexOf('车主已预约'));
    expect(page).toContain('>2026-01-01</text>');
  });
});
