import {
  careRuleBody,
  fixedOffsets,
  longestText,
  problemsOfRule,
  problemsOfSegment,
  saySegment,
} from '@cheban/contracts';
import { describe, expect, it } from 'vitest';
import { builtInRules } from './built-in-rules.js';

const around = (rule: (typeof builtInRules)[number]) => ({
  fields: [{ channel: 'subscribe', word: 'reason', label: '提醒内容', max: 20 }],
  today: '2026-11-18',
  builtIn: { ...rule.body, offsets: fixedOffsets(rule.body) },
  quiet: { from: '21:00', to: '08:30' },
});

describe('built-in rules', () => {
  it.each(builtInRules.map((rule) => [rule.code, rule] as const))(
    '%s may be saved as it is written',
    (_, rule) => {
      expect(careRuleBody.parse(rule.body)).toEqual(rule.body);
      expect(problemsOfRule(rule.body, around(rule))).toEqual([]);
    },
  );

  it('refuses what WeChat refuses, with its place', () => {
    const rule = builtInRules.find(({ code }) => code === 'insurance');
    if (!rule) throw new Error('There is an insurance rule');
    const [stage] = rule.body.stages;
    if (!stage) throw new Error('It has a stage');
    const problems = (change: object, words: object = {}) =>
      problemsOfRule(
        { ...rule.body, stages: [{ ...stage, ...words }], ...change },
        { ...around(rule), builtIn: null },
      ).map(({ path }) => path);
    expect(problems({}, { body: '{why}，现在续保打八折。' })).toContain('stages.0.body');
    expect(problems({}, { body: '{why}，转发朋友圈有礼。' })).toContain('stages.0.body');
    expect(problems({}, { body: '{whom}您好' })).toContain('stages.0.body');
    expect(problems({}, { short: '{model}车险快到期了' })).toContain('stages.0.short');
    expect(problems({ tellAt: '22:00' })).toContain('tellAt');
    expect(problems({ class: 'marketing' })).toContain('channels');
    expect(problems({ kind: 'service_due' })).toContain('kind');
  });

  it('lets marketing alone invite to a campaign: no care, no wish, nothing that happens', () => {
    const campaignId = '01KAMPAGNE0000000000000000';
    const may = builtInRules
      .filter((rule) => problemsOfRule({ ...rule.body, campaignId }, around(rule)).length === 0)
      .map(({ code }) => code);
    expect(may).toEqual(['win_back']);
  });

  it('counts variables at their longest', () => {
    expect(longestText('车险到期')).toBe(4);
    expect(longestText('{days} 天后到期')).toBe(9);
  });

  it('says an audience as one sentence, and what is wrong with it', () => {
    const segment = {
      all: [
        { field: 'car.brand', op: 'in', value: ['广汽丰田'] },
        { not: { field: 'car.age_months', op: 'between', value: [null, 24] } },
      ],
    };
    expect(problemsOfSegment(segment)).toEqual([]);
    expect(saySegment(segment)).toBe('品牌是广汽丰田，且除去（车龄不超过 24 个月）');
    expect(problemsOfSegment({ field: 'car.km', op: 'between', value: [5, 1] })).toHaveLength(1);
    expect(problemsOfSegment({ not: { not: { not: { not: segment } } } }).length).toBeGreaterThan(0);
  });
});
