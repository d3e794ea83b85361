import type { CodePoolItem, CodePoolView } from '@cheban/contracts';
import { Form, Input, InputNumber, Switch } from 'antd';
import { api } from '../../app/api.js';
import { useStoreId } from '../../app/me.js';
import { poolAreas } from '../../features/coupon/queries.js';
import { eitherOf, useSubmit } from '../../shared/hooks/use-submit.js';
import { FormLayer } from '../../shared/ui/form-layer.js';

type Fields = Pick<CodePoolItem, 'title' | 'issuer' | 'howTo' | 'alarmBelow' | 'active'>;

/** Words of a pool, new or changed. */
export function PoolLayer({
  pool,
  onDone,
  onClose,
}: {
  pool: CodePoolItem | null;
  onDone(view: CodePoolView): void;
  onClose(): void;
}) {
  const storeId = useStoreId();
  const [form] = Form.useForm<Fields>();
  const options = { refresh: poolAreas, success: '已保存', quiet: true, onSuccess: onDone };
  const create = useSubmit(api.codePool.create, options);
  const update = useSubmit(api.codePool.update, options);
  function save({ active, ...words }: Fields) {
    if (pool) update.mutate({ params: { id: pool.id }, body: { ...words, active } });
    else create.mutate({ body: { storeId, ...words } });
  }
  return (
    <FormLayer
      title={pool ? '修改码池' : '新建码池'}
      okText={pool ? '保存' : '建好，去导入'}
      form={form}
      submit={eitherOf(create, update)}
      layerTestId="pool-layer"
      testId="pool-save"
      onClose={onClose}
      initialValues={pool ?? { alarmBelow: 20, active: true }}
      onFinish={(fields) => save({ ...fields, howTo: fields.howTo ?? '', active: fields.active ?? true })}
    >
      <Form.Item
        name="title"
        label="名称（车主会看到）"
        rules={[{ required: true, whitespace: true, min: 2, message: '请填写名称' }]}
      >
        <Input maxLength={30} showCount data-testid="pool-title" placeholder="例如：万达影城 2D 电影票" />
      </Form.Item>
      <Form.Item
        name="issuer"
        label="在哪里兑"
        rules={[{ required: true, whitespace: true, message: '请填写兑换商家' }]}
      >
        <Input maxLength={30} data-testid="pool-issuer" placeholder="例如：万达影城" />
      </Form.Item>
      <Form.Item name="howTo" label="怎么兑（车主会看到）">
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={500} />
      </Form.Item>
      <Form.Item name="alarmBelow" label="少于多少个提醒" rules={[{ required: true, message: '请填写数量' }]}>
        <InputNumber min={0} max={1_000_000} precision={0} suffix="个" style={{ width: '100%' }} />
      </Form.Item>
      {pool && (
        <Form.Item name="active" label="可以发放" valuePropName="checked">
          <Switch />
        </Form.Item>
      )}
    </FormLayer>
  );
}
