import type { Routes, RouteView } from '@cheban/contracts';
import { Button, Form, Input, Modal } from 'antd';
import { api } from '../../app/api.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormError, useFieldErrors } from '../../shared/ui/form-error.js';

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
  const [form] = Form.useForm<{ reason: string }>();
  const unmask = useSubmit(api.customer.unmask, { quiet: true, onSuccess: onDone });
  useFieldErrors(form, unmask.error);
  return (
    <Modal
      open
      title="查看完整号码"
      okText="查看"
      cancelText="返回"
      okButtonProps={{ loading: unmask.isPending, 'data-testid': 'unmask-submit' }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="muted" style={{ marginBottom: 12 }}>
        手机、车牌和车架号属于车主隐私。您的姓名、时间和原因会记入操作记录。
      </p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ reason }) => unmask.mutate({ params: { id: ownerId }, body: { reason: reason.trim() } })}
      >
        <Form.Item
          name="reason"
          label="查看原因"
          rules={[{ required: true, whitespace: true, min: 2, message: '请填写查看原因' }]}
        >
          <Input maxLength={60} autoFocus data-testid="unmask-reason" />
        </Form.Item>
        <div className="chips" style={{ marginBottom: 12 }}>
          {reasons.map((reason) => (
            <Button key={reason} size="small" onClick={() => form.setFieldsValue({ reason })}>
              {reason}
            </Button>
          ))}
        </div>
        <FormError error={unmask.error} />
      </Form>
    </Modal>
  );
}
