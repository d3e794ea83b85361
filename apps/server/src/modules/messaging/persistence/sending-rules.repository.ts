import type { Channel, MessageKind } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import type { TemplateSeed } from '../domain/default-templates.js';
import type { Cap } from '../domain/gates.js';
import type { Drift } from '../domain/waits.js';

export type PushChannel = 'subscribe' | 'official_account' | 'sms';

/** A template of one of our accounts and how our words fill it. */
export interface MessageTemplate extends Omit<TemplateSeed, 'smsText'> {
  readonly id: string;
  /** The approved text of an SMS template; null if we do not know it. */
  readonly smsText: string | null;
}

/** A template in use, also one that is switched off because the account has it no more as it was. */
export interface UsedTemplate extends MessageTemplate {
  readonly drift: Drift | null;
}

export interface Circuit {
  readonly name: string;
  readonly reason: string;
  readonly openedAt: number;
  readonly retryAt: number;
  /** Messages that can wait do so until then. */
  readonly holds: boolean;
}

/** Name of the circuit of a channel, or of one template on it. */
export const circuitName = (channel: Channel, templateId?: string) =>
  templateId === undefined ? channel : `${channel}:${templateId}`;

/** Templates, circuits and caps: what decides whether and how a message may go. */
@Injectable()
export class SendingRulesRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Those that messages can go by. */
  async templates(kinds: readonly MessageKind[]): Promise<MessageTemplate[]> {
    return (await this.usedTemplates(kinds)).filter(({ drift }) => drift === null);
  }

  /** The same with those that wait to be mended. */
  async usedTemplates(kinds: readonly MessageKind[]): Promise<UsedTemplate[]> {
    if (kinds.length === 0) return [];
    const rows: {
      id: string;
      kind: MessageKind;
      channel: PushChannel;
      template_id: string;
      title: string;
      fields: string;
      sms_text: string | null;
      drift: Drift | null;
    }[] = await this.uow.reader.query(
      `SELECT id, kind, channel, template_id, title, fields, sms_text, drift FROM message_template
        WHERE kind IN (?) AND (active = 1 OR drift IS NOT NULL)`,
      [kinds],
    );
    return rows.map(({ template_id, fields, sms_text, ...row }) => ({
      ...row,
      templateId: template_id,
      smsText: sms_text,
      fields: JSON.parse(fields) as Record<string, string>,
    }));
  }

  /** Kinds of messages that use a template of a channel. */
  async kindsOf(channel: PushChannel, templateId: string): Promise<MessageKind[]> {
    const rows: { kind: MessageKind }[] = await this.uow.reader.query(
      'SELECT kind FROM message_template WHERE channel = ? AND template_id = ?',
      [channel, templateId],
    );
    return rows.map((row) => row.kind);
  }

  /** Those of some templates that a kind uses. */
  async knownTemplates(channel: PushChannel, templateIds: readonly string[]): Promise<Set<string>> {
    if (templateIds.length === 0) return new Set();
    const rows = await this.uow.read<{ templateId: string }>(
      'SELECT DISTINCT template_id AS templateId FROM message_template WHERE channel = ? AND template_id IN (?)',
      [channel, templateIds],
    );
    return new Set(rows.map(({ templateId }) => templateId));
  }

  /** Gives every kind that uses template `from` the real id `to`, and switches it on. Returns how many kinds. */
  async replaceTemplate(
    tx: Tx,
    from: string,
    to: string,
    fields: Record<string, string> | null,
  ): Promise<number> {
    const result: { affectedRows: number } = await tx.query(
      'UPDATE message_template SET template_id = ?, fields = COALESCE(?, fields), active = 1, drift = NULL WHERE template_id = ?',
      [to, fields === null ? null : JSON.stringify(fields), from],
    );
    return result.affectedRows;
  }

  /** Adds templates where a kind has none on that channel yet. */
  async addTemplates(tx: Tx, seeds: readonly TemplateSeed[], active: boolean): Promise<void> {
    await tx.query(
      'INSERT IGNORE INTO message_template (id, kind, channel, template_id, title, fields, active, sms_text) VALUES ?',
      [
        seeds.map((seed) => [
          newId(this.clock),
          seed.kind,
          seed.channel,
          seed.templateId,
          seed.title,
          JSON.stringify(seed.fields),
          active ? 1 : 0,
          seed.smsText ?? null,
        ]),
      ],
    );
  }

  async circuits(): Promise<Map<string, Circuit>> {
    const rows: { name: string; reason: string; opened_at: Date; retry_at: Date; holds: number }[] =
      await this.uow.reader.query(
        'SELECT name, reason, opened_at, retry_at, holds FROM circuit ORDER BY opened_at',
      );
    return new Map(
      rows.map(({ name, reason, opened_at, retry_at, holds }) => [
        name,
        {
          name,
          reason,
          openedAt: opened_at.getTime(),
          retryAt: retry_at.getTime(),
          holds: Boolean(holds),
        },
      ]),
    );
  }

  /** Opens a circuit; one that is open keeps its first reason and gets the new trial time. True if it was closed. */
  async openCircuit(
    tx: Tx,
    name: string,
    { why, retryAt, holds }: { why: string; retryAt: number; holds: boolean },
    now: number,
  ): Promise<boolean> {
    // Hundreds may be refused at once: no statement here reads a row first and writes it then, so nobody deadlocks.
    const moved: { affectedRows: number } = await tx.query(
      'UPDATE circuit SET retry_at = ?, holds = ? WHERE name = ?',
      [toDate(retryAt), holds, name],
    );
    if (moved.affectedRows > 0) return false;
    const opened: { affectedRows: number } = await tx.query(
      `INSERT INTO circuit (name, reason, opened_at, retry_at, holds) VALUES (?, ?, ?, ?, ?)
       ON DUPLICATE KEY UPDATE retry_at = VALUES(retry_at), holds = VALUES(holds)`,
      [name, why.slice(0, 200), toDate(now), toDate(retryAt), holds],
    );
    return opened.affectedRows === 1;
  }

  /** Gives an open circuit a new reason and trial time; a closed one stays closed. */
  async keepOpen(tx: Tx, name: string, reason: string, retryAt: number): Promise<void> {
    await tx.query('UPDATE circuit SET reason = ?, retry_at = ? WHERE name = ?', [
      reason.slice(0, 200),
      toDate(retryAt),
      name,
    ]);
  }

  /** Lets one trial through an open circuit whose time has come; false if somebody else has it. */
  async takeTrial(tx: Tx, circuit: Circuit, now: number, next: number): Promise<boolean> {
    const result: { affectedRows: number } = await tx.query(
      'UPDATE circuit SET retry_at = ? WHERE name = ? AND retry_at <= ?',
      [toDate(next), circuit.name, toDate(now)],
    );
    return result.affectedRows === 1;
  }

  async closeCircuits(tx: Tx, names: readonly string[]): Promise<void> {
    if (names.length > 0) await tx.query('DELETE FROM circuit WHERE name IN (?)', [names]);
  }

  /**
   * Takes a place under the cap for each message, at most `limit` per owner and period. The primary key decides; a
   * message that holds a place already keeps it: only one that is not new can, and only then is looked for it. Returns
   * the ids that have one.
   */
  async takeCaps(
    tx: Tx,
    wanted: readonly { messageId: string; ownerId: string; cap: Cap; isNew: boolean }[],
  ): Promise<Set<string>> {
    const granted = new Set<string>();
    const most = Math.max(0, ...wanted.map(({ cap }) => cap.limit));
    const owners = [...new Set(wanted.map(({ ownerId }) => ownerId))].sort();
    const periods = [...new Set(wanted.map(({ cap }) => cap.period))];
    const look = async () => {
      const rows: { message_id: string }[] = await tx.query(
        'SELECT message_id FROM message_cap WHERE owner_id IN (?) AND period IN (?)',
        [owners, periods],
      );
      for (const row of rows) granted.add(row.message_id);
    };
    if (wanted.some(({ isNew }) => !isNew)) await look();
    for (let slot = 1; slot <= most; slot += 1) {
      const rest = wanted
        .filter(({ messageId, cap }) => !granted.has(messageId) && slot <= cap.limit)
        .sort((a, b) => (a.ownerId < b.ownerId ? -1 : 1));
      if (rest.length === 0) break;
      const taken: { affectedRows: number } = await tx.query(
        'INSERT IGNORE INTO message_cap (owner_id, period, slot, message_id) VALUES ?',
        [rest.map(({ ownerId, cap, messageId }) => [ownerId, cap.period, slot, messageId])],
      );
      // The usual case: everybody has got one, and nothing needs looking up.
      if (taken.affectedRows === rest.length) for (const { messageId } of rest) granted.add(messageId);
      else await look();
    }
    return granted;
  }

  /** Gives back the places of messages that were not sent in their period after all. */
  async freeCaps(tx: Tx, messages: readonly { id: string; ownerId: string }[]): Promise<void> {
    if (messages.length === 0) return;
    await tx.query('DELETE FROM message_cap WHERE owner_id IN (?) AND message_id IN (?)', [
      messages.map(({ ownerId }) => ownerId),
      messages.map(({ id }) => id),
    ]);
  }
}
