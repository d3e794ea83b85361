import { alarmNames } from '@cheban/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alarmsOf,
  isRobotRefusal,
  LAG_LIMIT_SEC,
  noticeBackOff,
  robotBody,
  type WatchFacts,
} from './alarm-rules.js';

const fine: WatchFacts = {
  plan: { late: 0, lost: 0 },
  lagSec: 0,
  unknown: 0,
  circuits: [],
  driftSec: 0,
  silent: { jobs: [], allSilent: false },
  outboxSec: 0,
  drifted: [],
  failed: [],
  stranded: 0,
};

describe('alarms', () => {
  it('are silent while all is well', () => {
    expect(alarmsOf(fine)).toEqual(new Map());
  });

  it('are neither on nor off for what could not be looked at', () => {
    const blind = Object.fromEntries(Object.keys(fine).map((key) => [key, null])) as unknown as WatchFacts;
    expect([...alarmsOf(blind)].sort()).toEqual([...alarmNames].sort().map((name) => [name, null]));
  });

  it('say what is wrong and what to do', () => {
    expect(alarmsOf({ ...fine, lagSec: 600 }).get('lag')).toContain('10 分钟');
    expect(alarmsOf({ ...fine, driftSec: -5 }).get('clock_drift')).toContain('相差 5 秒');
    expect(alarmsOf({ ...fine, stranded: 2 }).get('rescue_waiting')).toContain('2 位车主');
    const circuits = ['短信', '公众号模板消息', '甲', '乙'];
    expect(alarmsOf({ ...fine, circuits }).get('circuit_open')).toContain('等 4 项');
    expect(alarmsOf({ ...fine, silent: { jobs: [], allSilent: true } }).get('worker_silent')).toContain(
      '已停止',
    );
    const both = alarmsOf({ ...fine, plan: { late: 2, lost: 1 } }).get('plan_mismatch');
    expect(both).toContain('2 条提醒已到时间');
    expect(both).toContain('1 条提醒记为已发');
  });

  it('come with lag exactly past its limit, and always fit their column', () => {
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        fc.array(fc.string({ maxLength: 200 }), { maxLength: 9 }),
        (sec, names) => {
          const found = alarmsOf({ ...fine, lagSec: sec, circuits: names, drifted: names });
          expect(found.has('lag')).toBe(sec > LAG_LIMIT_SEC);
          for (const text of found.values()) expect((text ?? '').length).toBeLessThanOrEqual(300);
        },
      ),
    );
  });
});

describe('the group robot', () => {
  it('gets the body of its maker', () => {
    expect(robotBody('qyapi.weixin.qq.com', '告警')).toEqual({ msgtype: 'text', text: { content: '告警' } });
    expect(robotBody('open.feishu.cn', '告警')).toEqual({ msg_type: 'text', content: { text: '告警' } });
  });

  it('is refused by a code that is not 0, and by nothing else', () => {
    expect(isRobotRefusal({ errcode: 93000 })).toBe(true);
    expect(isRobotRefusal({ code: 19001, msg: 'param invalid' })).toBe(true);
    expect(isRobotRefusal({ errcode: 0, errmsg: 'ok' })).toBe(false);
    expect(isRobotRefusal({ StatusCode: 0 })).toBe(false);
    expect(isRobotRefusal(null)).toBe(false);
  });

  it('is tried again ever more rarely', () => {
    const waits = Array.from({ length: 10 }, (_, tries) => noticeBackOff(tries + 1));
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits[0]).toBe(30_000);
    expect(waits.at(-1)).toBe(7_200_000);
  });
});
