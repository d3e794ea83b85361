import type { DeliveryDetail } from '@cheban/contracts';
import { api } from '../../../app/api.js';
import { useSubmit } from '../../../shared/hooks/use-submit.js';
import { ReasonDialog } from '../../../shared/ui/reason-dialog.js';

const reasons = ['车主说没有收到', '渠道已恢复', '车主刚绑定小程序'];

/** Sends a message once more, by a person and with a reason on record. */
export function ResendDialog({
  message,
  onClose,
  onDone,
}: {
  message: DeliveryDetail;
  onClose(): void;
  /** With the id of the new message. */
  onDone(id: string): void;
}) {
  const resend = useSubmit(api.delivery.resend, {
    refresh: ['messages', 'care-health', 'timeline', 'care-why'],
    success: '已重新排进发送',
    quiet: true,
    onSuccess: ({ id }) => onDone(id),
  });
  const doubt = message.state === 'unknown' ? '上一次的结果还没查到，车主可能会收到两条。' : '';
  return (
    <ReasonDialog
      title={`重发给 ${message.ownerName}`}
      what={`“${message.title}”会照原话再发一次，仍遵守免打扰时段和车主的意愿。${doubt}`}
      okText="重发"
      label="重发原因"
      suggestions={reasons}
      maxLength={100}
      danger={false}
      busy={resend.isPending}
      error={resend.error}
      testId="resend"
      onSubmit={(reason) => resend.mutate({ params: { id: message.id }, body: { reason } })}
      onClose={onClose}
    />
  );
}
