/** What an owner is told about a running visit, in words. Pure. */
import type { MessageKind, VisitStep } from '@cheban/contracts';
import { deferOutOfQuietHours, type Instant, MINUTE_MS, type QuietHours, sayDateTime } from '@cheban/kernel';
import type { Notice, NoticeKind } from './notice.js';
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

const progress: Partial<Record<VisitStep, { step: string; why: string }>> = {
  in_work: { step: '技师已开始作业', why: '技师正在为您的爱车作业' },
  quality_check: { step: '爱车正在质检', why: '作业已完成，正在做出厂质检' },
  washing: { step: '爱车正在清洗', why: '质检已通过，正在为您的爱车清洗' },
};

/** The notice of an event; null if the owner is told nothing. */
export function visitNotice(eventType: string, step: VisitStep, facts: VisitFacts): Notice | null {
  const { serviceName, promisedAt, now } = facts;
  const sayAt = (at: Instant | null) => (at === null ? '' : sayDateTime(at, now));
  const until = promisedAt === null ? '' : `预计${sayAt(promisedAt)} 可取车`;
  const make = (
    kind: NoticeKind,
    said: Partial<Notice['facts']>,
    card: { short: string; step: string; time: Instant | null },
  ): Notice => ({
    kind,
    facts: {
      store: facts.storeName,
      phone: facts.storePhone,
      service: serviceName,
      date: sayAt(promisedAt),
      ...said,
    },
    words: {
      store: facts.storeName,
      service: serviceName,
      step: card.step,
      // Without a promised time the word stays away: a template that needs it is then left out, not filled with a guess.
      ...(card.time === null ? {} : { time: sayTime(card.time) }),
    },
    short: card.short,
  });
  const card = { short: serviceName, step: phrase[step], time: promisedAt };
  if (eventType === 'visit.checked-in')
    return make('visit_checked_in', { why: until }, { ...card, step: phrase.checked_in });
  if (eventType === 'visit.delayed' && facts.delay !== null) {
    const { reason, promisedAt: time } = facts.delay;
    const said = { date: sayAt(time), note: reason };
    return make('visit_delayed', said, { short: reason, step: '时间调整', time });
  }
  if (eventType !== 'visit.advanced') return null;
  if (step === 'ready')
    return make('visit_ready', {}, { ...card, short: `${serviceName}已完成`, time: promisedAt ?? now });
  const said = progress[step];
  const why = said && (until === '' ? said.why : `${said.why}，${until}`);
  return said ? make('visit_progress', { ...said, why }, card) : null;
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
  if (kind === 'visit_thanks' || kind === 'visit_thanked') return null;
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
