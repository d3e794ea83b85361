import type { CareRuleBody, RuleCampaign } from '@cheban/contracts';
import { Select } from 'antd';
import { Panel } from '../../../shared/ui/page.js';
import { Field } from './trigger-form.js';

/** Which campaign the messages of a marketing rule invite to, as long as it runs. */
export function CampaignPanel({
  body,
  campaigns,
  disabled,
  problem,
  onChange,
}: {
  body: CareRuleBody;
  campaigns: readonly RuleCampaign[];
  disabled: boolean;
  problem?: string | undefined;
  onChange(body: CareRuleBody): void;
}) {
  const chosen = campaigns.find(({ id }) => id === body.campaignId);
  const offered = campaigns.filter(({ open, id }) => open || id === body.campaignId);
  return (
    <Panel title="带上活动" extra={<span className="small">活动结束后自动不再带</span>}>
      {disabled ? (
        <p>{chosen ? `${chosen.title}（${chosen.when}）` : '不带活动'}</p>
      ) : (
        <Field
          label="红包活动"
          problem={problem}
          hint={
            offered.length === 0
              ? '本店现在没有可以带上的红包活动：审批通过、还没抢完的才能带。'
              : '消息末尾加一句邀请，点开就是活动页；受邀的车主才会看到。收到的人计入活动的“收到通知”。'
          }
        >
          <Select
            aria-label="红包活动"
            data-testid="rule-campaign"
            allowClear
            placeholder="不带活动"
            style={{ width: '100%', maxWidth: 420 }}
            disabled={offered.length === 0}
            value={body.campaignId ?? null}
            options={offered.map(({ id, title, when }) => ({ value: id, label: `${title}（${when}）` }))}
            onChange={(id) => onChange({ ...body, campaignId: id ?? undefined })}
          />
        </Field>
      )}
    </Panel>
  );
}
