import { describe, expect, it } from 'vitest';
import { makeGoodWords } from './make-good-words.js';

const rules = { advisorFen: 5_000, careFen: 10_000, managerFen: 50_000, mostFen: 200_000, validDays: 90 };

describe('the words of the limits', () => {
  it('name every role that may give at once', () => {
    expect(makeGoodWords(rules)).toBe(
      '服务顾问 ¥50.00、客服专员 ¥100.00、店总 ¥500.00 以内直接给，超出的由另一位有审批权的同事审批；一张投诉单合计最多 ¥2,000.00，90 天内有效。',
    );
  });

  it('leave those out who may give nothing', () => {
    expect(makeGoodWords({ ...rules, advisorFen: 0, careFen: 0 })).toMatch(/^店总 ¥500.00 以内直接给/);
    expect(makeGoodWords({ ...rules, advisorFen: 0, careFen: 0, managerFen: 0 })).toMatch(
      /^每笔补偿都要审批/,
    );
  });

  it('wait for every field', () => {
    expect(makeGoodWords({ ...rules, mostFen: null })).toBeNull();
    expect(makeGoodWords({})).toBeNull();
  });
});
