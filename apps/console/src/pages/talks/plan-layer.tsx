import type { TalkPlanBody } from '@cheban/contracts';
import {
  followUpKindLabel,
  type PlannedTalkKind,
  plannedTalkKinds,
  type TalkSplit,
  talkSplitLabel,
  talkSplits,
} from '@cheban/contracts/constants';
import { useQuery } from '@tanstack/react-query';
import { Form, InputNumber, Segmented, Select } from 'antd';
import { api } from '../../app/api.js';
import { useStoreId } from '../../app/me.js';
import { callAreas } from '../../features/call/queries.js';
import { useColleaguesFor } from '../../features/store/queries.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { DateField } from '../../shared/ui/day-nav.js';
import { FormLayer } from '../../shared/ui/form-layer.js';
import { cycleWords, nextQuarters } from './talk-words.js';

interface Fields {
  kind: PlannedTalkKind;
  quarter: string;
  surveyOn?: string;
  by: TalkSplit;
  only: string[];
  target: number;
  assigneeId: string;
}

function bodyOf(fields: Fields, storeId: string): TalkPlanBody | null {
  const { by, only, target } = fields;
  const sample = { storeId, by, only, target, assigneeId: fields.assigneeId || null };
  if (fields.kind === 'talk_quarter') return { kind: 'talk_quarter', quarter: fields.quarter, ...sample };
  return fields.surveyOn ? { kind: 'talk_nps', surveyOn: fields.surveyOn, ...sample } : null;
}

/** A manager plans interviews: when, how many, of whom, held by whom. */
export function PlanLayer({ onClose }: { onClose(): void }) {
  const storeId = useStoreId();
  const [form] = Form.useForm<Fields>();
  const kind = Form.useWatch('kind', form) ?? 'talk_quarter';
  const by = Form.useWatch('by', form) ?? 'model';
  const only = Form.useWatch('only', form) ?? [];
  const colleagues = useColleaguesFor(storeId, 'task.manage');
  const groups = useQuery({
    queryKey: ['talk-groups', storeId, by],
    queryFn: () => api.talk.groups({ query: { storeId, by } }),
  });
  const known = groups.data?.groups ?? [];
  const cars = known
    .filter(({ key }) => only.length === 0 || only.includes(key))
    .reduce((sum, group) => sum + group.cars, 0);
  const plan = useSubmit(api.talk.plan, {
    refresh: callAreas,
    success: (view) => `已安排 ${view.planned} 位车主的面访`,
    quiet: true,
    onSuccess: onClose,
  });
  return (
    <FormLayer<Fields>
      title="安排面访"
      okText="安排"
      withBack
      form={form}
      initialValues={{
        kind: 'talk_quarter',
        quarter: nextQuarters()[0],
        by: 'model',
        only: [],
        target: 20,
        assigneeId: '',
      }}
      submit={plan}
      layerTestId="talk-plan-layer"
      testId="talk-plan-submit"
      onValuesChange={(changed) => 'by' in changed && form.setFieldValue('only', [])}
      onFinish={(fields) => {
        const body = bodyOf(fields, storeId);
        if (body) plan.mutate({ body });
      }}
      onClose={onClose}
    >
      <Form.Item name="kind" label="哪一种">
        <Segmented
          block
          options={plannedTalkKinds.map((value) => ({ value, label: followUpKindLabel[value] }))}
        />
      </Form.Item>
      {kind === 'talk_quarter' ? (
        <Form.Item name="quarter" label="季度">
          <Segmented
            block
            options={nextQuarters().map((value) => ({
              value,
              label: cycleWords({ kind: 'talk_quarter', cycle: value }),
            }))}
          />
        </Form.Item>
      ) : (
        <Form.Item
          name="surveyOn"
          label="厂家调研日期"
          extra="调研前 30 天开始，前一天谈完"
          rules={[{ required: true, message: '请选择调研日期' }]}
        >
          <DateField placeholder="调研日期" />
        </Form.Item>
      )}
      <Form.Item name="by" label="怎么抽" extra="每一组至少有人谈到，其余按台数分">
        <Segmented block options={talkSplits.map((value) => ({ value, label: talkSplitLabel[value] }))} />
      </Form.Item>
      <Form.Item name="only" label={by === 'model' ? '车型（不选为全部）' : '车龄（不选为全部）'}>
        <Select
          mode="multiple"
          allowClear
          loading={groups.isPending}
          placeholder="全部"
          options={known.map(({ key, label, cars: number }) => ({
            value: key,
            label: `${label}（${number} 台）`,
          }))}
        />
      </Form.Item>
      <Form.Item
        name="target"
        label="谈多少位"
        extra={groups.data && `近两年买车或来过店的有 ${cars} 台`}
        rules={[{ required: true, message: '请填写人数' }]}
      >
        <InputNumber min={1} max={500} precision={0} suffix="位" style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="assigneeId" label="由谁面访">
        <Select
          options={[
            { value: '', label: '各自的服务顾问' },
            ...colleagues.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </Form.Item>
    </FormLayer>
  );
}
