import type { Routes, RouteView } from '@cheban/contracts';
import { api } from '../../app/api.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { ReasonDialog } from '../../shared/ui/reason-dialog.js';

export type Unmasked = RouteView<Routes['customer']['unmask']>;

const reasons = ['电话确认预约', '回访车主', '处理投诉', '核对车辆信息'];

/** Full numbers are shown for a reason, and the look is recorded. */
export function UnmaskDialog({
  ownerId,
  onClose,
  onDone,
}: {
  ownerId: string;
  onClose(): void;
  onDone(view: Unmasked): void;
}) {
  const unmask = useSubmit(api.customer.unmask, { quiet: true, onSuccess: onDone });
  return (
    <ReasonDialog
      title="查看完整号码"
      what="手机、车牌和车架号属于车主隐私。您的姓名、时间和原因会记入操作记录。"
      okText="查看"
      label="查看原因"
      suggestions={reasons}
      danger={false}
      busy={unmask.isPending}
      error={unmask.error}
      testId="unmask"
      onSubmit={(reason) => unmask.mutate({ params: { id: ownerId }, body: { reason } })}
      onClose={onClose}
    />
  );
}
