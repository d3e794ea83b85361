import type { StaffCircleView } from '@cheban/contracts';
import { Form, Input, Select } from 'antd';
import { api } from '../../app/api.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormDialog } from '../../shared/ui/form-dialog.js';
import { CIRCLE_AREAS } from './words.js';

interface Fields {
  days: number;
  reason: string;
}
/** For good stands as a number that no number of days is. */
const FOR_GOOD = -1;
const options = [
  { value: 1, label: '1 天' },
  { value: 7, label: '7 天' },
  { value: 30, label: '30 天' },
  { value: FOR_GOOD, label: '长期' },
];
const lift = { value: 0, label: '解除禁言' };

/** Keeps the author from writing for a time; reading stays. */
export function BlockDialog({ view, onClose }: { view: StaffCircleView; onClose(): void }) {
  const [form] = Form.useForm<Fields>();
  const block = useSubmit(api.staffCircle.block, {
    refresh: CIRCLE_AREAS,
    success: '已保存',
    quiet: true,
    onSuccess: onClose,
  });
  return (
    <FormDialog<Fields>
      title={`禁言 ${view.author}`}
      okText="确定"
      danger
      form={form}
      initialValues={{ days: view.blocked ? 0 : 7 }}
      submit={block}
      testId="circle-block-send"
      onFinish={({ days, reason }) =>
        block.mutate({
          params: { id: view.id },
          body: { days: days === FOR_GOOD ? null : days, reason: reason.trim() },
        })
      }
      onClose={onClose}
    >
      <p className="muted" style={{ marginBottom: 12 }}>
        禁言期间作者可以看，不能发帖和评论；已展示的内容不受影响。
      </p>
      <Form.Item name="days" label="多久">
        <Select options={view.blocked ? [lift, ...options] : options} />
      </Form.Item>
      <Form.Item
        name="reason"
        label="原因（作者会看到）"
        rules={[{ required: true, whitespace: true, min: 2, message: '请写明，至少 2 个字' }]}
      >
        <Input maxLength={100} autoComplete="off" data-testid="circle-block-reason" />
      </Form.Item>
    </FormDialog>
  );
}
