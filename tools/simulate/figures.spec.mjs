import { describe, expect, it } from 'vitest';
import { createPace, forecast, minutesOf } from './estimate.mjs';
import { readOptions } from './options.mjs';
import { reportPage } from './report.mjs';
import { summaryOf } from './summary.mjs';

const MINUTE_MS = 60_000;

describe('how long a year takes', () => {
  it('is said before it begins, with the way to bound it', () => {
    expect(forecast({ cars: 50, days: 30, minutes: undefined })).toBe(
      '30 days of 50 cars take about a minute on two quiet cores.',
    );
    const long = { cars: 10_000, days: 365, minutes: undefined };
    expect(minutesOf(long)).toBeGreaterThan(60);
    expect(forecast(long)).toMatch(
      /^365 days of 10000 cars take about \d+\.\d hours .* --minutes 20 ends it/,
    );
    expect(forecast({ ...long, minutes: 5 })).toContain('It ends after 5 min with a report of the days');
    expect(forecast({ cars: 50, days: 30, minutes: 5 })).not.toContain('ends after');
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
