import { describe, expect, it } from 'vitest';
import { quotaWords, shareOf } from './channels/quota.js';
import { type Health, judge } from './health.js';
import { logFilterOf, plateTail } from './messages/log-filter.js';

describe('quota', () => {
  it('rounds down, so that 100 % means all', () => {
    expect(shareOf(999, 1000)).toBe(99);
    expect(shareOf(5, 0)).toBe(0);
    expect(shareOf(12, 10)).toBe(100);
  });
  it('says what is left', () => {
    expect(quotaWords({ sentToday: 3, dailyQuota: 10, failedToday: 0 })).toContain('还能发 7 条');
    expect(quotaWords({ sentToday: 10, dailyQuota: 10, failedToday: 2 })).toMatch(/用完.*失败 2 条/);
    expect(quotaWords({ sentToday: 1, dailyQuota: null, failedToday: 0 })).toContain('没有设');
  });
});

describe('filters of the delivery log', () => {
  const from = (search: string) => {
    const params = new URLSearchParams(search);
    return logFilterOf((name) => params.get(name) ?? undefined);
  };
  it('reads what the API takes and leaves out what it would refuse', () => {
    expect(from('state=failed&channel=sms&class=care&kind=birthday&rule=service&from=2026-11-01')).toEqual({
      state: 'failed',
      channel: 'sms',
      class: 'care',
      kind: 'birthday',
      rule: 'service',
      from: '2026-11-01',
    });
    expect(from('state=lost&channel=fax&rule=A B&from=2026-13-01&plate=12')).toEqual({});
    expect(from('owner=01J')).toEqual({ ownerId: '01J' });
  });
  it('takes a plate as people type it', () => {
    expect(plateTail('晋a·64b28')).toBe('晋A64B28');
    expect(plateTail(' 4b28 ')).toBe('4B28');
    expect(plateTail('b28')).toBeNull();
  });
});

describe('health of the sending', () => {
  const well: Health = {
    lastPlannedAt: null,
    overdue: 0,
    lagSec: 0,
    unknown: 0,
    failedToday: 0,
    circuits: [],
    runs: [],
    stuck: 0,
    missedToday: 0,
  };
  const run = {
    name: 'plan',
    label: '每日计划',
    lastAt: null,
    nextAt: null,
    late: false,
    failure: '',
  } as const;
  it('is well when nothing is wrong', () => {
    expect(judge(well)).toEqual({ well: true, text: '发送正常' });
    expect(judge({ ...well, lagSec: 299, runs: [run] }).well).toBe(true);
  });
  it('names the gravest first', () => {
    const circuit = { name: 'sms', title: '短信', reason: '', since: '2026-11-22T00:00:00.000Z', held: 0 };
    const circuits = [{ ...circuit, until: null }];
    expect(judge({ ...well, circuits: [{ ...circuit, until: '2026-11-22T16:05:00.000Z' }] }).text).toBe(
      '有渠道今天额度用完',
    );
    expect(judge({ ...well, circuits }).text).toBe('有渠道已暂停');
    expect(judge({ ...well, circuits, runs: [{ ...run, late: true }] }).text).toContain('每日计划');
    expect(judge({ ...well, circuits, overdue: 3 }).text).toBe('有 3 条延迟');
    expect(judge({ ...well, lagSec: 301 }).well).toBe(false);
    expect(judge({ ...well, stuck: 1 }).well).toBe(false);
    expect(judge({ ...well, runs: [{ ...run, failure: '连接中断' }] }).well).toBe(false);
  });
});
