import type { MessageKind } from '@cheban/contracts';
import { type ValueKind, valueKind, valueLimit } from '@cheban/wechat';
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

const labels: Record<string, string> = {
  reason: '提醒内容',
  model: '车型',
  plate: '车牌',
  date: '日期',
  store: '门店',
  time: '时间',
  service: '服务项目',
  step: '进度',
  note: '备注',
};

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
          label: labels[word] ?? word,
          // Aliyun: a variable of an SMS template holds at most 35 characters.
          max: channel === 'sms' ? 35 : type === null ? null : valueLimit(type),
        };
      }),
    );
  }
}
