import type { DeliveryDetail } from '@cheban/contracts';
import { Button, Form, Input, Modal } from 'antd';
import { api } from '../../../app/api.js';
import { useSubmit } from '../../../shared/hooks/use-submit.js';
import { FormError, useFieldErrors } from '../../../shared/ui/form-error.js';

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
  const [form] = Form.useForm<{ reason: string }>();
  const resend = useSubmit(api.delivery.resend, {
    refresh: ['messages', 'care-health', 'timeline', 'care-why'],
    success: '已重新排进发送',
    quiet: true,
    onSuccess: ({ id }) => onDone(id),
  });
  useFieldErrors(form, resend.error);
  return (
    <Modal
      open
      title={`重发给 ${message.ownerName}`}
      okText="重发"
      cancelText="返回"
      okButtonProps={{ loading: resend.isPending, 'data-testid': 'resend-submit' }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="muted" style={{ marginBottom: 12 }}>
        “{message.title}”会照原话再发一次，仍遵守免打扰时段和车主的意愿。
        {message.state === 'unknown' && '上一次的结果还没查到，车主可能会收到两条。'}
      </p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ reason }) =>
          resend.mutate({ params: { id: message.id }, body: { reason: reason.trim() } })
        }
      >
        <Form.Item
          name="reason"
          label="重发原因"
          rules={[{ required: true, whitespace: true, min: 2, message: '请填写重发原因' }]}
        >
          <Input maxLength={100} autoFocus data-testid="resend-reason" />
        </Form.Item>
        <div className="chips" style={{ marginBottom: 12 }}>
          {reasons.map((reason) => (
            <Button key={reason} size="small" onClick={() => form.setFieldsValue({ reason })}>
              {reason}
            </Button>
          ))}
        </div>
        <FormError error={resend.error} />
      </Form>
    </Modal>
  );
}
