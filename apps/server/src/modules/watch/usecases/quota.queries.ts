import {
  channelLabel,
  type MessageKind,
  messageKindLabel,
  type PushChannel,
  pushChannels,
  type routes,
} from '@cheban/contracts';
import { DAY_MS, startOfBusinessDay } from '@cheban/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { type StaffActor, storesOf } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import type { ViewOf } from '../../../platform/http/index.js';

type View = ViewOf<(typeof routes)['channel']['quota']>;

/** A message sent today was due today, or at most this long before: so its index is enough to find it. */
const WAITED_MS = 3 * DAY_MS;
const NOBODY = { owners: 0, pushable: 0, followers: 0, boundOnly: 0 };

/** How much may still be sent: of today's quota, and to whom (the reach bank). */
@Injectable()
export class QuotaQueries {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Throws STORE.NOT_FOUND. */
  async view(actor: StaffActor, storeId: string | undefined): Promise<View> {
    const storeIds = storesOf(actor, storeId);
    const [channels, reach, templates] = await Promise.all([
      this.channels(),
      storeIds.length === 0 ? NOBODY : this.reach(storeIds),
      storeIds.length === 0 ? [] : this.templates(storeIds),
    ]);
    return { channels, reach, templates };
  }

  private async channels(): Promise<View['channels']> {
    const today = startOfBusinessDay(this.clock.today());
    const rows: { channel: PushChannel; sent: string; failed: string }[] = await this.uow.reader.query(
      `SELECT channel, SUM(state <> 'failed') AS sent, SUM(state = 'failed') AS failed FROM message
        WHERE state IN ('accepted', 'delivered', 'failed', 'unknown') AND not_before >= ? AND sent_at >= ?
          AND channel IN (?) GROUP BY channel`,
      [toDate(today - WAITED_MS), toDate(today), pushChannels],
    );
    return pushChannels.map((channel) => {
      const row = rows.find((one) => one.channel === channel);
      return {
        channel,
        channelLabel: channelLabel[channel],
        sentToday: Number(row?.sent ?? 0),
        dailyQuota: this.config.dailyQuota[channel],
        failedToday: Number(row?.failed ?? 0),
      };
    });
  }

  private async reach(storeIds: readonly string[]): Promise<View['reach']> {
    const rows: Record<keyof View['reach'], string | null>[] = await this.uow.reader.query(
      `SELECT COUNT(*) AS owners, SUM(credit OR follower) AS pushable, SUM(follower) AS followers,
              SUM(bound AND NOT credit AND NOT follower) AS boundOnly
         FROM (SELECT p.owner_id,
                 EXISTS (SELECT 1 FROM account a WHERE a.owner_id = p.owner_id AND a.consent_at IS NOT NULL) AS bound,
                 EXISTS (SELECT 1 FROM account a WHERE a.owner_id = p.owner_id AND a.consent_at IS NOT NULL
                          AND a.follower = 1 AND a.official_openid IS NOT NULL) AS follower,
                 EXISTS (SELECT 1 FROM account a JOIN subscribe_credit c ON c.account_id = a.id AND c.credits > 0
                          WHERE a.owner_id = p.owner_id AND a.consent_at IS NOT NULL
                            AND a.mini_openid IS NOT NULL) AS credit
                 FROM (SELECT DISTINCT l.owner_id FROM owner_vehicle l JOIN vehicle v ON v.id = l.vehicle_id
                        WHERE v.store_id IN (?) AND l.ended_at IS NULL) p) people`,
      [storeIds],
    );
    const row = rows[0];
    return {
      owners: Number(row?.owners ?? 0),
      pushable: Number(row?.pushable ?? 0),
      followers: Number(row?.followers ?? 0),
      boundOnly: Number(row?.boundOnly ?? 0),
    };
  }

  private async templates(storeIds: readonly string[]): Promise<View['templates']> {
    const [uses, credits]: [
      { template_id: string; title: string; kind: MessageKind }[],
      { template_id: string; credits: string; owners: string }[],
    ] = await Promise.all([
      this.uow.reader.query(
        "SELECT template_id, title, kind FROM message_template WHERE channel = 'subscribe' AND active = 1 ORDER BY template_id, kind",
      ),
      this.uow.reader.query(
        `SELECT c.template_id, SUM(c.credits) AS credits, COUNT(DISTINCT a.owner_id) AS owners
           FROM subscribe_credit c JOIN account a ON a.id = c.account_id
          WHERE c.credits > 0 AND a.consent_at IS NOT NULL AND a.owner_id IN (
            SELECT l.owner_id FROM owner_vehicle l JOIN vehicle v ON v.id = l.vehicle_id
             WHERE v.store_id IN (?) AND l.ended_at IS NULL)
          GROUP BY c.template_id`,
        [storeIds],
      ),
    ]);
    return [...new Set(uses.map(({ template_id }) => template_id))].map((templateId) => {
      const mine = uses.filter(({ template_id }) => template_id === templateId);
      const left = credits.find(({ template_id }) => template_id === templateId);
      return {
        templateId,
        title: mine[0]?.title ?? '',
        kindLabels: mine.map(({ kind }) => messageKindLabel[kind]),
        credits: Number(left?.credits ?? 0),
        owners: Number(left?.owners ?? 0),
      };
    });
  }
}
