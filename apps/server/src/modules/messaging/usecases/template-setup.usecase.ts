import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { defaultTemplates } from '../domain/default-templates.js';
import { SendingRulesRepository } from '../persistence/sending-rules.repository.js';

/** Registers which WeChat and SMS template says which kind of message. */
@Injectable()
export class TemplateSetup {
  constructor(
    private readonly rules: SendingRulesRepository,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The templates of a fresh simulator; kinds that have one keep it, so it may run at every start. */
  async installDefaultTemplates(tx: Tx): Promise<void> {
    await this.rules.addTemplates(tx, defaultTemplates(this.config.sms.templateDue));
  }
}
