export interface MessagingEvents {
  /** An owner, or staff for them, changed what they wish to hear. */
  'owner.wishes-changed': { ownerId: string };
}

declare module '../../platform/outbox/event.js' {
  interface EventBook extends MessagingEvents {}
}
