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
    await this.rules.addTemplates(tx, defaultTemplates(this.config.sms.templateDue), true);
  }

  /**
   * A real group: the same families, switched off until `useTemplate` gives them the ids of its own accounts. What
   * has no template goes to the inbox only.
   */
  async prepareTemplates(tx: Tx): Promise<void> {
    await this.rules.addTemplates(tx, defaultTemplates(this.config.sms.templateDue), false);
  }

  /**
   * Puts the id of a real template in place of a prepared one (`sub-service-due`, `tpl-booking`, `SMS_VISIT` …).
   * `fields` maps the template's keys to our words where they differ. Returns how many kinds of message use it.
   */
  useTemplate(tx: Tx, from: string, to: string, fields: Record<string, string> | null): Promise<number> {
    return this.rules.replaceTemplate(tx, from, to, fields);
  }
}
