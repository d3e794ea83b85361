import { type CaseCause, caseCauseLabel, caseCauses } from '@cheban/contracts/constants';
import { addMonths } from '@cheban/kernel';
import { Button, Form, Input, Select } from 'antd';
import { api } from '../../app/api.js';
import { useStoreId } from '../../app/me.js';
import { useColleagues } from '../../features/store/queries.js';
import { today } from '../../shared/format/time.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { DateField } from '../../shared/ui/day-nav.js';
import { FormLayer } from '../../shared/ui/form-layer.js';

interface Fields {
  cause: CaseCause;
  title: string;
  plan?: string;
  assigneeId: string;
  dueOn: string;
}
const terms = [
  { months: 1, label: '1 个月' },
  { months: 3, label: '1 个季度' },
  { months: 6, label: '半年' },
] as const;

/** Plans what removes a cause: what, by whom, until when. */
export function ImprovementLayer({ cause, onClose }: { cause?: CaseCause; onClose(): void }) {
  const storeId = useStoreId();
  // Administrators and the group work in no store of their own: the server would refuse them.
  const colleagues = useColleagues(storeId).filter(({ role }) => role !== 'admin' && role !== 'group');
  const [form] = Form.useForm<Fields>();
  const dueOn = Form.useWatch('dueOn', form) as string | undefined;
  const create = useSubmit(api.improvement.create, {
    refresh: ['improvements', 'case-causes'],
    success: '已记下，按期完成后在这里结束',
    quiet: true,
    onSuccess: onClose,
  });
  return (
    <FormLayer
      title="新建改进"
      form={form}
      submit={create}
      layerTestId="improvement-layer"
      testId="improvement-save"
      onClose={onClose}
      initialValues={{ cause, dueOn: addMonths(today(), 1) }}
      onFinish={({ title, plan, ...rest }) =>
        create.mutate({ body: { storeId, title: title.trim(), plan: plan?.trim() ?? '', ...rest } })
      }
    >
      <Form.Item name="cause" label="针对什么原因" rules={[{ required: true, message: '请选择原因' }]}>
        <Select
          placeholder="选择投诉原因"
          options={caseCauses.map((value) => ({ value, label: caseCauseLabel[value] }))}
        />
      </Form.Item>
      <Form.Item
        name="title"
        label="改什么"
        rules={[{ required: true, whitespace: true, min: 2, message: '请填写改什么' }]}
      >
        <Input
          maxLength={40}
          showCount
          data-testid="improvement-title"
          placeholder="例如：周末上午加一位接车顾问"
        />
      </Form.Item>
      <Form.Item name="plan" label="怎么做">
        <Input.TextArea rows={3} maxLength={500} placeholder="步骤、需要谁配合、怎么看出有效果" />
      </Form.Item>
      <Form.Item name="assigneeId" label="负责人" rules={[{ required: true, message: '请选择负责人' }]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="本店同事"
          data-testid="improvement-assignee"
          options={colleagues.map((person) => ({ value: person.id, label: person.name }))}
        />
      </Form.Item>
      <Form.Item name="dueOn" label="什么时候做完" rules={[{ required: true, message: '请选择日期' }]}>
        <DateField placeholder="完成日期" />
      </Form.Item>
      <div className="chips term-chips">
        {terms.map(({ months, label }) => {
          const on = addMonths(today(), months);
          return (
            <Button
              key={label}
              size="small"
              type={dueOn === on ? 'primary' : 'default'}
              onClick={() => form.setFieldsValue({ dueOn: on })}
            >
              {label}
            </Button>
          );
        })}
      </div>
    </FormLayer>
  );
}
