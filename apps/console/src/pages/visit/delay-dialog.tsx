import type { StaffVisitView } from '@cheban/contracts';
import { Button, Form, Input } from 'antd';
import { api } from '../../app/api.js';
import { whenWords } from '../../shared/format/time.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormDialog } from '../../shared/ui/form-dialog.js';
import { InstantField } from '../../shared/ui/instant-field.js';
import { visitAreas } from './queries.js';

const reasons = ['等待配件', '发现新的问题，正在确认', '前一辆车延误', '等待车主确认增项'];

/** A new promised time. Later than before needs a reason, because the owner sees it. */
export function DelayDialog({ visit, onClose }: { visit: StaffVisitView; onClose(): void }) {
  const [form] = Form.useForm<{ promisedAt: string; delayReason?: string }>();
  const promisedAt = Form.useWatch('promisedAt', form) as string | undefined;
  const later =
    visit.promisedAt !== null &&
    promisedAt !== undefined &&
    Date.parse(promisedAt) > Date.parse(visit.promisedAt);
  const save = useSubmit(api.workshop.advance, {
    refresh: visitAreas,
    success: '交车时间已更新，车主会收到通知',
    quiet: true,
    onSuccess: onClose,
  });
  return (
    <FormDialog
      title="调整交车时间"
      okText={promisedAt ? `改为 ${whenWords(promisedAt)}` : '保存'}
      blocked={!promisedAt}
      form={form}
      submit={save}
      testId="delay-submit"
      onClose={onClose}
      onFinish={(fields) =>
        save.mutate({
          params: { id: visit.id },
          body: {
            promisedAt: fields.promisedAt,
            ...(fields.delayReason?.trim() && { delayReason: fields.delayReason.trim() }),
          },
        })
      }
    >
      <Form.Item
        name="promisedAt"
        label={`新的交车时间${visit.promisedAt ? `（现在承诺 ${whenWords(visit.promisedAt)}）` : ''}`}
        rules={[{ required: true, message: '请选择新的时间' }]}
      >
        <InstantField base={visit.promisedAt ?? undefined} steps={[15, 30, 60, 120]} />
      </Form.Item>
      <Form.Item
        name="delayReason"
        label="原因（车主会看到）"
        dependencies={['promisedAt']}
        rules={[{ required: later, whitespace: true, message: '推迟交车需要告诉车主原因' }]}
      >
        <Input maxLength={60} data-testid="delay-reason" placeholder="一句话说明" />
      </Form.Item>
      <div className="chips" style={{ marginBottom: 12 }}>
        {reasons.map((reason) => (
          <Button key={reason} size="small" onClick={() => form.setFieldsValue({ delayReason: reason })}>
            {reason}
          </Button>
        ))}
      </div>
    </FormDialog>
  );
}
