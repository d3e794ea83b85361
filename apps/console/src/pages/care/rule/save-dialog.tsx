import type { CareRuleBody, CareRuleDetail } from '@cheban/contracts';
import { Modal, Segmented } from 'antd';
import { useState } from 'react';
import { api } from '../../../app/api.js';
import { useWorkplace } from '../../../app/me.js';
import { type RuleScope, ruleAreas, useMayWriteGroup } from '../../../features/care/queries.js';
import { count, yuan } from '../../../shared/format/words.js';
import { useSubmit } from '../../../shared/hooks/use-submit.js';
import { FormError } from '../../../shared/ui/form-error.js';
import { Bone } from '../../../shared/ui/skeleton.js';
import { usePreview } from './preview-layer.js';

/** How many people an edition would reach, what it costs, and whether somebody else must let it pass. */
function Consequence({ code, body }: { code: string | null; body: CareRuleBody }) {
  const preview = usePreview(code, body, true);
  if (preview.isPending) return <Bone width={260} height={18} />;
  if (!preview.data)
    return <p className="muted">没有算出会发给多少人，仍可以保存；发送前系统会再检查一遍。</p>;
  if (body.trigger.type === 'event') return <p>以后发生的，按新的说法发；已经排好的不变。</p>;
  const { people, messages, costFen, approval } = preview.data;
  return (
    <>
      <p>
        今后 30 天约 <b className="num">{count(people)}</b> 位车主会收到{' '}
        <b className="num">{count(messages)}</b> 条
        {costFen > 0 ? (
          <>
            ，短信约 <b className="num">{yuan(costFen)}</b>
          </>
        ) : (
          '，不产生短信费用'
        )}
        。
      </p>
      {approval.needed && <p className="preview-note">{approval.why}</p>}
    </>
  );
}

/** Says what saving does, to whom, and does it: at once, or after another person's yes. */
export function SaveDialog({
  detail,
  body,
  onClose,
  onSaved,
  onRefused,
}: {
  /** Null for a rule that does not exist yet. */
  detail: CareRuleDetail | null;
  body: CareRuleBody;
  onClose(): void;
  onSaved(saved: { code: string; state: 'live' | 'submitted'; why: string }): void;
  onRefused(error: unknown): void;
}) {
  const { store } = useWorkplace();
  const mayGroup = useMayWriteGroup();
  const [scope, setScope] = useState<RuleScope>(mayGroup && detail?.source === 'group' ? 'group' : 'store');
  const storeId = scope === 'group' ? null : store.id;
  const options = {
    refresh: ruleAreas,
    quiet: true,
    onSuccess: onSaved,
    onError: onRefused,
  } as const;
  const save = useSubmit(api.careRule.save, options);
  const create = useSubmit(api.careRule.create, options);
  const busy = save.isPending || create.isPending;
  function submit() {
    if (!detail) return create.mutate({ body: { storeId, body } });
    return save.mutate({
      params: { code: detail.code },
      body: { storeId, basedOnVersion: detail.basedOn[scope], body },
    });
  }
  return (
    <Modal
      open
      title={detail ? '保存规则' : '新建规则'}
      okText="保存"
      cancelText="继续修改"
      okButtonProps={{ loading: busy, 'data-testid': 'rule-save-submit' }}
      onOk={submit}
      onCancel={onClose}
    >
      <div className="stack">
        {mayGroup && (
          <div className="row-gap">
            <span className="rule-label">适用于</span>
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
        <Consequence code={detail?.code ?? null} body={body} />
        <p className="hint">
          {scope === 'store'
            ? '只改本店；其他门店不受影响。还没发出的提醒会按新版重新排期，已发出的不变。'
            : '没有自己版本的门店都会用这一版。还没发出的提醒会按新版重新排期，已发出的不变。'}
          {detail && `30 天内发给超过 ${count(detail.limits.approvalOver)} 人时，需要另一位同事审批。`}
        </p>
        <FormError error={save.error ?? create.error} />
      </div>
    </Modal>
  );
}
