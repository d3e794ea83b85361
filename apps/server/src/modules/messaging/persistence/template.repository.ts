import type { MessageKind, PushChannel } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import type { Drift } from '../domain/waits.js';

export type AccountChannel = 'subscribe' | 'official_account';

/** How a kind of message uses a template, on or off. */
export interface TemplateUse {
  readonly id: string;
  readonly kind: MessageKind;
  readonly channel: PushChannel;
  readonly templateId: string;
  readonly title: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly active: boolean;
  readonly drift: Drift | null;
}

export interface KnownTemplate {
  readonly channel: AccountChannel;
  readonly templateId: string;
  readonly title: string;
  readonly keywords: { key: string; label: string }[];
}

export interface TemplateSyncState {
  readonly syncedAt: number | null;
  readonly triedAt: number;
  readonly failure: string;
}

/** Templates as the accounts have them, and which kind uses which. */
@Injectable()
export class TemplateRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Every use, switched on or off; `lock` holds the rows until the transaction ends. */
  async uses(lock = false): Promise<TemplateUse[]> {
    const rows: {
      id: string;
      kind: MessageKind;
      channel: PushChannel;
      template_id: string;
      title: string;
      fields: string;
      active: number;
      drift: Drift | null;
    }[] = await this.uow.reader.query(
      `SELECT id, kind, channel, template_id, title, fields, active, drift FROM message_template
        ORDER BY kind, channel${lock ? ' FOR UPDATE' : ''}`,
    );
    return rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      channel: row.channel,
      templateId: row.template_id,
      title: row.title,
      fields: JSON.parse(row.fields) as Record<string, string>,
      active: Number(row.active) === 1,
      drift: row.drift,
    }));
  }

  /** What the accounts had at their last sync. */
  async known(): Promise<KnownTemplate[]> {
    const rows: { channel: AccountChannel; template_id: string; title: string; keywords: string }[] =
      await this.uow.reader.query(
        'SELECT channel, template_id, title, keywords FROM account_template ORDER BY channel, title, template_id',
      );
    return rows.map((row) => ({
      channel: row.channel,
      templateId: row.template_id,
      title: row.title,
      keywords: JSON.parse(row.keywords) as KnownTemplate['keywords'],
    }));
  }

  async syncs(): Promise<Map<AccountChannel, TemplateSyncState>> {
    const rows: { channel: AccountChannel; synced_at: Date | null; tried_at: Date; failure: string }[] =
      await this.uow.reader.query('SELECT channel, synced_at, tried_at, failure FROM template_sync');
    return new Map(
      rows.map((row) => [
        row.channel,
        {
          syncedAt: row.synced_at?.getTime() ?? null,
          triedAt: row.tried_at.getTime(),
          failure: row.failure,
        },
      ]),
    );
  }

  /** Puts what an account answered in place of what was known of it. */
  async replaceKnown(tx: Tx, channel: AccountChannel, templates: readonly KnownTemplate[]): Promise<void> {
    await tx.manager.query('DELETE FROM account_template WHERE channel = ?', [channel]);
    if (templates.length === 0) return;
    await tx.manager.query('INSERT INTO account_template (channel, template_id, title, keywords) VALUES ?', [
      templates.map(({ templateId, title, keywords }) => [
        channel,
        templateId.slice(0, 64),
        title.slice(0, 60),
        JSON.stringify(keywords),
      ]),
    ]);
  }

  /** Notes a sync; `failure` empty for a good answer. */
  async noteSync(tx: Tx, channel: AccountChannel, failure: string): Promise<void> {
    const now = toDate(this.clock.now());
    const good = failure === '' ? now : null;
    await tx.manager.query(
      `INSERT INTO template_sync (channel, synced_at, tried_at, failure) VALUES (?, ?, ?, ?)
       ON DUPLICATE KEY UPDATE synced_at = COALESCE(?, synced_at), tried_at = ?, failure = ?`,
      [channel, good, now, failure.slice(0, 200), good, now, failure.slice(0, 200)],
    );
  }

  /** Switches a use off because of drift, or on again when it is over. */
  async setDrift(tx: Tx, id: string, drift: Drift | null): Promise<void> {
    await tx.manager.query('UPDATE message_template SET drift = ?, active = ? WHERE id = ?', [
      drift,
      drift === null ? 1 : 0,
      id,
    ]);
  }

  /** Says which template and words a kind uses on a channel, and switches it on. */
  async map(
    tx: Tx,
    use: Pick<TemplateUse, 'kind' | 'channel' | 'templateId' | 'title' | 'fields'>,
  ): Promise<void> {
    const fields = JSON.stringify(use.fields);
    const title = use.title.slice(0, 40);
    await tx.manager.query(
      `INSERT INTO message_template (id, kind, channel, template_id, title, fields, active, drift)
       VALUES (?, ?, ?, ?, ?, ?, 1, NULL)
       ON DUPLICATE KEY UPDATE template_id = ?, title = ?, fields = ?, active = 1, drift = NULL`,
      [
        newId(this.clock),
        use.kind,
        use.channel,
        use.templateId,
        title,
        fields,
        use.templateId,
        title,
        fields,
      ],
    );
  }

  /** Switches a kind off on a channel. */
  async switchOff(tx: Tx, kind: MessageKind, channel: PushChannel): Promise<void> {
    await tx.manager.query(
      'UPDATE message_template SET active = 0, drift = NULL WHERE kind = ? AND channel = ?',
      [kind, channel],
    );
  }
}
