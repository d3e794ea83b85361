import { Button, Form, Input, Modal } from 'antd';
import { api } from '../../app/api.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormError, useFieldErrors } from '../../shared/ui/form-error.js';
import { callAreas } from './queries.js';

const reasons = ['车主已经到店', '刚刚联系过', '重复的任务', '车主要求不再来电'];

/** Drops a call that need not be made, with the reason on record. */
export function CancelCallDialog({ id, onClose }: { id: string; onClose(): void }) {
  const [form] = Form.useForm<{ reason: string }>();
  const cancel = useSubmit(api.followUp.cancel, {
    refresh: callAreas,
    success: '已取消这个电话任务',
    quiet: true,
    onSuccess: onClose,
  });
  useFieldErrors(form, cancel.error);
  return (
    <Modal
      open
      title="不用打了"
      okText="取消任务"
      cancelText="返回"
      okButtonProps={{ danger: true, loading: cancel.isPending, 'data-testid': 'call-cancel-submit' }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ reason }) => cancel.mutate({ params: { id }, body: { reason: reason.trim() } })}
      >
        <Form.Item
          name="reason"
          label="原因"
          rules={[{ required: true, whitespace: true, min: 2, message: '请填写取消原因' }]}
        >
          <Input maxLength={60} autoFocus />
        </Form.Item>
        <div className="chips" style={{ marginBottom: 12 }}>
          {reasons.map((reason) => (
            <Button key={reason} size="small" onClick={() => form.setFieldsValue({ reason })}>
              {reason}
            </Button>
          ))}
        </div>
        <FormError error={cancel.error} />
      </Form>
    </Modal>
  );
}
