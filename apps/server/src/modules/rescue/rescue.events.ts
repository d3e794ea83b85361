import type { RescueState } from '@cheban/contracts';

/** The way of a call for help on the road. */
export interface RescueEvents {
  /** By staff: whoever called is told. A new time to arrive is a change too. */
  'rescue.moved': { rescueId: string; state: RescueState };
}

declare module '../../platform/outbox/event.js' {
  interface EventBook extends RescueEvents {}
}
