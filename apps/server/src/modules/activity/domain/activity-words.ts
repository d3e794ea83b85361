/** What owners are told of classes and activities. Pure. */
import { type Instant, sayDateTime, sayFullTime, shanghaiClock } from '@cheban/kernel';

export const sayTime = sayFullTime;

export interface ActivityFacts {
  readonly title: string;
  readonly storeName: string;
  readonly storePhone: string;
  /** Where, in words. */
  readonly place: string;
  readonly startsAt: Instant;
  readonly guests: number;
}
export interface Words {
  readonly title: string;
  readonly body: string;
  /** At most 20 characters, for a template field. */
  readonly note: string;
}

/** Stands in the field of a template where the rule leaves it to us. */
export const AUTO_NOTE = '详情请点开查看';

const together = (guests: number) => (guests === 0 ? '' : `，连您共 ${guests + 1} 位`);

/** What the words of a rule may speak of, as one reads it at `at`. `note` is what staff have written to it. */
export function eventFacts(facts: ActivityFacts, at: Instant, note = '') {
  return {
    why: `您已报名“${facts.title}”${together(facts.guests)}`,
    topic: facts.title,
    date: sayDateTime(facts.startsAt, at),
    place: facts.place,
    note,
    store: facts.storeName,
    phone: facts.storePhone,
  };
}

export function sayNotice(facts: ActivityFacts, text: string): Words {
  return { title: `活动通知：${facts.title}`, body: text, note: AUTO_NOTE };
}

/** What the words of an offered place may speak of: until when it is kept stands for the reason. */
export function offerFacts(facts: ActivityFacts, until: Instant, at: Instant) {
  const whom = facts.guests === 0 ? '已为您' : `已为您一行 ${facts.guests + 1} 位`;
  return { ...eventFacts(facts, at), why: `${whom}保留到${sayDateTime(until, at)}` };
}

/** The line on the card of an offered place where the rule leaves it to us. */
export const offerNote = (until: Instant) => `保留到 ${shanghaiClock(until)}`;
