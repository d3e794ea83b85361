import type { CareRuleRow } from '@cheban/contracts';
import { type CareRuleState, careRuleStateLabel } from '@cheban/contracts/constants';
import type { IconName } from '../../../shared/ui/icon.js';
import { Tag, type Tone } from '../../../shared/ui/tag.js';

const look: Record<CareRuleState, { tone: Tone; icon: IconName }> = {
  on: { tone: 'green', icon: 'check' },
  off: { tone: 'grey', icon: 'close' },
  paused: { tone: 'amber', icon: 'clock' },
};

/** Whether a rule speaks, and whether an edition of it waits for somebody. */
export function RuleStateTag({ rule }: { rule: Pick<CareRuleRow, 'state' | 'waiting'> }) {
  return (
    <>
      <Tag {...look[rule.state]}>{careRuleStateLabel[rule.state]}</Tag>
      {rule.waiting && (
        <Tag tone="violet" icon="eye">
          待审批
        </Tag>
      )}
    </>
  );
}
