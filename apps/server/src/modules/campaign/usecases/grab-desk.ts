import { createHmac } from 'node:crypto';
import { CERTAIN_PPM, type GrabResult, grabResultText, type routes } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { AppError } from '../../../platform/errors/index.js';
import type { ViewOf } from '../../../platform/http/index.js';
import { isGrabbable } from '../../../platform/planned/index.js';
import { prizeText } from '../domain/campaign-words.js';
import type { GrabLine } from './grab-line.js';
import type { Ticket } from './grab-tickets.js';
import type { Outcome } from './line-tools.js';
import { TapLimit } from './tap-limit.js';
import { WaveLines } from './wave-lines.js';

export type GrabAnswer = ViewOf<(typeof routes)['campaign']['grab']>;

/** Taps a second: more than fingers, or an app that repeats a lost answer, ever need. */
const MOST_TAPS = 8;

/** Answers taps: the clock, the odds and the limits of taps here, the packet in the line. */
@Injectable()
export class GrabDesk {
  private readonly taps = new TapLimit(MOST_TAPS);
  private readonly plains = new Map<GrabResult, string>();
  private plainAt = 0;

  constructor(
    private readonly lines: WaveLines,
    private readonly clock: Clock,
  ) {}

  /** The line of a wave if it is there and nothing about it must be asked; else `find`. */
  ready(campaignId: string, wave: number): GrabLine | null {
    const line = this.lines.ready(campaignId, wave);
    return line?.open.fresh ? line : null;
  }

  /** The line of a wave, with a fresh look at its state; null if there is no such wave. */
  async find(campaignId: string, wave: number): Promise<GrabLine | null> {
    const line = await this.lines.of(campaignId, wave);
    if (line && !line.open.fresh) await line.open.look();
    return line;
  }

  /**
   * One tap; `tell` gets the answer as JSON (a GrabAnswer), at once where it is known. Throws, or rejects with,
   * REQUEST.TOO_MANY, CAMPAIGN.TICKET (out of time or of another wave), CAMPAIGN.BUSY (nothing is decided; ask again),
   * AUTH.EXPIRED.
   */
  grab(line: GrabLine, ticket: Ticket, tell: (answer: string) => void): void | Promise<void> {
    const now = this.clock.now();
    const { wave, plan, state } = line.open;
    if (!this.taps.allows(ticket.ownerId) || !this.taps.allows(ticket.accountId))
      throw new AppError('REQUEST.TOO_MANY', { retryAfterSec: 1 });
    if (ticket.waveId !== wave.id || ticket.expiresAt <= now) throw new AppError('CAMPAIGN.TICKET');
    if (now < wave.startsAt) return tell(JSON.stringify(said('early', now, wave.startsAt - now)));
    const known = line.known(ticket.ownerId);
    if (known) return tell(this.answer(line, known, now));
    if (!isGrabbable(state)) return tell(this.plain('stopped', now));
    if (now >= wave.endsAt || line.open.closed) return tell(this.plain('over', now));
    if (plan.oddsPpm < CERTAIN_PPM && !isLucky(wave.seed, ticket.ownerId, plan.oddsPpm))
      return tell(this.plain('missed', now));
    return line.ask(ticket).then((outcome) => tell(this.answer(line, outcome, now)));
  }

  private answer(line: GrabLine, outcome: Outcome, now: number): string {
    switch (outcome.kind) {
      case 'won':
        return JSON.stringify({ ...said('won', now), prize: this.prize(line, outcome) });
      case 'closed':
        return this.plain('over', now);
      case 'busy':
        throw new AppError('CAMPAIGN.BUSY', { retryAfterSec: 1 });
      case 'signed_out':
        throw new AppError('AUTH.EXPIRED');
      default:
        return this.plain(outcome.kind, now);
    }
  }

  /** An answer without a prize. Within a millisecond it is the same for everybody. */
  private plain(result: GrabResult, now: number): string {
    if (this.plainAt !== now) {
      this.plainAt = now;
      this.plains.clear();
    }
    const known = this.plains.get(result);
    if (known !== undefined) return known;
    const text = JSON.stringify(said(result, now));
    this.plains.set(result, text);
    return text;
  }

  private prize({ open }: GrabLine, { claimId, packetNo }: Outcome & { kind: 'won' }): GrabAnswer['prize'] {
    const packet = open.packet(packetNo);
    const prize = packet ? open.wave.prizes[packet.prize] : undefined;
    if (!packet || !prize) throw new Error(`Packet ${packetNo} was never written`);
    const amountFen = prize.kind === 'cash' ? packet.amountFen : 0;
    return {
      packetId: claimId,
      kind: prize.kind,
      name: prize.name,
      amountFen,
      amountText: prizeText(prize.kind, prize.name, amountFen),
      atCheckIn: open.plan.release === 'at_check_in',
    };
  }
}

/**
 * Whether a person wins by the odds in a wave. Drawn from the wave's secret and the person, so that a second try, or
 * another server, comes out the same without anything written down.
 */
export function isLucky(seed: string, ownerId: string, ppm: number): boolean {
  const drawn = createHmac('sha256', seed).update(ownerId).digest().readUInt32BE(0);
  return (drawn / 4_294_967_296) * CERTAIN_PPM < ppm;
}

function said(result: GrabResult, now: number, startsInMs: number | null = null): GrabAnswer {
  return {
    result,
    text: grabResultText[result],
    serverNow: toDate(now).toISOString(),
    startsInMs,
    prize: null,
  };
}
