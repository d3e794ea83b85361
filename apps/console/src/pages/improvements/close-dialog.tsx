import type { ImprovementView } from '@cheban/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Form, Input, Radio } from 'antd';
import { api } from '../../app/api.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormDialog } from '../../shared/ui/form-dialog.js';

const TOLD_AFTER_MS = [2_000, 8_000] as const;

interface Fields {
  effective: boolean;
  result: string;
}

/** Ends an action: it worked, and those who complained are told what has changed; or it did not. */
export function CloseDialog({ improvement, onClose }: { improvement: ImprovementView; onClose(): void }) {
  const client = useQueryClient();
  const [form] = Form.useForm<Fields>();
  const effective = Form.useWatch('effective', form) as boolean | undefined;
  const result = (Form.useWatch('result', form) as string | undefined)?.trim() ?? '';
  const close = useSubmit(api.improvement.close, {
    refresh: ['improvements', 'case-causes'],
    success: effective ? '已结束，正在告诉提过这件事的车主' : '已结束',
    quiet: true,
    onSuccess: () => {
      onClose();
      // Owners are told in the background: the figure is asked for again when that is done.
      for (const ms of TOLD_AFTER_MS)
        setTimeout(() => void client.invalidateQueries({ queryKey: ['improvements'] }), ms);
    },
  });
  return (
    <FormDialog
      title={`结束：${improvement.title}`}
      okText={effective ? '结束并告诉车主' : '结束'}
      blocked={effective === undefined}
      form={form}
      submit={close}
      testId="close-submit"
      onClose={onClose}
      onFinish={(body) =>
        close.mutate({ params: { id: improvement.id }, body: { ...body, result: body.result.trim() } })
      }
    >
      <p className="muted" style={{ marginBottom: 12 }}>
        “{improvement.causeLabel}”的投诉：开始前 30 天 {improvement.before} 起，最近 30 天 {improvement.now}{' '}
        起。
      </p>
      <Form.Item name="effective" label="有效果吗" rules={[{ required: true, message: '请选择' }]}>
        <Radio.Group
          options={[
            { value: true, label: '有效果' },
            { value: false, label: '没有效果' },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="result"
        label={effective ? '改了什么（车主会看到这句话）' : '为什么没有效果'}
        rules={[{ required: true, whitespace: true, min: 4, message: '请写清楚，至少 4 个字' }]}
      >
        <Input.TextArea
          rows={2}
          maxLength={60}
          showCount
          data-testid="close-result"
          placeholder={
            effective ? '例如：周末上午多安排了一位顾问接车' : '例如：排班调整了，但等待时间没有变短'
          }
        />
      </Form.Item>
      {effective && (
        <Alert
          type="info"
          showIcon
          title="会发给每位提过这件事、还没收到回复的车主"
          description={`您曾反映“${improvement.causeLabel}”。我们听进去了：${result || '……'}`}
        />
      )}
    </FormDialog>
  );
}
