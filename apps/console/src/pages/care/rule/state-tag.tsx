import type { CareRuleRow } from '@cheban/contracts';
import { type CareRuleState, careRuleStateLabel, whyAlwaysTold } from '@cheban/contracts/constants';
import { Icon, type IconName } from '../../../shared/ui/icon.js';
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

/** In place of the switch, for a rule that has none. */
export function AlwaysTold({ trigger }: Pick<CareRuleRow, 'trigger'>) {
  return <Icon name="lock" size={16} title={`始终发送，不能停用：${whyAlwaysTold(trigger) ?? ''}`} />;
}

/** Why a rule has no switch; nothing for the others. */
export function AlwaysToldNote({ trigger }: Pick<CareRuleRow, 'trigger'>) {
  const why = whyAlwaysTold(trigger);
  return (
    why && (
      <p className="hint" data-testid="rule-always-told">
        这条通知始终发送，不能暂停或停用：{why}。文案、按钮和渠道可以改。
      </p>
    )
  );
}
