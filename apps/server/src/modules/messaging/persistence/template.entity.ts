import { Column, Entity, PrimaryColumn } from 'typeorm';
import { codeColumn, instantColumn, jsonText } from '../../../platform/database/index.js';

/** A template as one of our WeChat accounts had it at the last sync. */
@Entity('account_template')
export class AccountTemplateEntity {
  @PrimaryColumn({ ...codeColumn(20) })
  channel: 'subscribe' | 'official_account';

  @PrimaryColumn({ name: 'template_id', ...codeColumn(64) })
  templateId: string;

  @Column({ type: 'varchar', length: 60 })
  title: string;

  /** Keys and labels in the order of the card. */
  @Column({ type: 'text', transformer: jsonText })
  keywords: { key: string; label: string }[];
}

/** When an account was last asked for its templates. */
@Entity('template_sync')
export class TemplateSyncEntity {
  @PrimaryColumn({ ...codeColumn(20) })
  channel: 'subscribe' | 'official_account';

  /** The last good answer. */
  @Column({ name: 'synced_at', ...instantColumn, nullable: true })
  syncedAt: Date | null;

  @Column({ name: 'tried_at', ...instantColumn })
  triedAt: Date;

  /** In words, for staff; empty after a good answer. */
  @Column({ type: 'varchar', length: 200 })
  failure: string;
}
