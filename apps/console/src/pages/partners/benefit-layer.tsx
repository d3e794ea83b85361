import type { PartnerView } from '@cheban/contracts';
import { memberLevelLabel, memberLevels } from '@cheban/contracts/constants';
import { Form, Input, InputNumber, Segmented, Select, Switch } from 'antd';
import { api } from '../../app/api.js';
import { PrizeSource } from '../../features/coupon/prize-source.js';
import { eitherOf, useSubmit } from '../../shared/hooks/use-submit.js';
import { FormLayer } from '../../shared/ui/form-layer.js';
import { OpenInstantField } from '../../shared/ui/open-instant-field.js';

type Benefit = PartnerView['benefits'][number];
interface Fields
  extends Pick<Benefit, 'title' | 'summary' | 'level' | 'perOwner' | 'from' | 'until' | 'open'> {
  source: 'code' | 'coupon';
  poolId: string | null;
  typeId: string | null;
}

/** What owners get from a partner: a code from a pool, or a coupon. */
export function BenefitLayer({
  partner,
  benefit,
  onClose,
}: {
  partner: PartnerView;
  benefit: Benefit | null;
  onClose(): void;
}) {
  const [form] = Form.useForm<Fields>();
  const initial: Partial<Fields> = benefit
    ? { ...benefit, source: benefit.typeId ? 'coupon' : 'code' }
    : { source: 'code', perOwner: 1, open: true, level: null };
  const source = (Form.useWatch('source', form) as Fields['source'] | undefined) ?? initial.source;
  const options = { refresh: ['partners'], success: '已保存', quiet: true, onSuccess: onClose };
  const add = useSubmit(api.partner.addBenefit, options);
  const update = useSubmit(api.partner.updateBenefit, options);
  function save(fields: Fields) {
    const body = {
      title: fields.title,
      summary: fields.summary ?? '',
      poolId: fields.source === 'code' ? fields.poolId : null,
      typeId: fields.source === 'coupon' ? fields.typeId : null,
      level: fields.level ?? null,
      perOwner: fields.perOwner,
      from: fields.from ?? null,
      until: fields.until ?? null,
      open: fields.open ?? true,
    };
    if (benefit) update.mutate({ params: { id: benefit.id }, body });
    else add.mutate({ params: { id: partner.id }, body });
  }
  return (
    <FormLayer
      title={benefit ? '修改权益' : `${partner.name}的新权益`}
      form={form}
      submit={eitherOf(add, update)}
      layerTestId="benefit-layer"
      testId="benefit-save"
      onClose={onClose}
      initialValues={initial}
      onFinish={save}
    >
      <Form.Item
        name="title"
        label="权益名称（车主会看到）"
        rules={[{ required: true, whitespace: true, min: 2, message: '请填写权益名称' }]}
      >
        <Input maxLength={20} showCount data-testid="benefit-title" />
      </Form.Item>
      <Form.Item name="summary" label="说明（车主会看到）">
        <Input maxLength={60} showCount />
      </Form.Item>
      <Form.Item name="source" label="发什么">
        <Segmented
          options={[
            { value: 'code', label: '兑换码' },
            { value: 'coupon', label: '卡券' },
          ]}
        />
      </Form.Item>
      {source === 'coupon' ? (
        <PrizeSource key="coupon" kind="coupon" name="typeId" />
      ) : (
        <PrizeSource key="code" kind="code" name="poolId" />
      )}
      <Form.Item name="level" label="谁能领">
        <Select
          options={[
            { value: null, label: '全部车主' },
            ...memberLevels.map((value) => ({
              value,
              label: value === 'A' ? memberLevelLabel[value] : `${memberLevelLabel[value]}及以上`,
            })),
          ]}
        />
      </Form.Item>
      <Form.Item name="perOwner" label="每人几次" rules={[{ required: true, message: '请填写次数' }]}>
        <InputNumber min={1} max={12} precision={0} suffix="次" style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="from" label="开始">
        <OpenInstantField />
      </Form.Item>
      <Form.Item name="until" label="结束">
        <OpenInstantField />
      </Form.Item>
      <Form.Item name="open" label="开放领取" valuePropName="checked">
        <Switch />
      </Form.Item>
    </FormLayer>
  );
}
