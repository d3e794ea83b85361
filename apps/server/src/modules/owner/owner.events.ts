export interface OwnerEvents {
  /** A WeChat account belongs to an owner from now on, or to one more car: they can be reached. */
  'owner.bound': { ownerId: string; accountId: string };
}

declare module '../../platform/outbox/event.js' {
  interface EventBook extends OwnerEvents {}
}
