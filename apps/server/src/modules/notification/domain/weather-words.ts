/** What owners are told about bad weather, in words. Pure. */
import type { WeatherKind } from '@cheban/contracts';
import { type Instant, sayDateTime } from '@cheban/kernel';
import type { Notice } from './notice.js';
import { sayTime } from './say-time.js';

/** Fits a template field of twenty characters. */
const shortTip: Record<WeatherKind, string> = {
  typhoon: '尽量不外出，车停高处避风处',
  rain: '减速慢行，遇积水请绕行',
  flood: '车停高处，进水切勿启动',
  snow: '缓踩油门刹车，拉大车距',
  ice: '路面结冰，不急刹不急转',
  cold: '检查胎压、电瓶和防冻液',
  wind: '握稳方向，停车避开大树',
  sand: '关窗内循环，开灯慢行',
  heat: '查胎压水温，车内勿留人',
  thunder: '雷雨减速，不在树下停车',
  hail: '尽快把车停进车库或棚内',
  fog: '开雾灯控车速，拉大车距',
  haze: '开灯慢行，打开内循环',
  other: '减速慢行，拉大车距',
};

export interface WeatherFacts {
  kind: WeatherKind;
  /** 暴雨橙色预警 */
  title: string;
  tip: string;
  endsAt: Instant;
  now: Instant;
}

/** Why the message comes, without a full stop: what, until when, and one tip. */
export function sayWarning({ title, tip, endsAt, now }: WeatherFacts): string {
  return `当地发布${title}，预计持续到${sayDateTime(endsAt, now)}。${tip}`;
}

/** Words for the template fields: what, until when, what to do. */
export function warningWords(facts: WeatherFacts, rank: number): Record<string, string> {
  return {
    weather: facts.title,
    time: sayTime(facts.endsAt),
    reason: shortTip[facts.kind],
    // Not shown: the level that this message speaks of.
    rank: String(rank),
  };
}

/** Said to an owner whose booking lies in the window. */
export function sayFreeReschedule(startsAt: Instant, now: Instant): string {
  return `您${sayDateTime(startsAt, now)}的预约可以免费改期，点开就能换个时间。`;
}

/** Why a booking may be moved for free; shown beside the button, at most 100 characters. */
export const rescheduleReason = (title: string) => `${title}期间，可免费改期一次`;

/** The weather is over, to an owner whose booking was in the window and still stands. */
export function allClearNotice(
  weather: { title: string },
  booking: { startsAt: Instant; storeName: string; storePhone: string },
  now: Instant,
): Notice {
  const when = sayDateTime(booking.startsAt, now);
  return {
    kind: 'weather_change',
    facts: {
      why: `${weather.title}已解除，您${when}的预约照常`,
      date: when,
      store: booking.storeName,
      phone: booking.storePhone,
    },
    words: {
      weather: `${weather.title}解除`,
      time: sayTime(booking.startsAt),
      store: booking.storeName,
    },
    short: '预约照常，门店等您',
  };
}

/** Why a check is offered on the day after. */
export function sayCheck(typeName: string, after: { why: string; look: string }): string {
  return `这次${typeName.replace(/预警(信号)?$/, '')}过去了，${after.why}，我们可以帮您看看${after.look}`;
}
