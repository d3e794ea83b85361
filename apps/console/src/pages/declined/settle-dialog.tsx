import type { declinedWorkEndings } from '@cheban/contracts/constants';
import { Form, Input, Segmented } from 'antd';
import { api } from '../../app/api.js';
import { addDays, today } from '../../shared/format/time.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { DateField } from '../../shared/ui/day-nav.js';
import { FormDialog } from '../../shared/ui/form-dialog.js';
import type { Work } from './words.js';

type Ending = (typeof declinedWorkEndings)[number];

interface Fields {
  state: Ending;
  chaseOn?: string;
  note?: string;
}

/** Days after which it is asked again, unless another date is picked. */
const USUAL_DAYS = 30;
const choices: { value: Ending; label: string }[] = [
  { value: 'open', label: '改天再问' },
  { value: 'done', label: '已经做了' },
  { value: 'dropped', label: '不再提醒' },
];

/** Ends the chase of a piece of work, or moves it to another day. */
export function SettleDialog({ work, onClose }: { work: Work; onClose(): void }) {
  const [form] = Form.useForm<Fields>();
  const later = (Form.useWatch('state', form) ?? 'open') === 'open';
  const settle = useSubmit(api.workshop.settleDeclined, {
    refresh: ['declined-work', 'visit', 'owner'],
    success: '已记下',
    quiet: true,
    onSuccess: onClose,
  });
  return (
    <FormDialog
      title={`${work.title} · ${work.ownerName}`}
      form={form}
      submit={settle}
      testId="declined-save"
      onClose={onClose}
      initialValues={{ state: 'open', chaseOn: addDays(today(), USUAL_DAYS) }}
      onFinish={({ state, chaseOn, note }) =>
        settle.mutate({
          params: { id: work.id },
          body: {
            state,
            note: note?.trim() ?? '',
            ...(state === 'open' && chaseOn ? { chaseOn } : {}),
          },
        })
      }
    >
      <Form.Item name="state" label="怎么处理">
        <Segmented block options={choices} />
      </Form.Item>
      {later && (
        <Form.Item
          name="chaseOn"
          label="哪天再问"
          rules={[{ required: true, message: '请选择下次跟进日期' }]}
        >
          <DateField placeholder="选择日期" />
        </Form.Item>
      )}
      <Form.Item name="note" label="备注">
        <Input maxLength={60} placeholder="例如：车主说下次保养一起做" />
      </Form.Item>
    </FormDialog>
  );
}
