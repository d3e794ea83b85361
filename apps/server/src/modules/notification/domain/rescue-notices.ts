/** What an owner who waits on the road is told. Pure. */
import { type RescueKind, type RescueState, rescueKindLabel } from '@cheban/contracts/constants';
import { type Instant, sayDateTime } from '@cheban/kernel';
import type { Notice } from './notice.js';
import { sayTime } from './say-time.js';

/** How a call for help stands. */
export interface RescueNews {
  readonly kind: RescueKind;
  readonly state: RescueState;
  readonly etaAt: Instant | null;
  readonly cancelledBy: 'owner' | 'staff' | null;
  /** The same in a sentence, without a full stop and without the number of somebody. */
  readonly why: string;
}

/** Who called knows of the call, who is back on the road that help was there: only these are told. */
const titles: Partial<Record<RescueState, string>> = {
  accepted: '门店已接到您的救援',
  on_the_way: '救援人员正在赶来',
  arrived: '救援人员已到达',
  cancelled: '救援已取消',
};
/** The same in the five characters of WeChat's phrase fields. */
const phrases: Partial<Record<RescueState, string>> = {
  accepted: '已接单',
  on_the_way: '正在赶来',
  arrived: '已到达',
  cancelled: '已取消',
};

/** The notice of how a call for help stands; null if nobody needs to hear of it. */
export function rescueNotice(
  call: RescueNews,
  store: { readonly name: string; readonly phone: string },
  now: Instant,
): Notice | null {
  const title = titles[call.state];
  const phrase = phrases[call.state];
  if (title === undefined || phrase === undefined || call.cancelledBy === 'owner') return null;
  const { etaAt } = call;
  const service = rescueKindLabel[call.kind];
  const until = etaAt !== null && (call.state === 'accepted' || call.state === 'on_the_way') ? etaAt : null;
  return {
    kind: 'rescue_progress',
    facts: {
      why: call.why,
      step: title,
      service,
      store: store.name,
      phone: store.phone,
    },
    words: { store: store.name, service, step: phrase, time: sayTime(until ?? now), key: stampOf(call) },
    short: until === null ? title : `预计${sayDateTime(until, now)} 到达`,
  };
}

/** Names how a call stands: a message that was overtaken by the next says nothing true any more. Not shown. */
export const stampOf = ({ state, etaAt }: Pick<RescueNews, 'state' | 'etaAt'>): string =>
  `${state} ${etaAt ?? ''}`;
