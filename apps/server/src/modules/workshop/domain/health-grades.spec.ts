import { type Grade, gradePad, gradeTread, wheels } from '@cheban/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adviceFor, gradeWheel, type WheelNumbers, worstGrade } from './health-grades.js';

const good: WheelNumbers = { wheel: 'front_left', foundKpa: 230, setKpa: 230, treadMm: 6.5, padMm: 9 };
const rank: Record<Grade, number> = { red: 0, amber: 1, green: 2 };

describe('gradeWheel', () => {
  it('counts what is left to the limit in clean tenths, never below zero', () => {
    expect(gradeWheel({ ...good, treadMm: 1.9 }).treadLeftMm).toBe(0.3);
    expect(gradeWheel({ ...good, treadMm: 1.2 }).treadLeftMm).toBe(0);
  });
});

describe('adviceFor', () => {
  it('says in one line that all is well', () => {
    const advice = adviceFor(wheels.map((wheel) => gradeWheel({ ...good, wheel })));
    expect(advice).toEqual([{ grade: 'green', text: '胎压、花纹深度和刹车片都在良好范围，请放心驾驶。' }]);
  });

  it('names wheel, number and what to do, red first', () => {
    const advice = adviceFor([
      gradeWheel({ ...good, treadMm: 2.4 }),
      gradeWheel({ ...good, wheel: 'rear_right', padMm: 2.5 }),
    ]);
    expect(advice).toEqual([
      { grade: 'red', text: '右后轮刹车片只剩 2.5 毫米，制动距离会变长，为了安全请马上更换。' },
      {
        grade: 'amber',
        text: '左前轮花纹还有 2.4 毫米，距 1.6 毫米下限还剩 0.8 毫米，建议近期安排更换。',
      },
    ]);
  });

  it('tells that the pressure was put right', () => {
    const [advice] = adviceFor([gradeWheel({ ...good, foundKpa: 170 })]);
    expect(advice?.text).toBe(
      '左前轮胎压到店时 170 kPa，比标准低 26%，已为您补到 230 kPa；可能有慢漏气，请一周内留意或回店复查。',
    );
  });

  const wheelNumbers = fc.record({
    wheel: fc.constantFrom(...wheels),
    foundKpa: fc.integer({ min: 0, max: 600 }),
    setKpa: fc.integer({ min: 100, max: 600 }),
    treadMm: fc.integer({ min: 0, max: 200 }).map((value) => value / 10),
    padMm: fc.integer({ min: 0, max: 250 }).map((value) => value / 10),
  });

  it('has one sentence for each number that is not green, worst first, and agrees with the overall grade', () => {
    fc.assert(
      fc.property(fc.array(wheelNumbers, { minLength: 1, maxLength: 4 }), (numbers) => {
        const graded = numbers.map(gradeWheel);
        const odd = graded
          .flatMap((wheel) => [wheel.tread, wheel.pad, wheel.pressure])
          .filter((grade) => grade !== 'green');
        const advice = adviceFor(graded);
        expect(advice.length).toBe(Math.max(1, odd.length));
        expect(advice[0]?.grade).toBe(worstGrade(graded));
        const ranks = advice.map((entry) => rank[entry.grade]);
        expect([...ranks].sort((a, b) => a - b)).toEqual(ranks);
      }),
    );
  });

  it('a thinner tread or pad is never graded better', () => {
    fc.assert(
      fc.property(wheelNumbers, fc.integer({ min: 0, max: 50 }), (numbers, less) => {
        const worn = Math.max(0, Math.round(numbers.treadMm * 10) - less) / 10;
        expect(rank[gradeTread(worn)]).toBeLessThanOrEqual(rank[gradeTread(numbers.treadMm)]);
        const thin = Math.max(0, Math.round(numbers.padMm * 10) - less) / 10;
        expect(rank[gradePad(thin)]).toBeLessThanOrEqual(rank[gradePad(numbers.padMm)]);
      }),
    );
  });
});
