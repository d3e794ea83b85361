import { channelLabel, messageKindLabel, type routes, type TemplateRow } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import type { StaffActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import type { BodyOf, ParamsOf } from '../../../platform/http/index.js';
import { MessageRepository } from '../persistence/message.repository.js';
import { TemplateRepository } from '../persistence/template.repository.js';
import { TemplateHealth } from './template-health.queries.js';
import { mappingProblems } from './template-mapping.js';

type Route = (typeof routes)['channel']['mapTemplate'];

/** A person says which template and words a kind of message uses on a channel. */
@Injectable()
export class MapTemplate {
  constructor(
    private readonly templates: TemplateRepository,
    private readonly messages: MessageRepository,
    private readonly health: TemplateHealth,
    private readonly uow: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Throws CHANNEL.TEMPLATE_UNKNOWN (not in the account) and CHANNEL.FIELDS_WRONG with one entry per field. */
  async run(actor: StaffActor, target: ParamsOf<Route>, body: BodyOf<Route>): Promise<TemplateRow> {
    const { kind, channel } = target;
    const { templateId, fields } = body;
    const where = `${messageKindLabel[kind]}（${channelLabel[channel]}）`;
    const title = templateId === null ? '' : await this.checked(channel, templateId, fields);
    await this.uow.run(async (tx) => {
      if (templateId === null) await this.templates.switchOff(tx, kind, channel);
      else await this.templates.map(tx, { kind, channel, templateId, title, fields });
      await this.messages.wakeWaiting(tx, [kind], this.clock.now());
      const text = templateId === null ? `停用${where}的模板` : `${where}改用模板“${title}”（${templateId}）`;
      await this.audit.write(tx, { actor, action: 'channel.map-template', text });
    });
    return this.health.row(kind, channel);
  }

  private async checked(
    channel: ParamsOf<Route>['channel'],
    templateId: string,
    fields: Readonly<Record<string, string>>,
  ): Promise<string> {
    // The carrier has no list that we read: it refuses a wrong template itself, and its circuit says so.
    if (channel === 'sms') return '短信通知';
    const template = (await this.templates.known()).find(
      (one) => one.channel === channel && one.templateId === templateId,
    );
    if (!template) throw new AppError('CHANNEL.TEMPLATE_UNKNOWN');
    const problems = mappingProblems(template.keywords, fields);
    if (problems.length > 0) {
      throw new AppError('CHANNEL.FIELDS_WRONG', {
        fields: problems.map(({ key, message }) => ({ path: `fields.${key}`, message })),
      });
    }
    return template.title;
  }
}
