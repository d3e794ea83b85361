/** What an owner is told about a running visit, in words. Pure. */
import type { MessageKind, VisitStep } from '@cheban/contracts';
import { deferOutOfQuietHours, type Instant, MINUTE_MS, type QuietHours, sayDateTime } from '@cheban/kernel';
import type { Notice } from './booking-notices.js';
import { sayTime } from './say-time.js';

export interface VisitFacts {
  step: VisitStep;
  storeName: string;
  storePhone: string;
  serviceName: string;
  promisedAt: Instant | null;
  handedOverAt: Instant | null;
  /** The newest delay, if the event is one. */
  delay: { reason: string; promisedAt: Instant } | null;
  now: Instant;
}

/** Steps in four or five characters, as WeChat's phrase fields want them. */
const phrase: Record<VisitStep, string> = {
  checked_in: '已接车',
  in_work: '维修中',
  quality_check: '质检中',
  washing: '洗车中',
  ready: '可取车',
  handed_over: '已交车',
};

const progress: Partial<Record<VisitStep, { title: string; body: string }>> = {
  in_work: { title: '技师已开始作业', body: '技师正在为您的爱车作业' },
  quality_check: { title: '爱车正在质检', body: '作业已完成，正在做出厂质检' },
  washing: { title: '爱车正在清洗', body: '质检已通过，正在为您的爱车清洗' },
};

/** The notice of an event; null if the owner is told nothing. */
export function visitNotice(eventType: string, step: VisitStep, facts: VisitFacts): Notice | null {
  const until = facts.promisedAt === null ? '' : `，预计${sayDateTime(facts.promisedAt, facts.now)} 可取车`;
  // Without a promised time the word stays away: a template that needs it is then left out, not filled with a guess.
  const time: Record<string, string> = facts.promisedAt === null ? {} : { time: sayTime(facts.promisedAt) };
  const make = (
    kind: MessageKind,
    title: string,
    body: string,
    note: string,
    phraseWord: string,
  ): Notice => ({
    kind,
    title,
    body,
    actionLabel: '查看进度',
    words: { store: facts.storeName, service: facts.serviceName, step: phraseWord, note, ...time },
  });
  if (eventType === 'visit.checked-in') {
    const body = `${facts.storeName}已为您的爱车接车，项目：${facts.serviceName}${until}。每一步进度随时可看。`;
    return make('visit_checked_in', '爱车已接车', body, facts.serviceName, phrase.checked_in);
  }
  if (eventType === 'visit.delayed' && facts.delay !== null) {
    const { reason, promisedAt } = facts.delay;
    const body = `很抱歉，交车时间需要调整到${sayDateTime(promisedAt, facts.now)}，原因：${reason}。给您添麻烦了，有疑问请致电 ${facts.storePhone}。`;
    const notice = make('visit_delayed', '交车时间有调整', body, reason, '时间调整');
    return { ...notice, words: { ...notice.words, time: sayTime(promisedAt) } };
  }
  if (eventType !== 'visit.advanced') return null;
  if (step === 'ready') {
    const body = `您的爱车已备好，可以来取车了。检测报告已放在进度页，顾问会当面为您讲解。`;
    const notice = make(
      'visit_ready',
      '爱车已备好，可以取车了',
      body,
      `${facts.serviceName}已完成`,
      phrase.ready,
    );
    return { ...notice, words: { time: sayTime(facts.now), ...notice.words } };
  }
  const said = progress[step];
  return said
    ? make('visit_progress', said.title, `${said.body}${until}。`, facts.serviceName, phrase[step])
    : null;
}

/** What was done, and what comes next, of a finished visit. */
export interface VisitOutcome {
  serviceName: string;
  /** Names of the lines of the work order. */
  lines: readonly string[];
  /** For instance `下次定期保养预计 3月6日 周六`; empty if nothing is known. */
  next: string;
}

const MAX_LINES = 3;

/** `这次做了定期保养（更换机油机滤、全合成机油等 5 项）`. */
function sayDone({ serviceName, lines }: VisitOutcome): string {
  const names = [...new Set(lines)].filter((name) => name !== serviceName);
  const shown = names.slice(0, MAX_LINES).join('、');
  const more = names.length > MAX_LINES ? `等 ${names.length} 项` : '';
  return `这次做了${serviceName}${shown === '' ? '' : `（${shown}${more}）`}`;
}

/** Why the thanks come, without a full stop: thanks, what was done, what comes next. */
export function sayThanks(storeName: string, outcome: VisitOutcome): string {
  const next = outcome.next === '' ? '' : `；${outcome.next}`;
  return `感谢您到${storeName}，${sayDone(outcome)}，检测报告随时可看${next}`;
}

/** Thanks without a question: the owner has answered one not long ago. */
export function plainThanks(why: string, phone: string): { title: string; body: string } {
  return { title: '谢谢您来店', body: `${why}。用车有任何不顺，随时打 ${phone}。` };
}

/** Asks once more for a rating that nobody gave. */
export function ratingReminder(storeName: string, serviceName: string): { title: string; body: string } {
  return {
    title: '还想听听您的感受',
    body: `前两天您在${storeName}做了${serviceName}，不知道您满意吗？点一下打个分就好，不再另行打扰。`,
  };
}

/** Half an hour after hand-over the owner is home or at work again; never at night. */
const RATING_DELAY_MS = 30 * MINUTE_MS;

/** When the invitation goes out: at once in a demo, where nobody waits half an hour to see it. */
export function ratingInvitationAt(now: Instant, demo: boolean, quiet: QuietHours): Instant {
  return demo ? now : deferOutOfQuietHours(now + RATING_DELAY_MS, quiet);
}

/** Why a planned notice about a visit is not true any more; null if it still is. */
export function whyVisitNoticeEnded(
  kind: MessageKind,
  time: string | undefined,
  visit: { step: VisitStep; promisedAt: Instant | null } | null,
  rated: boolean,
  answered = false,
): string | null {
  if (visit === null) return '工单已不存在。';
  if (kind === 'visit_thanks') return null;
  if (kind === 'rating_invitation' || kind === 'rating_reminder') return rated ? '车主已经评价过了。' : null;
  if (kind === 'visit_quote' && answered) return '车主已经答复过了。';
  if (visit.step === 'handed_over') return '爱车已交付，不再发送进度。';
  if (kind === 'visit_delayed') {
    if (visit.step === 'ready') return '爱车已备好，不再发送时间调整。';
    if (visit.promisedAt !== null && time !== sayTime(visit.promisedAt))
      return '交车时间已再次调整，以最新的通知为准。';
  }
  return null;
}
