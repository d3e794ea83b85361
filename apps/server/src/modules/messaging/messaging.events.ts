import type { MediaVerdict } from '@cheban/wechat';

export interface MessagingEvents {
  /** An owner, or staff for them, changed what they wish to hear. */
  'owner.wishes-changed': { ownerId: string };
  /** WeChat has looked at a photo that it was asked about. */
  'photo.checked': { traceId: string; verdict: MediaVerdict };
}

declare module '../../platform/outbox/event.js' {
  interface EventBook extends MessagingEvents {}
}
