/** What owners are told of classes and activities. Pure. */
import { businessDate, type Instant, partsOf, sayDateTime, shanghaiClock } from '@cheban/kernel';

export interface ActivityFacts {
  readonly title: string;
  readonly storeName: string;
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

/** `2026年12月6日 09:30`: the form that WeChat's time fields take. */
export function sayTime(instant: Instant): string {
  const { year, month, day } = partsOf(businessDate(instant));
  return `${year}年${month}月${day}日 ${shanghaiClock(instant)}`;
}

const together = (guests: number) => (guests === 0 ? '' : `，连您共 ${guests + 1} 位`);

export function saySignedUp(facts: ActivityFacts, now: Instant): Words {
  return {
    title: `报名成功：${facts.title}`,
    body: `您已报名“${facts.title}”${together(facts.guests)}。${sayDateTime(facts.startsAt, now)}，${facts.place}见。到场出示报名码即可签到；临时来不了，请提前取消，让给候补的车主。`,
    note: '到场出示报名码即可签到',
  };
}

export function sayReminder(stage: 'day_before' | 'morning', facts: ActivityFacts, at: Instant): Words {
  const when = sayDateTime(facts.startsAt, at);
  return stage === 'day_before'
    ? {
        title: `明天见：${facts.title}`,
        body: `${when}，${facts.place}，“${facts.title}”等您来${together(facts.guests)}。来不了请提前取消，我们好让给候补的车主。`,
        note: '来不了请提前取消',
      }
    : {
        title: `今天见：${facts.title}`,
        body: `${when}，${facts.place}。打开本消息就是您的报名码，到场出示即可签到，路上慢行。`,
        note: '打开消息出示报名码',
      };
}

export function sayChanged(facts: ActivityFacts, note: string, now: Instant): Words {
  const why = note === '' ? '' : `${note.replace(/[。！!.]?$/u, '。')}`;
  return {
    title: `时间地点有变：${facts.title}`,
    body: `您报名的“${facts.title}”有调整：${sayDateTime(facts.startsAt, now)}，${facts.place}。${why}报名仍然有效；若不方便，可在报名里取消。`,
    note: '报名仍然有效',
  };
}

export function sayNotice(facts: ActivityFacts, text: string): Words {
  return { title: `活动通知：${facts.title}`, body: text, note: '详情请点开查看' };
}

export function sayCancelled(facts: ActivityFacts, reason: string, now: Instant): Words {
  return {
    title: `活动取消：${facts.title}`,
    body: `很抱歉，原定${sayDateTime(facts.startsAt, now)}的“${facts.title}”取消了：${reason.replace(/[。！!.]?$/u, '。')}下一场有了时间，欢迎您再来。`,
    note: '活动已取消，敬请谅解',
  };
}

export function sayOffer(facts: ActivityFacts, until: Instant, now: Instant): Words {
  return {
    title: `候补到位：${facts.title}`,
    body: `您候补的“${facts.title}”有名额了${together(facts.guests)}：${sayDateTime(facts.startsAt, now)}，${facts.place}。已为您保留到${sayDateTime(until, now)}，点开即可确认；不来也请点一下，让给下一位车主。`,
    note: `保留到 ${shanghaiClock(until)}`,
  };
}
