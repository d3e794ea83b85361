import {
  channelLabel,
  type MessageKind,
  messageKindLabel,
  messageKinds,
  type PushChannel,
  pushChannels,
  type routes,
  type TemplateRow,
  type TemplateState,
  templateWordLabel,
  templateWords,
} from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import type { ViewOf } from '../../../platform/http/index.js';
import type { TemplateStanding } from '../domain/template-pause.js';
import { sayDrift, sayRefused } from '../domain/waits.js';
import { MessageRepository } from '../persistence/message.repository.js';
import { circuitName, SendingRulesRepository } from '../persistence/sending-rules.repository.js';
import {
  type AccountChannel,
  type KnownTemplate,
  TemplateRepository,
  type TemplateSyncState,
  type TemplateUse,
} from '../persistence/template.repository.js';
import { fieldView, smsField } from './template-mapping.js';
import { TemplateUses } from './template-uses.js';

type Routes = (typeof routes)['channel'];

const accountChannels = ['subscribe', 'official_account'] as const;
const iso = (instant: number | null) => (instant === null ? null : toDate(instant).toISOString());

/** A kind whose template was switched off on a channel because the account's does not fit any more. */
export interface TemplateDrift {
  readonly kind: MessageKind;
  readonly channel: PushChannel;
}

/** How every kind of message stands with its templates, in words for staff. */
@Injectable()
export class TemplateHealth {
  constructor(
    private readonly templates: TemplateRepository,
    private readonly rules: SendingRulesRepository,
    private readonly messages: MessageRepository,
    private readonly uses: TemplateUses,
  ) {}

  /** Every use, with what keeps messages from it until somebody mends the template. */
  async standings(): Promise<TemplateStanding[]> {
    const [uses, circuits] = await Promise.all([this.templates.uses(), this.rules.circuits()]);
    return uses
      .filter(({ active, drift }) => active || drift !== null)
      .map(({ kind, channel, templateId, drift }) => {
        const circuit = circuits.get(circuitName(channel, templateId));
        const refused = circuit && !circuit.holds ? sayRefused(channel, circuit.reason) : null;
        return { kind, channel, lost: drift === null ? refused : sayDrift(channel, drift) };
      });
  }

  /** Everything that a sync has switched off. */
  async drifted(): Promise<TemplateDrift[]> {
    return (await this.templates.uses())
      .filter(({ drift }) => drift !== null)
      .map(({ kind, channel }) => ({ kind, channel }));
  }

  async view(): Promise<ViewOf<Routes['templates']>> {
    const [uses, known, syncs, names, waiting] = await Promise.all([
      this.templates.uses(),
      this.templates.known(),
      this.templates.syncs(),
      this.uses.all(),
      this.messages.waitingForTemplate(),
    ]);
    const rows = messageKinds.flatMap((kind) =>
      pushChannels.map((channel) =>
        rowOf(
          kind,
          channel,
          uses.find((use) => use.kind === kind && use.channel === channel) ?? null,
          known,
          syncs,
          names.get(kind) ?? [],
          waiting.get(kind) ?? 0,
        ),
      ),
    );
    const words = templateWords.map((word) => ({ word, label: templateWordLabel[word] }));
    return { rows, accounts: accountsOf(known, syncs), words };
  }

  async row(kind: MessageKind, channel: PushChannel): Promise<TemplateRow> {
    const { rows } = await this.view();
    return rows.find((row) => row.kind === kind && row.channel === channel) as TemplateRow;
  }

  async accounts(): Promise<ViewOf<Routes['syncTemplates']>['accounts']> {
    const [known, syncs] = await Promise.all([this.templates.known(), this.templates.syncs()]);
    return accountsOf(known, syncs);
  }
}

function driftSentence(use: TemplateUse, waiting: number): string {
  const where = channelLabel[use.channel];
  const wait = waiting === 0 ? '' : `有 ${waiting} 条消息在等它，恢复后马上补发。`;
  if (use.drift === 'missing_in_account')
    return `${where}的模板“${use.title}”已不在账号里，这个渠道已暂停，请重新选择模板。${wait}`;
  if (use.drift === 'fields_changed')
    return `${where}的模板“${use.title}”字段有变化，这个渠道已暂停，请重新对应字段。${wait}`;
  return '';
}

function accountsOf(known: readonly KnownTemplate[], syncs: ReadonlyMap<AccountChannel, TemplateSyncState>) {
  return accountChannels.map((channel) => ({
    channel,
    channelLabel: channelLabel[channel],
    syncedAt: iso(syncs.get(channel)?.syncedAt ?? null),
    failure: syncs.get(channel)?.failure ?? '',
    templates: known
      .filter((template) => template.channel === channel)
      .map(({ templateId, title, keywords }) => ({ templateId, title, fields: keywords.map(fieldView) })),
  }));
}

function rowOf(
  kind: MessageKind,
  channel: PushChannel,
  use: TemplateUse | null,
  known: readonly KnownTemplate[],
  syncs: ReadonlyMap<AccountChannel, TemplateSyncState>,
  rules: string[],
  waiting: number,
): TemplateRow {
  const common = {
    kind,
    kindLabel: messageKindLabel[kind],
    channel,
    channelLabel: channelLabel[channel],
    syncedAt: channel === 'sms' ? null : iso(syncs.get(channel)?.syncedAt ?? null),
    rules,
  };
  if (use === null || (!use.active && use.drift === null)) {
    const templateId = use?.templateId ?? null;
    const title = use?.title ?? '';
    return {
      ...common,
      templateId,
      title,
      state: 'not_set',
      active: false,
      problem: '',
      fields: fieldsOf(use, known),
    };
  }
  const state: TemplateState = use.drift ?? 'ok';
  return {
    ...common,
    templateId: use.templateId,
    title: use.title,
    state,
    active: use.active,
    problem: driftSentence(use, waiting),
    fields: fieldsOf(use, known),
  };
}

/** The mapped fields in the order of the card, then those the template does not have any more. */
function fieldsOf(use: TemplateUse | null, known: readonly KnownTemplate[]): TemplateRow['fields'] {
  if (use === null) return [];
  const keywords = known.find(
    ({ channel, templateId }) => channel === use.channel && templateId === use.templateId,
  )?.keywords;
  const wordOf = (key: string) => ({ word: use.fields[key] ?? '' });
  if (use.channel === 'sms')
    return Object.keys(use.fields).map((key) => ({ ...smsField(key), ...wordOf(key), gone: false }));
  const shown = keywords ?? Object.keys(use.fields).map((key) => ({ key, label: key }));
  const gone = Object.keys(use.fields).filter((key) => !shown.some((keyword) => keyword.key === key));
  return [
    ...shown.map((keyword) => ({ ...fieldView(keyword), ...wordOf(keyword.key), gone: false })),
    ...gone.map((key) => ({ ...fieldView({ key, label: key }), ...wordOf(key), gone: true })),
  ];
}
