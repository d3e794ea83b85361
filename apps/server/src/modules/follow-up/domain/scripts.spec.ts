import { followUpKinds } from '@cheban/contracts';
import { describe, expect, it } from 'vitest';
import { saleCallOn, saleWindow } from './sale-calls.js';
import { addressOf, scriptOf, titleOf } from './scripts.js';

const who = {
  owner: '王先生',
  store: '长风店',
  model: '广汽丰田凯美瑞',
  staff: '小李',
  today: '2026-11-21',
};
const dueIn = (label: string, dueOn: string) => ({
  rule: 'insurance',
  cycle: dueOn,
  label,
  dueOn,
  topic: 'due' as const,
  endsWithVisit: false,
});

describe('scripts', () => {
  it('greet, say something of their own for every kind, and say goodbye', () => {
    const middles = followUpKinds.map((kind) => {
      const lines = scriptOf(kind, { on: '2026-11-18', service: '定期保养' }, who);
      // A talk is agreed on by phone first.
      expect(lines.slice(0, 2).join('')).toContain('王先生');
      expect(lines.length).toBeGreaterThan(2);
      return lines.slice(1, -1).join('');
    });
    expect(new Set(middles).size).toBe(followUpKinds.length);
  });

  it('name everything that falls due', () => {
    const facts = { dues: [dueIn('续保', '2026-12-05'), dueIn('年检', '2026-12-10')] };
    expect(titleOf('care_call', facts)).toBe('续保、年检到期，消息未能触达');
    const text = scriptOf('care_call', facts, who).join('\n');
    expect(text).toContain('续保时间是12月5日');
    expect(text).toContain('年检时间是12月10日');
  });

  it('ask who has not come for months why, and name no day', () => {
    const away = { ...dueIn('回访', '2026-08-21'), rule: 'win_back' };
    expect(titleOf('care_call', { dues: [away] })).toBe('好久没来，消息未能触达');
    expect(titleOf('care_call', { dues: [away, dueIn('车险', '2026-12-05')] })).toBe(
      '车险到期，消息未能触达',
    );
    const text = scriptOf('care_call', { dues: [away] }, who).join('\n');
    expect(text).toContain('想听听原因');
    expect(text).not.toContain('8月21日');
  });

  it('take the words of a colleague in place of the standard ones', () => {
    expect(scriptOf('custom', {}, who, '请来取行驶证\n周六都有人')).toEqual([
      expect.stringContaining('王先生'),
      '请来取行驶证',
      '周六都有人',
      expect.stringContaining('再见'),
    ]);
  });

  it('address people by surname and sex, companies by name', () => {
    expect(addressOf({ name: '王小明', sex: 'male' })).toBe('王先生');
    expect(addressOf({ name: '欧阳娜', sex: 'female' })).toBe('欧阳女士');
    expect(addressOf({ name: '晋通物流有限公司', sex: 'company' })).toBe('晋通物流有限公司');
    expect(addressOf({ name: '李四', sex: 'unknown' })).toBe('李四');
  });
});

describe('calls after a sale', () => {
  it('are due on day 3, 7 and 30, some days late at most, and the talk at the delivery before', () => {
    const on = (soldOn: string) => saleCallOn(soldOn, '2026-11-21')?.kind ?? null;
    expect(on('2026-11-22')).toBeNull();
    expect(on('2026-11-21')).toBe('talk_delivery');
    expect(on('2026-11-19')).toBe('talk_delivery');
    expect(on('2026-11-18')).toBe('sale_day_3');
    expect(on('2026-11-14')).toBe('sale_day_7');
    expect(on('2026-11-07')).toBeNull();
    expect(on('2026-10-22')).toBe('sale_month_1');
    expect(on('2026-10-01')).toBeNull();
  });

  it('look at every sale that may have one', () => {
    const { from, to } = saleWindow('2026-11-21');
    expect(saleCallOn(from, '2026-11-21')).not.toBeNull();
    expect(saleCallOn(to, '2026-11-21')).not.toBeNull();
  });
});
