/** What is wrong with sending, and how to say it. Pure: the caller brings what it counted. */
import { type AlarmName, RESCUE_ALARM_MINUTES } from '@cheban/contracts/constants';

/** What the watchdog saw. Null: it could not be looked at this time, so its alarm stays as it is. */
export interface WatchFacts {
  /** Reminders past their time that were neither told, held with a reason, nor missed; and told without a message. */
  plan: { late: number; lost: number } | null;
  /** Seconds since the oldest message that nobody takes was due; 0 if none waits. */
  lagSec: number | null;
  /** Messages of the last hour whose end nobody knows. */
  unknown: number | null;
  circuits: readonly string[] | null;
  /** Seconds by which the process clock is ahead of the database's. */
  driftSec: number | null;
  /** Names of periodic jobs that should have ended again by now; `allSilent`: no job at all did. */
  silent: { jobs: readonly string[]; allSilent: boolean } | null;
  /** Seconds since the oldest unhandled event was written. */
  outboxSec: number | null;
  /** In words, which kinds lost their template. */
  drifted: readonly string[] | null;
  /** Jobs that failed several times in a row, with what they said. */
  failed: readonly { name: string; failures: number }[] | null;
  /** Calls for help on the road that nobody has taken in time. */
  stranded: number | null;
}

export const LAG_LIMIT_SEC = 300;
const OUTBOX_LIMIT_SEC = 120;
const DRIFT_LIMIT_SEC = 2;
const UNKNOWN_LIMIT = 10;
export const FAILURES_LIMIT = 3;
const MAX_TEXT = 300;

const minutes = (seconds: number) => Math.max(1, Math.round(seconds / 60));
/** At most three names, then how many there are in all. */
const some = (names: readonly string[]) =>
  names.length <= 3 ? names.join('、') : `${names.slice(0, 3).join('、')}等 ${names.length} 项`;

/** Name → what to say, for alarms that are on; null for those that could not be looked at. */
export function alarmsOf(facts: WatchFacts): Map<AlarmName, string | null> {
  const found = new Map<AlarmName, string | null>();
  const put = <T>(name: AlarmName, fact: T | null, say: (fact: T) => string) => {
    if (fact === null) found.set(name, null);
    else {
      const text = say(fact);
      if (text !== '') found.set(name, text.slice(0, MAX_TEXT));
    }
  };
  put('plan_mismatch', facts.plan, ({ late, lost }) => {
    const parts = [
      late > 0 ? `有 ${late} 条提醒已到时间，却既没有发出、也没有说明原因` : '',
      lost > 0 ? `有 ${lost} 条提醒记为已发，却找不到消息记录` : '',
    ].filter((part) => part !== '');
    return parts.length === 0 ? '' : `${parts.join('；')}。请检查后台程序是否正常运行。`;
  });
  put('lag', facts.lagSec, (sec) =>
    sec <= LAG_LIMIT_SEC
      ? ''
      : `最早一条到点的消息已等了 ${minutes(sec)} 分钟还没有发出。请检查后台程序和数据库是否繁忙。`,
  );
  put('unknown_grows', facts.unknown, (count) =>
    count < UNKNOWN_LIMIT
      ? ''
      : `最近一小时有 ${count} 条消息没有得到渠道的结果。可能是网络或渠道故障，请在发送记录里筛选“结果待查”核对。`,
  );
  put('circuit_open', facts.circuits, (titles) =>
    titles.length === 0 ? '' : `${some(titles)}已暂停使用。请在“渠道与模板”里查看原因，处理好后测试一次。`,
  );
  put('clock_drift', facts.driftSec, (sec) =>
    Math.abs(sec) <= DRIFT_LIMIT_SEC
      ? ''
      : `服务器与数据库的时钟相差 ${Math.round(Math.abs(sec))} 秒，提醒可能发错时间。请校准服务器时间。`,
  );
  put('worker_silent', facts.silent, ({ jobs, allSilent }) => {
    if (allSilent) return '后台程序已停止，提醒和消息都不会发出。请尽快重新启动后台程序。';
    return jobs.length === 0 ? '' : `后台任务 ${some(jobs)} 没有按时运行。请检查后台程序的日志。`;
  });
  put('outbox_stuck', facts.outboxSec, (sec) =>
    sec <= OUTBOX_LIMIT_SEC
      ? ''
      : `最早一个内部事件已等了 ${minutes(sec)} 分钟没有处理。请检查后台程序的日志。`,
  );
  put('template_drift', facts.drifted, (names) =>
    names.length === 0
      ? ''
      : `${some(names)}的模板有变化，已暂停对应渠道，只能走它的提醒先留着。请在“渠道与模板”里重新设置。`,
  );
  put('jobs_failed', facts.failed, (jobs) =>
    jobs.length === 0
      ? ''
      : `后台任务 ${some(jobs.map(({ name }) => name))} 连续失败 ${Math.max(...jobs.map(({ failures }) => failures))} 次。请查看后台程序的日志。`,
  );
  put('rescue_waiting', facts.stranded, (count) =>
    count === 0
      ? ''
      : `有 ${count} 位车主呼叫救援超过 ${RESCUE_ALARM_MINUTES} 分钟无人接单。请马上在“救援”里接单，或致电门店。`,
  );
  return found;
}

/** Times between tries to reach the group robot: 30 s, 2 min, 8 min, 30 min, then 2 h. */
const BACK_OFF_MS = [30_000, 120_000, 480_000, 1_800_000, 7_200_000] as const;
export const MAX_NOTICE_TRIES = 8;

/** Milliseconds to wait after so many tries. */
export function noticeBackOff(attempts: number): number {
  return BACK_OFF_MS[Math.min(Math.max(attempts, 1), BACK_OFF_MS.length) - 1] ?? 30_000;
}

/**
 * The body a group robot takes. 企业微信 and 钉钉 want `msgtype`/`text`, 飞书 wants `msg_type`/`content`; the host of
 * the configured address tells them apart.
 */
export function robotBody(host: string, content: string): object {
  const feishu = host === 'open.feishu.cn' || host === 'open.larksuite.com';
  return feishu ? { msg_type: 'text', content: { text: content } } : { msgtype: 'text', text: { content } };
}

/** Robots answer HTTP 200 and put a refusal in `errcode` (企业微信, 钉钉) or `code` (飞书). */
export function isRobotRefusal(answer: unknown): boolean {
  if (typeof answer !== 'object' || answer === null) return false;
  const { errcode = 0, code = 0 } = answer as { errcode?: unknown; code?: unknown };
  return errcode !== 0 || code !== 0;
}
