import type { RefundView } from '@cheban/contracts';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { moneyAreas } from '../../features/money/queries.js';
import { yuan } from '../../shared/format/words.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormError } from '../../shared/ui/form-error.js';
import { ReasonDialog } from '../../shared/ui/reason-dialog.js';

/** What this person may do with a refund. Whoever asked for it never decides it. */
export function RefundActions({ refund }: { refund: RefundView }) {
  const may = useMay();
  const [asking, setAsking] = useState<'approve' | 'reject' | null>(null);
  const close = () => setAsking(null);
  const done = (success: string) => ({ refresh: moneyAreas, success, quiet: true, onSuccess: close });
  const approve = useSubmit(api.staffPayment.approveRefund, done('已批准，微信会把钱退回车主'));
  const reject = useSubmit(api.staffPayment.rejectRefund, done('已驳回，订单保持原样'));
  const retry = useSubmit(api.staffPayment.retryRefund, { refresh: moneyAreas, success: '已重新提交微信' });
  const params = { id: refund.id };
  if (!may('payment.approve')) return null;
  if (refund.canRetry)
    return (
      <Button
        size="small"
        loading={retry.isPending}
        data-testid="refund-retry"
        onClick={() => retry.mutate({ params })}
      >
        重试
      </Button>
    );
  if (!refund.canDecide)
    return refund.state === 'waiting' ? <span className="small muted">要由别人批准</span> : null;
  return (
    <span className="row-gap">
      <Button size="small" type="primary" data-testid="refund-approve" onClick={() => setAsking('approve')}>
        批准
      </Button>
      <Button size="small" data-testid="refund-reject" onClick={() => setAsking('reject')}>
        驳回
      </Button>
      <Modal
        open={asking === 'approve'}
        title="批准退款"
        okText={`批准，退 ${yuan(refund.amountFen)}`}
        cancelText="先不"
        okButtonProps={{ loading: approve.isPending, 'data-testid': 'refund-approve-submit' }}
        onOk={() => approve.mutate({ params })}
        onCancel={close}
      >
        <p style={{ marginBottom: 12 }}>
          {refund.ownerName} · {refund.orderTitle}，{refund.askedBy || '系统'}申请，原因：{refund.reason}。
        </p>
        <FormError error={approve.error} />
      </Modal>
      {asking === 'reject' && (
        <ReasonDialog
          title="驳回退款"
          okText="驳回"
          busy={reject.isPending}
          error={reject.error}
          testId="refund-reject"
          onSubmit={(reason) => reject.mutate({ params, body: { reason } })}
          onClose={close}
        />
      )}
    </span>
  );
}
