import type { ServiceKind } from '@cheban/contracts';

/** Shorter ones lead no driver to a car. */
const ADDRESS_LENGTH = 4;

/** What the note of a booking lacks, in Chinese; null if nothing. A driver who fetches a car has to know where it stands. */
export function noteFault(kind: ServiceKind, note: string): string | null {
  return kind === 'pick_up' && note.trim().length < ADDRESS_LENGTH
    ? '请写明取车地址，方便司机按时上门'
    : null;
}
