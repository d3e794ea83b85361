import { z } from 'zod';
import { cursorOf, cursorQuery, fen, id, idParams, instant } from '../common.schema.js';
import { defineRoutes } from '../route.js';
import { campaignEndpoints } from './campaign.endpoints.js';
import {
  claimStates,
  grabResults,
  noTicketReasons,
  prizeKinds,
  releaseKinds,
  waveStates,
} from './campaign-constants.js';

export const waveParams = z.strictObject({ id, wave: z.coerce.number().int().min(1).max(99) });

/** A prize as it is shown before the start: 现金红包 200 份 or 电影票 50 张. */
const prizeOffer = z.object({ kind: z.enum(prizeKinds), name: z.string(), count: z.int() });

/** A prize that an owner won, in whatever campaign or game. */
export const wonPrizeView = z.object({
  id,
  kind: z.enum(prizeKinds),
  name: z.string(),
  /** Cash in fen; 0 for coupons and codes. */
  amountFen: fen,
  /** ¥3.50 or 电影票. */
  amountText: z.string(),
  state: z.enum(claimStates),
  stateLabel: z.string(),
  wonAt: instant,
  /** Until when the next step must be taken; null if there is none. */
  until: instant.nullable(),
  /** One warm sentence: what comes next. */
  text: z.string(),
  /** Cash that waits for a confirmation: the payout of the payment room. */
  payoutId: id.nullable(),
  /** A coupon that lies in the wallet. */
  couponId: id.nullable(),
  /** A code that lies in the wallet, among the codes. */
  codeId: id.nullable(),
});
export type WonPrizeView = z.infer<typeof wonPrizeView>;

/** What an owner won in a wave. */
export const packetView = wonPrizeView.extend({ campaignId: id, campaignTitle: z.string(), wave: z.int() });
export type PacketView = z.infer<typeof packetView>;

const ownerWave = z.object({
  number: z.int(),
  state: z.enum(waveStates),
  stateLabel: z.string(),
  startsAt: instant,
  endsAt: instant,
  packets: z.int(),
  prizes: z.array(prizeOffer),
  /** My packet of this wave. */
  mine: packetView.nullable(),
});

const campaignCore = {
  id,
  title: z.string(),
  subtitle: z.string(),
  storeNames: z.array(z.string()),
  serverNow: instant,
  release: z.enum(releaseKinds),
  /** How often a tap wins: 100% or 约 30%. Platform rules want it said. */
  oddsText: z.string(),
  /** I am invited. */
  invited: z.boolean(),
  waves: z.array(ownerWave),
  /** The wave that is open, else the next one; null when all are over. */
  nextWave: z.int().nullable(),
  /** One short line: 今天 20:00 开抢 / 正在进行 / 已结束. */
  text: z.string(),
};
export const ownerCampaignItem = z.object(campaignCore);
export const ownerCampaignView = z.object({ ...campaignCore, rulesText: z.string() });

export const winnerView = z.object({
  /** 王** · 138****1234 */
  nameMasked: z.string(),
  phoneMasked: z.string().nullable(),
  prizeText: z.string(),
  wonAt: instant,
});
export const waveView = z.object({
  campaignId: id,
  title: z.string(),
  subtitle: z.string(),
  rulesText: z.string(),
  oddsText: z.string(),
  number: z.int(),
  state: z.enum(waveStates),
  stateLabel: z.string(),
  /** The clock that counts: count down from here, not from the phone's time. */
  serverNow: instant,
  startsAt: instant,
  endsAt: instant,
  /** Below zero once it has begun: at 0 a page that is renewed would count down again until its clock ticks. */
  startsInMs: z.int(),
  packets: z.int(),
  prizes: z.array(prizeOffer),
  /**
   * Lets this log-in grab in this wave, once. It is worth nothing with another log-in or after the access token was
   * renewed: ask the page again at `refreshAt` (the times of people are spread), and after CAMPAIGN.TICKET.
   */
  ticket: z.object({ text: z.string(), expiresAt: instant, refreshAt: instant }).nullable(),
  noTicket: z.enum(noTicketReasons).nullable(),
  noTicketText: z.string().nullable(),
  /** The next start can be told: `offered`, or `asked` already; null when there is nothing to remind of (any more). */
  reminder: z.enum(['offered', 'asked']).nullable(),
  mine: packetView.nullable(),
  winners: z.array(winnerView),
});
export type WaveView = z.infer<typeof waveView>;

/** What a page that waits for a wave asks every few seconds. */
export const wavePulseView = z.object({
  state: z.enum(waveStates),
  stateLabel: z.string(),
  serverNow: instant,
  startsAt: instant,
  endsAt: instant,
});
export type WavePulseView = z.infer<typeof wavePulseView>;

export const grabBody = z.strictObject({
  ticket: z
    .string()
    .min(100)
    .max(600)
    .regex(/^[\w.-]+$/, '入场券格式不正确'),
});
export const grabView = z.object({
  result: z.enum(grabResults),
  text: z.string(),
  serverNow: instant,
  /** `early`: milliseconds until the start. */
  startsInMs: z.int().nullable(),
  /** `won`. */
  prize: z
    .object({
      packetId: id,
      kind: z.enum(prizeKinds),
      name: z.string(),
      amountFen: fen,
      amountText: z.string(),
      /** The prize is kept until the car comes to the store. */
      atCheckIn: z.boolean(),
    })
    .nullable(),
});
export type GrabView = z.infer<typeof grabView>;

export const campaignRoutes = defineRoutes(campaignEndpoints, {
  list: { view: z.object({ serverNow: instant, items: z.array(ownerCampaignItem) }) },
  detail: { params: idParams, view: ownerCampaignView },
  wave: { params: waveParams, view: waveView },
  pulse: { params: waveParams, view: wavePulseView },
  grab: {
    params: waveParams,
    body: grabBody,
    view: grabView,
    errors: ['CAMPAIGN.TICKET', 'CAMPAIGN.BUSY'],
  },
  remind: {
    params: waveParams,
    view: z.object({
      /** When it is told. */
      at: instant,
    }),
    errors: ['CAMPAIGN.STATE'],
  },
  winners: { params: waveParams, view: z.object({ items: z.array(winnerView), total: z.int() }) },
  myPackets: { query: z.strictObject(cursorQuery), view: cursorOf(packetView) },
  myPacket: { params: idParams, view: packetView },
});
