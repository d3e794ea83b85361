import type { PartnerView } from '@cheban/contracts';
import { partnerKindLabel, partnerKinds } from '@cheban/contracts/constants';
import { Form, Input, Select, Switch } from 'antd';
import { api } from '../../app/api.js';
import { useStoreId } from '../../app/me.js';
import { eitherOf, useSubmit } from '../../shared/hooks/use-submit.js';
import { FormLayer } from '../../shared/ui/form-layer.js';

type Fields = Pick<PartnerView, 'name' | 'kind' | 'address' | 'phone' | 'note' | 'active'>;

/** A partner, new or changed. */
export function PartnerLayer({ partner, onClose }: { partner: PartnerView | null; onClose(): void }) {
  const storeId = useStoreId();
  const [form] = Form.useForm<Fields>();
  const options = { refresh: ['partners'], success: '已保存', quiet: true, onSuccess: onClose };
  const create = useSubmit(api.partner.create, options);
  const update = useSubmit(api.partner.update, options);
  function save({ active, ...fields }: Fields) {
    const body = {
      name: fields.name,
      kind: fields.kind,
      address: fields.address ?? '',
      phone: fields.phone ?? '',
      note: fields.note ?? '',
    };
    if (partner) update.mutate({ params: { id: partner.id }, body: { ...body, active: active ?? true } });
    else create.mutate({ body: { storeId, ...body } });
  }
  return (
    <FormLayer
      title={partner ? '修改商家' : '新增商家'}
      form={form}
      submit={eitherOf(create, update)}
      layerTestId="partner-layer"
      testId="partner-save"
      onClose={onClose}
      initialValues={partner ?? { kind: 'cinema', active: true }}
      onFinish={save}
    >
      <Form.Item
        name="name"
        label="商家名称"
        rules={[{ required: true, whitespace: true, min: 2, message: '请填写商家名称' }]}
      >
        <Input maxLength={30} showCount data-testid="partner-name" />
      </Form.Item>
      <Form.Item name="kind" label="类型">
        <Select options={partnerKinds.map((value) => ({ value, label: partnerKindLabel[value] }))} />
      </Form.Item>
      <Form.Item name="address" label="地址（车主会看到）">
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="phone" label="电话（车主会看到）">
        <Input maxLength={20} />
      </Form.Item>
      <Form.Item name="note" label="备注（只有员工看到）">
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={200} />
      </Form.Item>
      {partner && (
        <Form.Item name="active" label="合作中" valuePropName="checked">
          <Switch />
        </Form.Item>
      )}
    </FormLayer>
  );
}
