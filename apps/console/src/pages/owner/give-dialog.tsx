import { Button, Form, Input, Switch } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { PrizeSource } from '../../features/coupon/prize-source.js';
import { couponAreas } from '../../features/coupon/queries.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormDialog } from '../../shared/ui/form-dialog.js';

interface Fields {
  typeId: string;
  note: string;
  tell: boolean;
}
const reasons = ['久等致谢', '投诉补偿', '生日心意', '老客户答谢'];

/** One coupon to one owner. The number of the request makes a second tap the same coupon. */
export function GiveDialog({
  ownerId,
  ownerName,
  onClose,
}: {
  ownerId: string;
  ownerName: string;
  onClose(): void;
}) {
  const [form] = Form.useForm<Fields>();
  const [requestId] = useState(() => crypto.randomUUID());
  const give = useSubmit(api.couponType.issueOne, {
    refresh: [...couponAreas, 'timeline'],
    success: ({ title }) => `“${title}”已放进${ownerName}的卡包`,
    quiet: true,
    onSuccess: onClose,
  });
  return (
    <FormDialog<Fields>
      title={`送${ownerName}一张券`}
      okText="送出"
      form={form}
      initialValues={{ tell: true }}
      submit={give}
      testId="give-submit"
      onFinish={({ typeId, note, tell }) =>
        give.mutate({ params: { id: typeId }, body: { ownerId, requestId, note: note.trim(), tell } })
      }
      onClose={onClose}
    >
      <PrizeSource kind="coupon" name="typeId" />
      <Form.Item
        name="note"
        label="原因（只有员工看得到）"
        rules={[{ required: true, whitespace: true, min: 2, message: '请写明原因，至少 2 个字' }]}
      >
        <Input maxLength={60} showCount autoComplete="off" data-testid="give-note" />
      </Form.Item>
      <div className="chips" style={{ marginBottom: 12 }}>
        {reasons.map((note) => (
          <Button key={note} size="small" onClick={() => form.setFieldsValue({ note })}>
            {note}
          </Button>
        ))}
      </div>
      <Form.Item
        name="tell"
        label="告诉车主"
        valuePropName="checked"
        extra="放进消息中心，有订阅次数时微信也会提醒。"
      >
        <Switch />
      </Form.Item>
    </FormDialog>
  );
}
