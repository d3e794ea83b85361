import { rescueStates } from '@cheban/contracts/constants';
import { describe, expect, it } from 'vitest';
import { sayCall, sayFee, sayRescue } from './rescue-words.js';

const NOW = Date.parse('2026-11-18T02:00:00.000Z');
const base = {
  kind: 'tow',
  state: 'requested',
  etaAt: null,
  helper: '',
  cancelledBy: null,
  reason: '',
} as const;

describe('how a call for help stands', () => {
  it('says who comes and when, as soon as it is known', () => {
    const eta = { etaAt: NOW + 20 * 60_000, helper: '王师傅 0351-7000000' };
    expect(sayRescue(base, '长风店', NOW)).toBe('长风店已收到您的拖车求助，正在安排人手');
    expect(sayRescue({ ...base, state: 'accepted' }, '长风店', NOW)).toBe('长风店已接单');
    expect(sayRescue({ ...base, ...eta, state: 'on_the_way' }, '长风店', NOW)).toBe(
      '救援人员正在赶来，预计今天 上午 10:20 到达，来的是王师傅 0351-7000000',
    );
    expect(
      sayRescue({ ...base, state: 'cancelled', cancelledBy: 'staff', reason: '车主已自行处理' }, '', NOW),
    ).toBe('救援已取消：车主已自行处理');
    expect(sayRescue({ ...base, state: 'cancelled', cancelledBy: 'owner', reason: 'x' }, '', NOW)).toBe(
      '您已取消救援，路上多保重',
    );
    for (const state of rescueStates)
      expect(sayRescue({ ...base, state }, '店', NOW)).not.toMatch(/[，。：]$/);
  });

  it('promises a price only where it is known', () => {
    expect(sayFee('free', 30, 12_000)).toBe('您在本店 30 公里免费救援范围内');
    expect(sayFee('to_confirm', 30, null)).toContain('由顾问与您确认');
    expect(sayFee('to_confirm', 30, 31_000)).toContain('范围外');
    expect(sayFee('to_confirm', 0, 1_000)).toBe('费用由顾问与您确认');
  });

  it('is called out to staff, an accident more urgently', () => {
    expect(sayCall('accident')).toContain('马上');
    expect(sayCall('tyre')).toBe('新的救援：换胎');
  });
});
