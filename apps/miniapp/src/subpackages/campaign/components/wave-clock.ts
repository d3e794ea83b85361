import type { WavePulseView, WaveView } from '@cheban/contracts';

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

/**
 * What a page that waits learns every few seconds: that the wave was stopped, moved or sold out, and whether this phone
 * still counts right. The server's clock was read somewhere between the two instants; as long as the known start agrees
 * with that it stays, so that the countdown does not jump about with the network.
 * @param askedMs @param heardMs by this phone
 */
export function withPulse(
  known: KnownWave,
  pulse: WavePulseView,
  askedMs: number,
  heardMs: number,
): KnownWave {
  const { state, stateLabel, serverNow, startsAt, endsAt } = pulse;
  const leftMs = Date.parse(startsAt) - Date.parse(serverNow);
  const agrees = known.startsAtMs >= askedMs + leftMs && known.startsAtMs <= heardMs + leftMs;
  const startsAtMs = agrees ? known.startsAtMs : heardMs + leftMs;
  const askAtMs = known.askAtMs === null ? null : known.askAtMs + startsAtMs - known.startsAtMs;
  return { wave: { ...known.wave, state, stateLabel, serverNow, startsAt, endsAt }, startsAtMs, askAtMs };
}

export type Phase = 'closed' | 'not_invited' | 'coming' | 'open';

/** What the page is about now. The start needs no new answer: it happens when the clock says so. */
export function phaseOf({ wave, startsAtMs }: KnownWave, nowMs: number): Phase {
  if (wave.state === 'stopped' || wave.state === 'over' || wave.state === 'sold_out') return 'closed';
  if (wave.noTicket === 'not_invited') return 'not_invited';
  return nowMs < startsAtMs ? 'coming' : 'open';
}
