import type { StaffCampaignItem } from '@cheban/contracts';
import { Alert } from 'antd';
import { stamp, whenShort } from '../../shared/format/time.js';

type Head = Pick<
  StaffCampaignItem,
  'reason' | 'blocked' | 'submittedByName' | 'createdByName' | 'submittedAt' | 'approvedByName' | 'approvedAt'
> & { state: string };

/** Why a plan stands still: stopped, sent back, or waiting for a second person. */
export function PlanNotice({ plan, testId }: { plan: Head; testId: string }) {
  if (plan.state === 'killed')
    return <Alert type="error" showIcon title="活动已叫停" description={plan.reason} />;
  if (plan.state === 'draft' && plan.reason)
    return <Alert type="warning" showIcon title="被退回，请修改后再提交" description={plan.reason} />;
  if (plan.state === 'submitted')
    return (
      <Alert
        type="info"
        showIcon
        data-testid={`${testId}-blocked`}
        title={plan.blocked ?? '正在等第二个人批准'}
        description={`${plan.submittedByName ?? plan.createdByName} 提交${plan.submittedAt ? `于 ${whenShort(plan.submittedAt)}` : ''}。`}
      />
    );
  return null;
}

/** Who planned it, and who said yes. */
export const whoFacts = (plan: Head) =>
  [
    ['策划', plan.createdByName],
    [
      '批准',
      plan.approvedByName && plan.approvedAt
        ? `${plan.approvedByName} · ${stamp(plan.approvedAt)}`
        : '还没有批准',
    ],
  ] as const;
