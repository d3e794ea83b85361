import type { CampaignAction } from '@cheban/contracts/constants';
import { Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { yuan } from '../../shared/format/words.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormError } from '../../shared/ui/form-error.js';
import { ReasonDialog } from '../../shared/ui/reason-dialog.js';

type Params = { params: { id: string } };
type Send<I> = (input: I, options?: { idempotencyKey?: string }) => Promise<unknown>;
/** What the server does with a plan; campaigns and games have the same. */
export interface PlanDesk {
  submit: Send<Params>;
  withdraw: Send<Params>;
  approve: Send<Params & { body: { version: number } }>;
  reject: Send<Params & { body: { reason: string } }>;
  kill: Send<Params & { body: { reason: string } }>;
}
export interface PlanWords {
  /** After a yes. */
  approved: string;
  /** What a yes sets going, above its button. */
  approve: ReactNode;
  /** What a stop does. */
  kill: string;
}

/** What this person may do with a plan now. Money and the end of it are asked for once more. */
export function PlanActions({
  plan,
  desk,
  words,
  areas,
  editPath,
  budgetFen,
  testId,
}: {
  plan: { id: string; title: string; version: number; actions: readonly CampaignAction[] };
  desk: PlanDesk;
  words: PlanWords;
  /** Query keys that a change makes stale. */
  areas: readonly string[];
  editPath: string;
  budgetFen: number;
  /** Begins the names of the buttons: `campaign` makes `campaign-submit`. */
  testId: string;
}) {
  const [asking, setAsking] = useState<'approve' | 'reject' | 'kill' | null>(null);
  const close = () => setAsking(null);
  const params = { id: plan.id };
  const done = (success: string) => ({ refresh: areas, success, onSuccess: close });
  const submit = useSubmit(desk.submit, done('已提交，等第二个人批准'));
  const withdraw = useSubmit(desk.withdraw, done('已撤回，可以继续修改'));
  const approve = useSubmit(desk.approve, { ...done(words.approved), quiet: true });
  const reject = useSubmit(desk.reject, { ...done('已退回'), quiet: true });
  const kill = useSubmit(desk.kill, { ...done('已叫停，不会再发出任何奖品'), quiet: true });
  const has = (action: CampaignAction) => plan.actions.includes(action);
  return (
    <>
      {has('edit') && (
        <Link to={editPath}>
          <Button data-testid={`${testId}-edit`}>修改</Button>
        </Link>
      )}
      {/* Who decides over a plan of somebody else gives it back with a reason instead. */}
      {has('withdraw') && !has('approve') && (
        <Button
          loading={withdraw.isPending}
          data-testid={`${testId}-withdraw`}
          onClick={() => withdraw.mutate({ params })}
        >
          撤回
        </Button>
      )}
      {has('reject') && (
        <Button data-testid={`${testId}-reject`} onClick={() => setAsking('reject')}>
          退回
        </Button>
      )}
      {has('submit') && (
        <Button
          type="primary"
          loading={submit.isPending}
          data-testid={`${testId}-submit`}
          onClick={() => submit.mutate({ params })}
        >
          提交审批
        </Button>
      )}
      {has('approve') && (
        <Button type="primary" data-testid={`${testId}-approve`} onClick={() => setAsking('approve')}>
          批准
        </Button>
      )}
      {has('kill') && (
        <Button danger type="primary" data-testid={`${testId}-kill`} onClick={() => setAsking('kill')}>
          立即叫停
        </Button>
      )}
      <Modal
        open={asking === 'approve'}
        title={`批准“${plan.title}”`}
        okText={`批准，预算 ${yuan(budgetFen)}`}
        cancelText="先不"
        okButtonProps={{ loading: approve.isPending, 'data-testid': 'approve-submit' }}
        onOk={() => approve.mutate({ params, body: { version: plan.version } })}
        onCancel={close}
      >
        <p style={{ marginBottom: 12 }}>{words.approve}</p>
        <FormError error={approve.error} />
      </Modal>
      {asking === 'reject' && (
        <ReasonDialog
          title="退回修改"
          okText="退回"
          label="要改什么（提交人会看到）"
          suggestions={['预算偏高', '人群太宽', '规则没写清楚', '换个时间']}
          busy={reject.isPending}
          error={reject.error}
          testId="reject"
          onSubmit={(reason) => reject.mutate({ params, body: { reason } })}
          onClose={close}
        />
      )}
      {asking === 'kill' && (
        <ReasonDialog
          title="立即叫停"
          what={words.kill}
          okText="叫停活动"
          label="为什么叫停"
          suggestions={['设置有误', '发现异常领取', '门店临时安排']}
          typed={plan.title}
          busy={kill.isPending}
          error={kill.error}
          testId="kill"
          onSubmit={(reason) => kill.mutate({ params, body: { reason } })}
          onClose={close}
        />
      )}
    </>
  );
}
