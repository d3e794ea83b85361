import { api } from '../../app/api.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { ReasonDialog } from '../../shared/ui/reason-dialog.js';
import { callAreas } from './queries.js';

const reasons = ['车主已经到店', '刚刚联系过', '重复的任务', '车主要求不再联系'];

/** Drops a call or talk that need not be made, with the reason on record. */
export function CancelCallDialog({ id, title, onClose }: { id: string; title: string; onClose(): void }) {
  const cancel = useSubmit(api.followUp.cancel, {
    refresh: callAreas,
    success: '已取消这个任务',
    quiet: true,
    onSuccess: onClose,
  });
  return (
    <ReasonDialog
      title={title}
      okText="取消任务"
      suggestions={reasons}
      busy={cancel.isPending}
      error={cancel.error}
      testId="call-cancel"
      onSubmit={(reason) => cancel.mutate({ params: { id }, body: { reason } })}
      onClose={onClose}
    />
  );
}
