import { randomUUID } from 'node:crypto';
import { channelLabel, type MessageKind, messageKindLabel, templateStateLabel } from '@cheban/contracts';
import { HOUR_MS } from '@cheban/kernel';
import { type AccountTemplate, MiniProgramClient, OfficialAccountClient } from '@cheban/wechat';
import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import type { StaffActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { Leases, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { LOGGER, type Logger } from '../../../platform/logging/index.js';
import { explainCode } from '../domain/provider-errors.js';
import { MessageRepository } from '../persistence/message.repository.js';
import { type AccountChannel, TemplateRepository } from '../persistence/template.repository.js';
import { failureOf } from './deliver-message.usecase.js';
import { driftOf } from './template-mapping.js';

const LEASE = 'messaging.sync-templates';
const LEASE_MS = 2 * 60_000;
/** A good sync is good for a day; the job looks every hour, so that a failed one is soon made up for. */
const FRESH_MS = 23 * HOUR_MS;

type Answer = { templates: AccountTemplate[] } | { failure: string };

/**
 * Reads the templates of both WeChat accounts. A template in use that vanished or whose fields changed is switched off
 * for its kind with a reason, because every send with it would fail; it is switched on again when it fits again, and
 * what waited for it goes out.
 */
@Injectable()
export class TemplateSync {
  private readonly holder = randomUUID();

  constructor(
    private readonly mini: MiniProgramClient,
    private readonly official: OfficialAccountClient,
    private readonly templates: TemplateRepository,
    private readonly messages: MessageRepository,
    private readonly uow: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly leases: Leases,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** The daily sync: asks only accounts whose last good answer is a day old. */
  async runIfDue(): Promise<void> {
    if (!(await this.leases.take(LEASE, LEASE_MS, this.holder))) return;
    try {
      const now = this.clock.now();
      const syncs = await this.templates.syncs();
      const due = (['subscribe', 'official_account'] as const).filter((channel) => {
        const syncedAt = syncs.get(channel)?.syncedAt ?? null;
        return syncedAt === null || now - syncedAt >= FRESH_MS;
      });
      if (due.length > 0) await this.run(null, due);
    } finally {
      await this.leases.release(LEASE, this.holder);
    }
  }

  /** Asks the accounts now. Returns in words which kinds changed their state; failures are kept with the sync. */
  async run(
    actor: StaffActor | null,
    channels: readonly AccountChannel[] = ['subscribe', 'official_account'],
  ): Promise<string[]> {
    const answers = await Promise.all(
      channels.map(async (channel): Promise<[AccountChannel, Answer]> => [channel, await this.ask(channel)]),
    );
    return this.uow.run(async (tx) => {
      const changes: string[] = [];
      for (const [channel, answer] of answers) changes.push(...(await this.keep(tx, channel, answer)));
      if (actor !== null || changes.length > 0) {
        const what = changes.length === 0 ? '没有变化' : changes.join('；');
        await this.audit.write(tx, {
          actor,
          action: 'channel.sync-templates',
          text: `同步消息模板：${what}`,
        });
      }
      return changes;
    });
  }

  private async ask(channel: AccountChannel): Promise<Answer> {
    try {
      const client = channel === 'subscribe' ? this.mini : this.official;
      return { templates: await client.listTemplates() };
    } catch (error) {
      this.logger.warn({ err: error, channel }, 'templates could not be read');
      const { text, advice } = explainCode(failureOf(error).code);
      return { failure: `${text}${advice}` };
    }
  }

  private async keep(tx: Tx, channel: AccountChannel, answer: Answer): Promise<string[]> {
    if ('failure' in answer) {
      await this.templates.noteSync(tx, channel, answer.failure);
      return [];
    }
    const known = answer.templates.map(({ id, title, keywords }) => ({
      channel,
      templateId: id,
      title,
      keywords,
    }));
    await this.templates.replaceKnown(tx, channel, known);
    await this.templates.noteSync(tx, channel, '');
    const changes: string[] = [];
    const mended: MessageKind[] = [];
    for (const use of await this.templates.uses(true)) {
      // What a person switched off, or never switched on, is nobody's loss.
      if (use.channel !== channel || (!use.active && use.drift === null)) continue;
      const keywords = known.find(({ templateId }) => templateId === use.templateId)?.keywords;
      const drift = driftOf(keywords, use.fields);
      if (drift === use.drift) continue;
      await this.templates.setDrift(tx, use.id, drift);
      const name = `${messageKindLabel[use.kind]}（${channelLabel[channel]}）`;
      if (drift === null) mended.push(use.kind);
      changes.push(drift === null ? `${name}已恢复` : `${name}${templateStateLabel[drift]}，已暂停这个渠道`);
    }
    await this.messages.wakeWaiting(tx, mended, this.clock.now());
    return changes;
  }
}
