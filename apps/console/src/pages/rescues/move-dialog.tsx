import type { StaffRescueView } from '@cheban/contracts';
import { type RescueState, rescueStateLabel } from '@cheban/contracts/constants';
import { Button, Form, Input, InputNumber } from 'antd';
import { api } from '../../app/api.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormDialog } from '../../shared/ui/form-dialog.js';
import { YuanField } from '../../shared/ui/yuan-field.js';

interface Fields {
  etaMinutes?: number | null;
  helper?: string;
  note?: string;
  costFen?: number | null;
}

/** What a step is called on its button, and what the owner hears of it. */
const steps: Partial<Record<RescueState, { title: string; said: string }>> = {
  accepted: { title: '接单', said: '车主会立即收到“已接单”的通知。' },
  on_the_way: { title: '出发', said: '车主会看到谁来、预计几点到。' },
  arrived: { title: '已到达', said: '车主会收到“救援人员已到达”的通知。' },
  done: { title: '完成救援', said: '费用会显示在车主的救援记录里。' },
  cancelled: { title: '取消救援', said: '车主会收到通知，并看到取消的原因。' },
};
/** A new time to arrive is the same step once more. */
export const stepTitle = (from: RescueState, to: RescueState): string =>
  from === to ? '改到达时间' : (steps[to]?.title ?? rescueStateLabel[to]);

/** Takes a call one step on, with what the owner must know of it. */
export function MoveDialog({
  view,
  to,
  onClose,
}: {
  view: StaffRescueView;
  to: RescueState;
  onClose(): void;
}) {
  const [form] = Form.useForm<Fields>();
  const move = useSubmit(api.staffRescue.move, {
    refresh: ['rescues', 'rescue', 'my-day', 'timeline'],
    success: `已记录：${rescueStateLabel[to]}`,
    quiet: true,
    onSuccess: onClose,
  });
  const speaks = to === 'accepted' || to === 'on_the_way';
  const send = ({ etaMinutes, helper, note, costFen }: Fields) =>
    move.mutate({
      params: { id: view.id },
      body: {
        to,
        seen: view.state,
        note: note?.trim() ?? '',
        ...(speaks && etaMinutes ? { etaMinutes } : {}),
        ...(speaks && helper !== undefined ? { helper: helper.trim() } : {}),
        ...(to === 'done' && costFen !== null && costFen !== undefined ? { costFen } : {}),
      },
    });
  return (
    <FormDialog<Fields>
      title={stepTitle(view.state, to)}
      okText={stepTitle(view.state, to)}
      cancelText="先不"
      danger={to === 'cancelled'}
      form={form}
      initialValues={{ helper: view.helper, ...(view.fee === 'free' ? { costFen: 0 } : {}) }}
      submit={move}
      testId="rescue-move"
      onFinish={send}
      onClose={onClose}
    >
      <p className="muted" style={{ marginBottom: 12 }}>
        {steps[to]?.said}
      </p>
      {speaks && (
        <>
          <Form.Item
            name="etaMinutes"
            label={to === 'accepted' ? '预计多少分钟到达（还不确定可不填）' : '预计多少分钟到达'}
            rules={to === 'accepted' ? [] : [{ required: true, message: '请填写预计几分钟到达' }]}
          >
            <InputNumber
              min={1}
              max={600}
              precision={0}
              suffix="分钟"
              style={{ width: '100%' }}
              data-testid="rescue-eta"
            />
          </Form.Item>
          <div className="chips" style={{ marginBottom: 12 }}>
            {[20, 30, 45, 60].map((minutes) => (
              <Button key={minutes} size="small" onClick={() => form.setFieldsValue({ etaMinutes: minutes })}>
                {minutes} 分钟
              </Button>
            ))}
          </div>
          <Form.Item name="helper" label="谁去救援（姓名和电话，车主会看到）">
            <Input
              maxLength={60}
              autoComplete="off"
              placeholder="例如：王师傅 0351-7000000"
              data-testid="rescue-helper"
            />
          </Form.Item>
        </>
      )}
      {to === 'done' && (
        <Form.Item
          name="costFen"
          label="实收费用"
          extra={view.feeText}
          rules={[{ required: true, message: '请填写费用，免费填 0' }]}
        >
          <YuanField testId="rescue-cost" max={10_000_000} />
        </Form.Item>
      )}
      <Form.Item
        name="note"
        label={to === 'cancelled' ? '取消原因（车主会看到）' : '备注（只有同事看到）'}
        rules={
          to === 'cancelled'
            ? [{ required: true, whitespace: true, min: 2, message: '请写明取消的原因' }]
            : []
        }
      >
        <Input.TextArea maxLength={200} autoSize={{ minRows: 2, maxRows: 5 }} data-testid="rescue-note" />
      </Form.Item>
    </FormDialog>
  );
}
