import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../platform/config/index.js';

/** Who may grab in which wave, as looked up when the page was asked for. */
export interface Ticket {
  readonly waveId: string;
  readonly ownerId: string;
  readonly sessionId: string;
  readonly accountId: string;
  /** The store that the claim counts for. */
  readonly storeId: string;
  /** Milliseconds. */
  readonly expiresAt: number;
  /** Blind index of the phone; empty without one. */
  readonly phoneIndex: string;
  readonly vehicleIds: readonly string[];
}

const ID = 26;
const IDS = 5 * ID;
/** The most cars a ticket carries: it must fit into a small request. */
export const MOST_CARS = 10;
/** Twice as many at most are kept, half a kilobyte each. */
const MOST_KEPT = 10_000;

/**
 * Tickets are signed together with the access token of the log-in they were given to: whoever shows both has passed
 * every check of the page, so that the grab itself asks the database nothing before it writes. Worth nothing without the
 * token, for another wave, or after its time. A wave answers a person once, however many tickets there are.
 */
@Injectable()
export class GrabTickets {
  private readonly key: Buffer;
  /** Tickets that were found good, by access token: a person taps more than once. */
  private good = new Map<string, { readonly text: string; readonly ticket: Ticket }>();
  private goodBefore = this.good;

  constructor(@Inject(CONFIG) config: Config) {
    this.key = createHmac('sha256', config.indexKey).update('campaign grab ticket').digest();
  }

  sign(ticket: Ticket, accessToken: string): string {
    const { waveId, ownerId, sessionId, accountId, storeId, expiresAt, phoneIndex, vehicleIds } = ticket;
    const cars = vehicleIds.slice(0, MOST_CARS).join('');
    const body = `${waveId}${ownerId}${sessionId}${accountId}${storeId}.${expiresAt.toString(36)}.${phoneIndex}.${cars}`;
    return `${body}.${this.mac(body, accessToken).toString('base64url')}`;
  }

  /** What the ticket says, or null if it was not given to this log-in. Whether it is in time is the caller's look. */
  read(text: string, accessToken: string): Ticket | null {
    const known = this.good.get(accessToken) ?? this.goodBefore.get(accessToken);
    if (known?.text === text) return known.ticket;
    const ticket = this.check(text, accessToken);
    if (ticket === null) return null;
    if (this.good.size >= MOST_KEPT) {
      this.goodBefore = this.good;
      this.good = new Map();
    }
    this.good.set(accessToken, { text, ticket });
    return ticket;
  }

  private check(text: string, accessToken: string): Ticket | null {
    const end = text.lastIndexOf('.');
    const body = text.slice(0, end);
    const given = Buffer.from(text.slice(end + 1), 'base64url');
    const right = this.mac(body, accessToken);
    if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
    const [ids = '', expires = '', phoneIndex = '', cars = ''] = body.split('.');
    if (ids.length !== IDS) return null;
    const vehicleIds: string[] = [];
    for (let from = 0; from < cars.length; from += ID) vehicleIds.push(cars.slice(from, from + ID));
    return {
      waveId: ids.slice(0, ID),
      ownerId: ids.slice(ID, 2 * ID),
      sessionId: ids.slice(2 * ID, 3 * ID),
      accountId: ids.slice(3 * ID, 4 * ID),
      storeId: ids.slice(4 * ID),
      expiresAt: Number.parseInt(expires, 36),
      phoneIndex,
      vehicleIds,
    };
  }

  private mac(body: string, accessToken: string): Buffer {
    return createHmac('sha256', this.key).update(body).update('\0').update(accessToken).digest();
  }
}
