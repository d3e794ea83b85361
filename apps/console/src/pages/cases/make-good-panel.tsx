import type { CaseDetail, MakeGoodView } from '@cheban/contracts';
import type { MakeGoodState } from '@cheban/contracts/constants';
import { Button, Input, Modal, Popconfirm } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { whenShort } from '../../shared/format/time.js';
import { yuan } from '../../shared/format/words.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormError } from '../../shared/ui/form-error.js';
import type { IconName } from '../../shared/ui/icon.js';
import { Panel } from '../../shared/ui/page.js';
import { Tag, type Tone } from '../../shared/ui/tag.js';
import { approverWords } from './approver-words.js';
import { MakeGoodLayer } from './make-good-layer.js';
import { caseAreas } from './queries.js';

const look: Record<MakeGoodState, { tone: Tone; icon: IconName }> = {
  waiting: { tone: 'amber', icon: 'clock' },
  granted: { tone: 'green', icon: 'check' },
  refused: { tone: 'red', icon: 'close' },
  withdrawn: { tone: 'grey', icon: 'close' },
};

function RefuseDialog({ one, onClose }: { one: MakeGoodView; onClose(): void }) {
  const [note, setNote] = useState('');
  const decide = useSubmit(api.case.decideMakeGood, {
    refresh: caseAreas,
    success: '已退回',
    quiet: true,
    onSuccess: onClose,
  });
  return (
    <Modal
      open
      title={`不同意：${one.title}`}
      okText="不同意"
      cancelText="返回"
      okButtonProps={{ danger: true, disabled: note.trim().length < 2, loading: decide.isPending }}
      onOk={() => decide.mutate({ params: { id: one.id }, body: { approve: false, note: note.trim() } })}
      onCancel={onClose}
    >
      <Input
        aria-label="不同意的原因"
        maxLength={60}
        showCount
        placeholder="原因，申请的同事会看到"
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <div style={{ marginTop: 12 }}>
        <FormError error={decide.error} />
      </div>
    </Modal>
  );
}

function One({ one, onRefuse }: { one: MakeGoodView; onRefuse(): void }) {
  const decide = useSubmit(api.case.decideMakeGood, { refresh: caseAreas, success: '已同意，正在发给车主' });
  const withdraw = useSubmit(api.case.withdrawMakeGood, { refresh: caseAreas, success: '已撤回' });
  return (
    <li data-testid="make-good">
      <p className="row-gap">
        <strong>{one.title}</strong>
        <Tag {...look[one.state]}>{one.stateLabel}</Tag>
      </p>
      <p className="small">{one.reason}</p>
      <p className="small faint">
        {one.askedBy} {whenShort(one.askedAt)} 提出
        {one.decidedBy && one.decidedAt && ` · ${one.decidedBy} ${whenShort(one.decidedAt)} 决定`}
        {one.decisionNote && `：${one.decisionNote}`}
      </p>
      {(one.mayDecide || one.mayWithdraw) && (
        <div className="layer-actions">
          {one.mayDecide && (
            <>
              <Popconfirm
                title={`同意补偿${one.title}？`}
                description={
                  one.kind === 'cash_off'
                    ? `会从本店给车主 ${yuan(one.amountFen)}。`
                    : `本店成本约 ${yuan(one.amountFen)}。`
                }
                okText="同意"
                cancelText="再看看"
                onConfirm={() =>
                  decide
                    .mutateAsync({ params: { id: one.id }, body: { approve: true, note: '' } })
                    .catch(() => undefined)
                }
              >
                <Button
                  size="small"
                  type="primary"
                  data-testid="make-good-approve"
                  loading={decide.isPending}
                >
                  同意
                </Button>
              </Popconfirm>
              <Button size="small" onClick={onRefuse}>
                不同意
              </Button>
            </>
          )}
          {one.mayWithdraw && (
            <Button
              size="small"
              loading={withdraw.isPending}
              onClick={() => withdraw.mutate({ params: { id: one.id } })}
            >
              撤回
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

/** What the store gives for what went wrong: at once within the limit of the role, else after approval. */
export function MakeGoodPanel({ entry }: { entry: CaseDetail }) {
  const may = useMay();
  const [asking, setAsking] = useState(false);
  const [refusing, setRefusing] = useState<MakeGoodView | null>(null);
  const { makeGoods, makeGoodRoom, makeGoodWaiting, closedAt } = entry;
  const mayGive = may('case.manage') && closedAt === null && makeGoodRoom.mostFen > 0;
  if (makeGoods.length === 0 && !mayGive) return null;
  return (
    <Panel
      title="补偿"
      extra={
        mayGive && (
          <Button
            size="small"
            data-testid="make-good-open"
            disabled={makeGoodWaiting}
            title={makeGoodWaiting ? '有一项还在审批' : undefined}
            onClick={() => setAsking(true)}
          >
            给补偿
          </Button>
        )
      }
    >
      {makeGoods.length === 0 ? (
        <p className="hint">
          {makeGoodRoom.freeFen > 0
            ? `您可以直接给 ${yuan(makeGoodRoom.freeFen)} 以内，更多由${approverWords(may('case.approve'))}审批。`
            : `由${approverWords(may('case.approve'))}审批后给车主。`}
        </p>
      ) : (
        <ul className="make-goods">
          {makeGoods.map((one) => (
            <One key={one.id} one={one} onRefuse={() => setRefusing(one)} />
          ))}
        </ul>
      )}
      {asking && <MakeGoodLayer entry={entry} onClose={() => setAsking(false)} />}
      {refusing && <RefuseDialog one={refusing} onClose={() => setRefusing(null)} />}
    </Panel>
  );
}
