import { api } from '../../app/api.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { ReasonDialog } from '../../shared/ui/reason-dialog.js';
import { suspicionAreas } from './queries.js';

const reasons = ['多人共用一台手机领奖', '疑似同行代领', '多次异常邀请'];

/** From now on a person looks at every reward of this owner before it is given. */
export function HoldDialog({
  ownerId,
  ownerName,
  storeId,
  onClose,
}: {
  ownerId: string;
  ownerName: string;
  storeId: string;
  onClose(): void;
}) {
  const hold = useSubmit(api.suspicion.hold, {
    refresh: suspicionAreas,
    success: '已拦下，之后的奖励先核实再发',
    quiet: true,
    onSuccess: onClose,
  });
  return (
    <ReasonDialog
      title={`先核实${ownerName}的奖励`}
      what="红包、老带新、答题和抽奖的奖励都会先停下，等人核实后再发；预约、保养和已到手的卡券不受影响。"
      okText="拦下奖励"
      suggestions={reasons}
      busy={hold.isPending}
      error={hold.error}
      testId="hold"
      onSubmit={(reason) => hold.mutate({ body: { storeId, ownerId, reason } })}
      onClose={onClose}
    />
  );
}
