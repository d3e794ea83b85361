import type { StoreView } from '@cheban/contracts';
import {
  type BayKind,
  bayKindLabel,
  bayKinds,
  type ServiceKind,
  serviceKindLabel,
  serviceKinds,
} from '@cheban/contracts/constants';
import { parseYuan } from '@cheban/kernel';
import { Form, Input, InputNumber, Select, Switch } from 'antd';
import { api } from '../../app/api.js';
import { yuanInput } from '../../shared/format/words.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { codeRule } from '../../shared/ui/code-rule.js';
import { FormLayer } from '../../shared/ui/form-layer.js';

interface Fields {
  code: string;
  kind: ServiceKind;
  name: string;
  bayKind: BayKind;
  minutes: number;
  bufferMinutes: number;
  needsTechnician: boolean;
  promiseMinutes?: number | null;
  price?: string;
  active: boolean;
}

const validPrice = (_: unknown, text?: string) => {
  const fen = text?.trim() ? parseYuan(text) : 0;
  return fen !== null && fen >= 0
    ? Promise.resolve()
    : Promise.reject(new Error('请填写金额，例如 298 或 298.50'));
};

/** Adds a service, or changes one. The code cannot change: bookings refer to it. */
export function ServiceLayer({
  store,
  service,
  onClose,
}: {
  store: StoreView;
  service: StoreView['services'][number] | null;
  onClose(): void;
}) {
  const [form] = Form.useForm<Fields>();
  const save = useSubmit(api.store.saveService, {
    refresh: ['stores', 'slots'],
    success: '服务项目已保存',
    quiet: true,
    onSuccess: onClose,
  });

  function submit(fields: Fields) {
    save.mutate({
      params: { id: store.id, code: fields.code },
      body: {
        kind: fields.kind,
        name: fields.name.trim(),
        bayKind: fields.bayKind,
        minutes: fields.minutes,
        bufferMinutes: fields.bufferMinutes,
        needsTechnician: fields.needsTechnician,
        promiseMinutes: fields.promiseMinutes ?? null,
        priceFromFen: fields.price?.trim() ? parseYuan(fields.price) : null,
        active: fields.active,
      },
    });
  }

  return (
    <FormLayer
      title={service ? '修改服务项目' : '添加服务项目'}
      withBack
      form={form}
      submit={save}
      testId="service-save"
      onClose={onClose}
      onFinish={submit}
      initialValues={
        service
          ? {
              ...service,
              price: service.priceFromFen === null ? '' : yuanInput(service.priceFromFen),
            }
          : {
              kind: 'service',
              bayKind: 'service',
              minutes: 60,
              bufferMinutes: 0,
              needsTechnician: false,
              active: true,
            }
      }
    >
      <Form.Item name="code" label="编码" rules={[codeRule]} extra={service ? undefined : '保存后不能修改'}>
        <Input disabled={service !== null} maxLength={20} placeholder="例如 SVC-A" />
      </Form.Item>
      <Form.Item name="name" label="名称（车主看到的）" rules={[{ required: true, message: '请填写名称' }]}>
        <Input maxLength={60} />
      </Form.Item>
      <div className="form-grid">
        <Form.Item name="kind" label="类别">
          <Select options={serviceKinds.map((value) => ({ value, label: serviceKindLabel[value] }))} />
        </Form.Item>
        <Form.Item name="bayKind" label="占用工位">
          <Select options={bayKinds.map((value) => ({ value, label: bayKindLabel[value] }))} />
        </Form.Item>
        <Form.Item
          name="minutes"
          label="时长（15 分钟为一格）"
          rules={[{ required: true, message: '请填写时长' }]}
        >
          <InputNumber min={15} max={600} step={15} precision={0} suffix="分钟" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item
          name="bufferMinutes"
          label="收尾时间"
          extra="做完后工位还要占用多久"
          rules={[{ required: true, message: '请填写分钟数，没有就填 0' }]}
        >
          <InputNumber min={0} max={240} step={15} precision={0} suffix="分钟" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="promiseMinutes" label="准时承诺（可不填）">
          <InputNumber min={15} max={1440} precision={0} suffix="分钟" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="price" label="起价（可不填）" rules={[{ validator: validPrice }]}>
          <Input inputMode="decimal" prefix="¥" placeholder="不填则面议" />
        </Form.Item>
        <Form.Item
          name="needsTechnician"
          label="同时占用一位技师"
          valuePropName="checked"
          extra="技师都忙时，这个时段就约满"
        >
          <Switch aria-label="同时占用一位技师" />
        </Form.Item>
        <Form.Item name="active" label="开放预约" valuePropName="checked">
          <Switch aria-label="开放预约" />
        </Form.Item>
      </div>
    </FormLayer>
  );
}
