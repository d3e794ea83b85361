import { describe, expect, it } from 'vitest';
import type { CareRuleBody } from './care-rule.js';
import { sayWhen } from './rule-words.js';

const when = (trigger: CareRuleBody['trigger'], ...offsets: number[]) =>
  sayWhen({
    trigger,
    stages: offsets.map((offset) => ({ offset, validDays: 1, title: 't', body: 'b', short: null })),
  });

describe('when a rule speaks, in words', () => {
  it('names the day it counts from and the stages in the order of time', () => {
    expect(when({ type: 'due', due: 'service' }, 7, -14)).toBe('保养到期前 14 天、后 7 天');
    expect(when({ type: 'due', due: 'birthday' }, 0)).toBe('生日当天');
    expect(when({ type: 'due', due: 'silence' }, 90)).toBe('最后一次到店后 90 天');
    expect(when({ type: 'event', event: 'weather_over' }, 1)).toBe('恶劣天气解除后 1 天');
  });
  it('says a given day as a date, without “the same day”', () => {
    expect(when({ type: 'on_date', on: '2026-12-01' }, 0)).toBe('12月1日');
  });
  it('shortens a long series', () => {
    expect(when({ type: 'since_sold' }, 3, 10, 20, 32, 45)).toBe('交车后 3 天、后 10 天、后 20 天等 5 次');
  });
});
