import type { CareRuleRow } from '@cheban/contracts';
import { Input, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { api } from '../../../app/api.js';
import { useWorkplace } from '../../../app/me.js';
import { type RuleScope, ruleAreas, useMayWriteGroup } from '../../../features/care/queries.js';
import { MANY_PEOPLE, TypedNumber, typedRight } from '../../../features/care/typed-number.js';
import { count, yuan } from '../../../shared/format/words.js';
import { useSubmit } from '../../../shared/hooks/use-submit.js';
import { FormError } from '../../../shared/ui/form-error.js';
import { Bone } from '../../../shared/ui/skeleton.js';
import { changeLabel, type StateChange } from '../rules-list.js';
import { usePreview } from './preview-layer.js';

const outcome: Record<StateChange, string> = {
  pause: '暂停期间不发送；恢复后，还没过期的提醒会接着发。',
  stop: '不再为这条规则安排提醒，已排好但没发的也会撤下。',
  resume: '恢复后按计划继续发送。',
  start: '启用后开始安排提醒。',
};
const reasons: Partial<Record<StateChange, readonly string[]>> = {
  pause: ['模板在调整', '活动期间暂停', '内容有误，待修改'],
  stop: ['不再需要', '改用新规则'],
};

/** Asks before a rule starts or stops; before it speaks to many, their number has to be typed. */
export function StateDialog({
  rule,
  change,
  onClose,
}: {
  rule: Pick<CareRuleRow, 'code' | 'name' | 'source' | 'plannedNext30' | 'trigger'>;
  change: StateChange;
  onClose(): void;
}) {
  const { store } = useWorkplace();
  const mayGroup = useMayWriteGroup();
  const [scope, setScope] = useState<RuleScope>(mayGroup && rule.source === 'group' ? 'group' : 'store');
  const [why, setWhy] = useState('');
  const [typed, setTyped] = useState('');
  const speaks = change === 'start' || change === 'resume';
  const preview = usePreview(rule.code, undefined, speaks);
  const people = preview.data?.people ?? 0;
  const many = speaks && people > MANY_PEOPLE;
  const save = useSubmit(api.careRule.state, {
    refresh: ruleAreas,
    success: `“${rule.name}”已${changeLabel[change]}`,
    quiet: true,
    onSuccess: onClose,
  });
  const ready = speaks
    ? !preview.isPending && (!many || typedRight(typed, people))
    : why.trim() !== '' || change === 'stop';
  return (
    <Modal
      open
      title={`${changeLabel[change]}“${rule.name}”`}
      okText={`确认${changeLabel[change]}`}
      cancelText="先不"
      okButtonProps={{
        danger: !speaks,
        disabled: !ready,
        loading: save.isPending,
        'data-testid': 'rule-state-submit',
      }}
      onOk={() =>
        save.mutate({
          params: { code: rule.code },
          body: { storeId: scope === 'group' ? null : store.id, do: change, why: why.trim() },
        })
      }
      onCancel={onClose}
    >
      <div className="stack">
        <p>
          {outcome[change]}
          {!speaks && rule.plannedNext30 > 0 && (
            <>
              今后 30 天已排 <b className="num">{count(rule.plannedNext30)}</b> 次。
            </>
          )}
        </p>
        {mayGroup && (
          <div className="row-gap">
            <span className="muted">适用于</span>
            <Segmented<RuleScope>
              aria-label="适用于"
              value={scope}
              options={[
                { value: 'store', label: store.name },
                { value: 'group', label: '全集团' },
              ]}
              onChange={setScope}
            />
          </div>
        )}
        {speaks && preview.isPending && <Bone width={240} height={18} />}
        {speaks && preview.data && !many && rule.trigger.type !== 'event' && (
          <p>
            今后 30 天约 <b className="num">{count(people)}</b> 位车主会收到，短信约{' '}
            <b className="num">{yuan(preview.data.costFen)}</b>。
          </p>
        )}
        {many && <TypedNumber number={people} value={typed} onChange={setTyped} />}
        {!speaks && (
          <div>
            <label htmlFor="state-why" className="muted">
              {change === 'pause' ? '原因（同事会看到）' : '原因（可不填）'}
            </label>
            <Input.TextArea
              id="state-why"
              data-testid="rule-state-why"
              rows={2}
              maxLength={200}
              value={why}
              onChange={(event) => setWhy(event.target.value)}
            />
            <div className="chips" style={{ marginTop: 8 }}>
              {reasons[change]?.map((reason) => (
                <button type="button" key={reason} className="chip-button" onClick={() => setWhy(reason)}>
                  {reason}
                </button>
              ))}
            </div>
          </div>
        )}
        <FormError error={save.error} />
      </div>
    </Modal>
  );
}
