import { type MessageKind, type TemplateWord, templateWordLabel } from '@cheban/contracts';
import { SMS_VARIABLE_LIMIT, type ValueKind, valueKind, valueLimit } from '@cheban/wechat';
import { Injectable } from '@nestjs/common';
import { type PushChannel, SendingRulesRepository } from '../persistence/sending-rules.repository.js';

/** A field of a template in use, as a form for words needs it. */
export interface TemplateFieldFact {
  readonly channel: PushChannel;
  readonly key: string;
  readonly type: ValueKind | 'text';
  readonly word: string;
  readonly label: string;
  /** Longest value in characters; null where its format bounds it. */
  readonly max: number | null;
}

/** What the templates of a kind take, so that words can be checked before they are saved. */
@Injectable()
export class TemplateFields {
  constructor(private readonly rules: SendingRulesRepository) {}

  /** Fields of the active templates, by channel. */
  async of(kind: MessageKind): Promise<TemplateFieldFact[]> {
    const templates = await this.rules.templates([kind]);
    return templates.flatMap(({ channel, fields }) =>
      Object.entries(fields).map(([key, word]) => {
        const type = channel === 'sms' ? null : valueKind(key);
        return {
          channel,
          key,
          type: type ?? ('text' as const),
          word,
          label: templateWordLabel[word as TemplateWord] ?? word,
          max: channel === 'sms' ? SMS_VARIABLE_LIMIT : type === null ? null : valueLimit(type),
        };
      }),
    );
  }
}
