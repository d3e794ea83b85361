import { type routes, waveStateLabel } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { notFound } from '../../../platform/errors/index.js';
import type { ViewOf } from '../../../platform/http/index.js';
import { waveState } from '../domain/wave-state.js';
import { CampaignRepository } from '../persistence/campaign.repository.js';
import { ClaimFigures } from '../persistence/claim-figures.repository.js';
import { WaveRepository } from '../persistence/wave.repository.js';
import { seen } from './campaign-scope.js';
import { WinnerViews } from './winner-views.queries.js';

const LATEST = 12;

/** The big numbers of a wave while it runs. */
@Injectable()
export class WaveScreen {
  constructor(
    private readonly campaigns: CampaignRepository,
    private readonly waves: WaveRepository,
    private readonly figures: ClaimFigures,
    private readonly winners: WinnerViews,
    private readonly clock: Clock,
  ) {}

  async show(
    actor: StaffActor,
    id: string,
    number: number,
  ): Promise<ViewOf<(typeof routes)['staffCampaign']['screen']>> {
    const campaign = seen(actor, await this.campaigns.findById(id));
    const wave = await this.waves.find(id, number);
    if (!wave) throw notFound();
    const [totals, latest, best, curve, people] = await Promise.all([
      this.figures.totals([id]),
      this.figures.latest(wave.id, LATEST),
      this.figures.best(wave.id),
      this.figures.bySecond(wave.id, wave.startsAt),
      this.campaigns.countSeen(id),
    ]);
    const shown = await this.winners.of(best ? [...latest, best] : latest);
    const total = totals.get(wave.id);
    const claims = total?.claims ?? 0;
    const wonFen = total?.wonFen ?? 0;
    const now = this.clock.now();
    const state = waveState(campaign.state, wave, now);
    return {
      campaignId: id,
      title: campaign.plan.title,
      number,
      state,
      stateLabel: waveStateLabel[state],
      serverNow: toDate(now).toISOString(),
      startsAt: toDate(wave.startsAt).toISOString(),
      endsAt: toDate(wave.endsAt).toISOString(),
      startsInMs: Math.max(0, wave.startsAt - now),
      packets: wave.packets,
      claims,
      left: wave.packets - claims,
      packedFen: wave.packedFen,
      claimedFen: wonFen,
      leftFen: wave.packedFen - wonFen,
      seen: people,
      soldOutAfterSec:
        wave.soldOutAt === null ? null : Math.round((wave.soldOutAt - wave.startsAt) / 100) / 10,
      curve,
      latest: shown.slice(0, latest.length),
      best: best ? (shown.at(-1) ?? null) : null,
    };
  }
}
