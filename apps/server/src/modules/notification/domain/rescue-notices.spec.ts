import { rescueStates } from '@cheban/contracts/constants';
import { describe, expect, it } from 'vitest';
import { type RescueNews, rescueNotice, stampOf } from './rescue-notices.js';

const NOW = Date.parse('2026-11-18T02:00:00.000Z');
const store = { name: '长风店', phone: '0351-7000000' };
const call = (change: Partial<RescueNews>): RescueNews => ({
  kind: 'tow',
  state: 'requested',
  etaAt: null,
  cancelledBy: null,
  why: '救援人员正在赶来',
  ...change,
});

describe('what an owner on the road is told', () => {
  it('speaks of what the owner cannot know: who comes, when, that they are there, or do not come', () => {
    const told = rescueStates.filter((state) => rescueNotice(call({ state }), store, NOW) !== null);
    expect(told).toEqual(['accepted', 'on_the_way', 'arrived', 'cancelled']);
    expect(rescueNotice(call({ state: 'cancelled', cancelledBy: 'owner' }), store, NOW)).toBeNull();
  });

  it('names the time to arrive until help is there, in fields that WeChat takes', () => {
    const etaAt = NOW + 25 * 60_000;
    const coming = rescueNotice(call({ state: 'on_the_way', etaAt }), store, NOW);
    expect(coming?.facts).toMatchObject({
      why: '救援人员正在赶来',
      step: '救援人员正在赶来',
      service: '拖车',
    });
    expect(coming?.short).toBe('预计今天 上午 10:25 到达');
    const there = rescueNotice(call({ state: 'arrived', etaAt }), store, NOW);
    expect(there?.short).toBe('救援人员已到达');
    expect(there?.words.time).not.toBe(coming?.words.time);
    for (const state of rescueStates) {
      const notice = rescueNotice(call({ state, etaAt }), store, NOW);
      expect((notice?.words.step ?? '').length).toBeLessThanOrEqual(5);
      expect((notice?.short ?? '').length).toBeLessThanOrEqual(20);
    }
  });

  it('knows when it was overtaken', () => {
    expect(stampOf({ state: 'on_the_way', etaAt: 1 })).not.toBe(stampOf({ state: 'on_the_way', etaAt: 2 }));
    expect(stampOf({ state: 'accepted', etaAt: null })).not.toBe(stampOf({ state: 'arrived', etaAt: null }));
  });
});
