import type { SuspectKind } from '@cheban/contracts';

export interface SuspicionEvents {
  /** A person has decided about a reward that was held. */
  'suspicion.decided': { kind: SuspectKind; subjectId: string; state: 'released' | 'refused' };
}

declare module '../../platform/outbox/event.js' {
  interface EventBook extends SuspicionEvents {}
}
