import { isObject } from './push-body.js';
import { PushError } from './push-error.js';

type PushBase = {
  /** The user's openid in the app that got the push. */
  openid: string;
  /** The account's original id (`gh_…`). */
  accountId: string;
  /** ISO instant, precision one second. */
  createdAt: string;
  /** The same for every repetition of the same push, different for different pushes. */
  dedupeKey: string;
};

export type PushEvent = PushBase &
  (
    | { kind: 'subscribe_popup'; items: { templateId: string; accepted: boolean; popupScene: string }[] }
    | { kind: 'subscribe_change'; items: { templateId: string; accepted: boolean }[] }
    | {
        kind: 'subscribe_sent';
        items: { templateId: string; msgId: string; errorCode: number; errorStatus: string }[];
      }
    | { kind: 'template_finish'; msgId: string; result: TemplateFinish; statusText: string }
    | { kind: 'follow'; scene: string | null }
    | { kind: 'unfollow' }
    | { kind: 'scan'; scene: string }
    | { kind: 'media_check'; traceId: string; verdict: MediaVerdict }
    | { kind: 'other'; messageType: string; event: string }
  );

/** What WeChat thinks of a photo; `failed`: it could not look at it. */
export type MediaVerdict = 'pass' | 'review' | 'risky' | 'failed';

/** What became of a template message. */
export type TemplateFinish = 'delivered' | 'user_blocked' | 'system_failed' | 'rate_limited' | 'failed';

/**
 * Turns a parsed push into one event. XML nests the items in `SubscribeMsg…Event.List`, JSON has a top-level
 * `List` that is an object for one item and an array for several: all become `items`.
 * @throws PushError `malformed` when sender or time is missing
 */
export function readPushEvent(raw: Record<string, unknown>): PushEvent {
  const openid = textOf(raw.FromUserName);
  const seconds = Number(textOf(raw.CreateTime));
  if (openid === '' || !Number.isSafeInteger(seconds) || seconds <= 0) {
    throw new PushError('malformed', 'no sender or time');
  }
  const messageType = textOf(raw.MsgType);
  const event = messageType === 'event' ? textOf(raw.Event) : '';
  const base: PushBase = {
    openid,
    accountId: textOf(raw.ToUserName),
    createdAt: new Date(seconds * 1000).toISOString(),
    dedupeKey: dedupeKey(raw, openid, seconds, event),
  };
  switch (event.toLowerCase()) {
    case 'subscribe_msg_popup_event':
      return {
        ...base,
        kind: 'subscribe_popup',
        items: itemsOf(raw, 'SubscribeMsgPopupEvent').map((item) => ({
          templateId: textOf(item.TemplateId),
          accepted: isAccept(item),
          popupScene: textOf(item.PopupScene),
        })),
      };
    case 'subscribe_msg_change_event':
      return {
        ...base,
        kind: 'subscribe_change',
        items: itemsOf(raw, 'SubscribeMsgChangeEvent').map((item) => ({
          templateId: textOf(item.TemplateId),
          accepted: isAccept(item),
        })),
      };
    case 'subscribe_msg_sent_event':
      return {
        ...base,
        kind: 'subscribe_sent',
        items: itemsOf(raw, 'SubscribeMsgSentEvent').map((item) => ({
          templateId: textOf(item.TemplateId),
          msgId: textOf(item.MsgID ?? item.MsgId),
          errorCode: Number(textOf(item.ErrorCode) || 0),
          errorStatus: textOf(item.ErrorStatus),
        })),
      };
    case 'templatesendjobfinish': {
      const statusText = textOf(raw.Status);
      const msgId = textOf(raw.MsgID ?? raw.MsgId);
      return { ...base, kind: 'template_finish', msgId, result: finishOf(statusText), statusText };
    }
    case 'subscribe': {
      const key = textOf(raw.EventKey);
      return { ...base, kind: 'follow', scene: key.startsWith('qrscene_') ? key.slice(8) : null };
    }
    case 'unsubscribe':
      return { ...base, kind: 'unfollow' };
    case 'scan':
      return { ...base, kind: 'scan', scene: textOf(raw.EventKey) };
    case 'wxa_media_check':
      return { ...base, kind: 'media_check', traceId: textOf(raw.trace_id), verdict: verdictOf(raw) };
    default:
      return { ...base, kind: 'other', messageType, event };
  }
}

/** WeChat's own advice: messages by MsgId, events by sender, time and what they are about. */
function dedupeKey(raw: Record<string, unknown>, openid: string, seconds: number, event: string): string {
  if (event === '') return `${openid}:${textOf(raw.MsgId) || seconds}`;
  const subjects = [
    ...itemsOf(raw, 'SubscribeMsgPopupEvent'),
    ...itemsOf(raw, 'SubscribeMsgChangeEvent'),
    ...itemsOf(raw, 'SubscribeMsgSentEvent'),
  ].map(
    (item) =>
      `${textOf(item.TemplateId)}/${textOf(item.MsgID ?? item.MsgId)}/${textOf(item.SubscribeStatusString)}`,
  );
  // Answers about the photos of one post come within one second.
  if (event.toLowerCase() === 'wxa_media_check') subjects.push(textOf(raw.trace_id));
  const parts = [openid, seconds, event, textOf(raw.MsgID), textOf(raw.EventKey), ...new Set(subjects)];
  return parts.join(':');
}

/** The list items of a subscribe event, wherever the format puts them. */
function itemsOf(raw: Record<string, unknown>, wrapper: string): Record<string, unknown>[] {
  const wrapped = raw[wrapper];
  const list = raw.List ?? (isObject(wrapped) ? wrapped.List : wrapped);
  if (Array.isArray(list)) return list.filter(isObject);
  return isObject(list) ? [list] : [];
}

function isAccept(item: Record<string, unknown>): boolean {
  return textOf(item.SubscribeStatusString).startsWith('accept');
}

function verdictOf(raw: Record<string, unknown>): MediaVerdict {
  const suggest = isObject(raw.result) ? textOf(raw.result.suggest) : '';
  const isWhole = (textOf(raw.errcode) || '0') === '0';
  return isWhole && (suggest === 'pass' || suggest === 'review' || suggest === 'risky') ? suggest : 'failed';
}

function finishOf(status: string): TemplateFinish {
  // "failed:user block", "failed: system failed": case and blanks differ between reports.
  const word = status.toLowerCase().replace(/\s/g, '');
  if (word === 'success') return 'delivered';
  if (word.includes('userblock')) return 'user_blocked';
  if (word.includes('systemfailed')) return 'system_failed';
  if (word.includes('freqlimit')) return 'rate_limited';
  return 'failed';
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
