import { fixedOffsets, type Problem, problemsOfRule, whyNoWechat } from '@cheban/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { type TemplateFieldFact, TemplateFields } from '../../messaging/index.js';
import { nextWave } from '../domain/care-campaign.js';
import type { CareRuleBody } from '../domain/care-rule.js';
import { GROUP } from '../domain/rule-sets.js';
import { builtInRule } from '../domain/rules/built-in-rules.js';
import { CareCampaigns } from './care-campaigns.js';

const WRONG_CAMPAIGN: Problem = {
  path: 'campaignId',
  message: '这个活动不在本店，或已经结束；请换一个，或不带活动',
};

/** Everything that stands against a rule as it is written: the pure rules of the contract, asked with what is known here. */
@Injectable()
export class RuleProblems {
  constructor(
    private readonly templates: TemplateFields,
    private readonly campaigns: CareCampaigns,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** `code` is null for a rule that staff are about to write; `scope`: the store's id, or GROUP. */
  async of(code: string | null, body: CareRuleBody, scope: string): Promise<Problem[]> {
    const builtIn = code === null ? null : builtInRule(code);
    const problems = problemsOfRule(body, {
      fields: await this.templates.of(body.kind),
      today: this.clock.today(),
      builtIn: builtIn && {
        trigger: builtIn.body.trigger,
        kind: builtIn.body.kind,
        class: builtIn.body.class,
        offsets: fixedOffsets(builtIn.body),
      },
      quiet: this.config.quietHours,
    });
    return (await this.mayName(body, scope)) ? problems : [...problems, WRONG_CAMPAIGN];
  }

  /** A campaign that runs or comes, at the store of the rule; for a rule of the group, at any. */
  private async mayName({ campaignId }: CareRuleBody, scope: string): Promise<boolean> {
    if (campaignId === undefined) return true;
    const [campaign] = await this.campaigns.byIds([campaignId]);
    const here = campaign !== undefined && (scope === GROUP || campaign.storeIds.includes(scope));
    return here && nextWave(campaign, this.clock.now()) !== null;
  }

  /** Throws REQUEST.INVALID with every problem and its place. */
  async refuse(code: string | null, body: CareRuleBody, scope: string): Promise<void> {
    const problems = await this.of(code, body, scope);
    if (problems.length > 0)
      throw new AppError('REQUEST.INVALID', {
        fields: problems.map(({ path, message }) => ({ path: `body.${path}`, message })),
      });
  }

  /**
   * What works but not as one may think: channels that have no template, other than the paused ones, of which the rule
   * itself tells. In Chinese.
   */
  static warnings(
    body: CareRuleBody,
    fields: readonly TemplateFieldFact[],
    paused: readonly string[],
  ): string[] {
    const labels: Record<string, string> = { subscribe: '订阅消息', official_account: '公众号', sms: '短信' };
    const why = whyNoWechat(body.kind);
    return body.channels
      .filter((channel) => labels[channel] && !paused.includes(channel))
      .filter((channel) => !fields.some((field) => field.channel === channel))
      .map((channel) =>
        why !== null && channel !== 'sms'
          ? `${why}，${labels[channel]}不会使用。`
          : `这类消息还没有${labels[channel]}模板，这个渠道不会使用。`,
      );
  }
}
