import { randomInt } from 'node:crypto';
import {
  type NoTicketReason,
  noTicketText,
  type routes,
  type WavePlan,
  waveStateLabel,
} from '@cheban/contracts';
import { MINUTE_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { fieldCipher } from '../../../platform/crypto/index.js';
import { notFound } from '../../../platform/errors/index.js';
import { RateLimit, type ViewOf } from '../../../platform/http/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { oddsText } from '../domain/campaign-words.js';
import { waveState } from '../domain/wave-state.js';
import { type Campaign, CampaignRepository } from '../persistence/campaign.repository.js';
import { ClaimRepository } from '../persistence/claim.repository.js';
import { ClaimFigures } from '../persistence/claim-figures.repository.js';
import { type Wave, WaveRepository } from '../persistence/wave.repository.js';
import { GrabTickets } from './grab-tickets.js';
import type { Visible } from './invitations.js';
import { OwnerCampaigns, offersOf } from './owner-campaigns.queries.js';
import { PacketViews } from './packet-views.queries.js';
import { RemindMe } from './remind-me.usecase.js';
import { WaveLines } from './wave-lines.js';
import { WinnerViews } from './winner-views.queries.js';

type Routes = (typeof routes)['campaign'];
type View = ViewOf<Routes['wave']>;

/** Tickets are given from so long before the start; access tokens live half an hour. */
const EARLY_MS = 15 * MINUTE_MS;
const TICKET_MS = 20 * MINUTE_MS;
/** A tap of the last moment is written so late at most. */
const LATE_MS = 10_000;
/** Pages are asked again between two minutes and twenty seconds before the start, each at another moment. */
const REFRESH_FROM_SEC = 20;
const REFRESH_TO_SEC = 120;
/** A person may open the page so often in a minute. */
const PAGES_A_MINUTE = 60;
const SHOWN = 20;
const MOST_SHOWN = 100;

const iso = (at: number) => toDate(at).toISOString();

/** The page of a wave: the clock that counts, the ticket, one's own result, who won. */
@Injectable()
export class WavePage {
  constructor(
    private readonly campaigns: CampaignRepository,
    private readonly visible: OwnerCampaigns,
    private readonly waves: WaveRepository,
    private readonly claims: ClaimRepository,
    private readonly figures: ClaimFigures,
    private readonly packets: PacketViews,
    private readonly winnerViews: WinnerViews,
    private readonly owners: OwnerDirectory,
    private readonly tickets: GrabTickets,
    private readonly lines: WaveLines,
    private readonly reminders: RemindMe,
    private readonly limit: RateLimit,
    private readonly clock: Clock,
  ) {}

  async show(actor: OwnerActor, accessToken: string, id: string, number: number): Promise<View> {
    await this.limit.hit('campaign.wave', actor.ownerId, PAGES_A_MINUTE, 60);
    const found = await this.visible.find(actor.ownerId, id);
    const wave = await this.waves.find(id, number);
    if (!wave) throw notFound();
    await this.campaigns.seen(id, actor.ownerId);
    const mine = await this.claims.ofOwner(wave.id, actor.ownerId);
    const [mineView] = mine ? await this.packets.of([mine]) : [];
    const winners = await this.winnerViews.of(await this.figures.latest(wave.id, SHOWN));
    const { planned: campaign } = found;
    const { plan } = campaign;
    const now = this.clock.now();
    const state = waveState(campaign.state, wave, now);
    const refusal = refusalOf(found, wave, now);
    if (refusal === null && isNext(plan.waves, wave, now)) this.lines.warm(id, number);
    return {
      campaignId: id,
      title: plan.title,
      subtitle: plan.subtitle,
      rulesText: plan.rulesText,
      oddsText: oddsText(plan.oddsPpm),
      number,
      state,
      stateLabel: waveStateLabel[state],
      serverNow: iso(now),
      startsAt: iso(wave.startsAt),
      endsAt: iso(wave.endsAt),
      startsInMs: wave.startsAt - now,
      packets: wave.packets,
      prizes: offersOf(wave),
      ticket: refusal === null ? await this.ticket(actor, accessToken, found, wave, now) : null,
      noTicket: refusal,
      noTicketText: refusal === null ? null : noTicketText[refusal],
      reminder: await this.reminders.stateOf(actor.ownerId, found, wave),
      mine: mineView ?? null,
      winners,
    };
  }

  async winners(ownerId: string, id: string, number: number): Promise<ViewOf<Routes['winners']>> {
    await this.visible.find(ownerId, id);
    const wave = await this.waves.find(id, number);
    if (!wave) throw notFound();
    const [latest, totals] = await Promise.all([
      this.figures.latest(wave.id, MOST_SHOWN),
      this.figures.totals([id]),
    ]);
    return { items: await this.winnerViews.of(latest), total: totals.get(wave.id)?.claims ?? 0 };
  }

  private async ticket(
    actor: OwnerActor,
    accessToken: string,
    { invited }: Visible<Campaign>,
    wave: Wave,
    now: number,
  ): Promise<View['ticket']> {
    const phone = (await this.owners.phonesOf([actor.ownerId])).get(actor.ownerId)?.();
    const expiresAt = Math.min(now + TICKET_MS, wave.endsAt + MINUTE_MS);
    const text = this.tickets.sign(
      {
        waveId: wave.id,
        ownerId: actor.ownerId,
        sessionId: actor.sessionId,
        accountId: actor.accountId,
        storeId: invited[0]?.storeId ?? '',
        expiresAt,
        phoneIndex: phone === undefined ? '' : fieldCipher().index('phone', phone),
        vehicleIds: invited.map(({ vehicleId }) => vehicleId),
      },
      accessToken,
    );
    const early = wave.startsAt - 1000 * randomInt(REFRESH_FROM_SEC, REFRESH_TO_SEC);
    const refreshAt = early > now ? Math.min(early, expiresAt) : expiresAt;
    return { text, expiresAt: iso(expiresAt), refreshAt: iso(refreshAt) };
  }
}

function refusalOf({ planned, invited }: Visible<Campaign>, wave: Wave, now: number): NoTicketReason | null {
  if (invited.length === 0) return 'not_invited';
  if (planned.state === 'killed') return 'stopped';
  if (now >= wave.endsAt || wave.closedAt !== null) return 'over';
  return now < wave.startsAt - EARLY_MS ? 'too_early' : null;
}

/**
 * Whether nobody can win in an earlier wave any more. A gate that is built before that knows nothing of those winners:
 * the database would refuse each of them by itself.
 */
function isNext(waves: readonly WavePlan[], wave: Wave, now: number): boolean {
  return waves
    .slice(0, wave.number - 1)
    .every(({ startsAt, minutes }) => Date.parse(startsAt) + minutes * MINUTE_MS + LATE_MS <= now);
}
