import type { CareRuleRow } from '@cheban/contracts';
import { type CareRuleState, careRuleStateLabel, whyAlwaysTold } from '@cheban/contracts/constants';
import { Link } from 'react-router';
import { Icon, type IconName } from '../../../shared/ui/icon.js';
import { Tag, type Tone } from '../../../shared/ui/tag.js';
import { waitsForTemplate } from '../rules-list.js';

const look: Record<CareRuleState, { tone: Tone; icon: IconName }> = {
  on: { tone: 'green', icon: 'check' },
  off: { tone: 'grey', icon: 'close' },
  paused: { tone: 'amber', icon: 'clock' },
};

/** Whether a rule speaks, what of it is paused by a template, and whether an edition of it waits for somebody. */
export function RuleStateTag({
  rule,
}: {
  rule: Pick<CareRuleRow, 'state' | 'class' | 'waiting' | 'templatePause'>;
}) {
  const silent = waitsForTemplate(rule);
  return (
    <>
      {silent ? (
        <Tag tone="red" icon="alert">
          模板缺失，已暂停
        </Tag>
      ) : (
        <Tag {...look[rule.state]}>{careRuleStateLabel[rule.state]}</Tag>
      )}
      {!silent && rule.state === 'on' && rule.templatePause && (
        <Tag tone="amber" icon="alert">
          {rule.templatePause.whole ? '模板缺失，只进站内消息' : '有渠道模板缺失，已暂停'}
        </Tag>
      )}
      {rule.waiting && (
        <Tag tone="violet" icon="eye">
          待审批
        </Tag>
      )}
    </>
  );
}

/** What of a rule waits for a template, and the way to mend it; nothing for a rule that is silent anyway. */
export function TemplatePauseNote({
  rule,
  whole = false,
}: {
  rule: Pick<CareRuleRow, 'code' | 'state' | 'templatePause'>;
  /** Says what becomes of the messages, too. */
  whole?: boolean;
}) {
  if (rule.state !== 'on' || !rule.templatePause) return null;
  return (
    <p
      className={`small ${rule.templatePause.whole ? 'text-red' : 'text-amber'}`}
      data-testid={`rule-template-pause-${rule.code}`}
    >
      {whole ? `${rule.templatePause.what}；${rule.templatePause.text}` : rule.templatePause.what}{' '}
      <Link to="/care/channels?state=problem" className="inline-link">
        去处理模板
      </Link>
    </p>
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
