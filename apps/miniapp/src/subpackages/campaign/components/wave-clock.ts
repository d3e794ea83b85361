import type { WaveView } from '@cheban/contracts';

/** A wave, and its times by the clock of this phone: nobody starts earlier because a phone is fast. */
export interface KnownWave {
  readonly wave: WaveView;
  /** Milliseconds since the epoch, by this phone. */
  readonly startsAtMs: number;
  /** When to ask the page again: for a fresh ticket, or for the first one; null if nothing will change. */
  readonly askAtMs: number | null;
}

/** Tickets are given from so long before the start. */
const ticketsFromMs = 15 * 60_000;
/** People who wait for their first ticket ask within so long, each at another moment. */
const spreadMs = 60_000;

/**
 * @param heardMs when the answer came, by this phone
 * @param random 0 to 1
 */
export function knownWave(wave: WaveView, heardMs: number, random: () => number = Math.random): KnownWave {
  const offset = heardMs - Date.parse(wave.serverNow);
  const startsAtMs = heardMs + wave.startsInMs;
  if (wave.ticket) return { wave, startsAtMs, askAtMs: Date.parse(wave.ticket.refreshAt) + offset };
  if (wave.noTicket !== 'too_early') return { wave, startsAtMs, askAtMs: null };
  return { wave, startsAtMs, askAtMs: startsAtMs - ticketsFromMs + random() * spreadMs };
}

export type Phase = 'closed' | 'not_invited' | 'coming' | 'open';

/** What the page is about now. The start needs no new answer: it happens when the clock says so. */
export function phaseOf({ wave, startsAtMs }: KnownWave, nowMs: number): Phase {
  if (wave.state === 'stopped' || wave.state === 'over' || wave.state === 'sold_out') return 'closed';
  if (wave.noTicket === 'not_invited') return 'not_invited';
  return nowMs < startsAtMs ? 'coming' : 'open';
}
