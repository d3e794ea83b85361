import {
  cardRefundKindLabel,
  cardRefundKinds,
  payOrderKindLabel,
  usedPriceLabel,
  usedPrices,
} from '@cheban/contracts/constants';
import { Form, Input, InputNumber, Radio, Select, Switch } from 'antd';
import { photoUrl } from '../../features/photo/photo-strip.js';
import { useStore } from '../../features/store/queries.js';
import { yuan } from '../../shared/format/words.js';
import { Panel } from '../../shared/ui/page.js';
import { PhoneFrame, PhoneText } from '../../shared/ui/phone-frame.js';
import { YuanField } from '../../shared/ui/yuan-field.js';
import { type ItemDraft, perUse } from './item-draft.js';

export const wide = { width: '100%' };
export const required = (message: string) => [{ required: true, message }];

export function Preview({ draft }: { draft: ItemDraft }) {
  const cover = draft.photos?.[0];
  return (
    <PhoneFrame bar="商城" testId="item-preview">
      <div className="pv">
        <section className="pv-card flush">
          {cover && <img className="pv-cover" src={photoUrl(cover.path)} alt="封面" />}
          <div className="pv-pad">
            <span className="pv-tag">{payOrderKindLabel[draft.kind ?? 'card']}</span>
            <p className="pv-title">{draft.title?.trim() || '名称'}</p>
            {draft.summary && <p className="pv-muted">{draft.summary}</p>}
            <p className="pv-title num" style={{ color: '#b9251b' }}>
              {draft.priceFen ? yuan(draft.priceFen) : '¥?'}{' '}
              {draft.worthFen ? (
                <del className="pv-muted" style={{ fontSize: 13, fontWeight: 400 }}>
                  {yuan(draft.worthFen)}
                </del>
              ) : null}
            </p>
            {draft.kind !== 'product' && (
              <p className="pv-muted">
                {draft.serviceName || '服务'} {draft.uses ?? '?'} 次 · 有效 {draft.validDays ?? '?'} 天
                {draft.shareable ? ' · 家人可共用' : ''}
              </p>
            )}
          </div>
        </section>
        <PhoneText title="介绍" text={draft.description} />
      </div>
    </PhoneFrame>
  );
}

export function CardFields({ draft }: { draft: ItemDraft }) {
  const { store } = useStore();
  const form = Form.useFormInstance<ItemDraft>();
  const each = perUse(draft);
  const services = store?.services ?? [];
  return (
    <Panel title="卡的规则" extra={<span className="small">已卖出的卡保持购买时的规则</span>}>
      <div className="form-grid">
        <Form.Item name="serviceId" label="哪项服务">
          <Select
            allowClear
            placeholder="选一项，或只写名称"
            options={services.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(id: string | undefined) => {
              const service = services.find((one) => one.id === id);
              if (service) form.setFieldsValue({ serviceName: service.name });
            }}
          />
        </Form.Item>
        <Form.Item
          name="serviceName"
          label="车主看到的服务名"
          rules={[{ required: true, whitespace: true, min: 2, message: '请填写服务名称' }]}
        >
          <Input maxLength={30} data-testid="item-service" />
        </Form.Item>
        <Form.Item
          name="uses"
          label="几次"
          rules={required('请填写次数')}
          extra={each === null ? undefined : `每次合 ${yuan(each)}`}
        >
          <InputNumber min={1} max={100} precision={0} suffix="次" style={wide} />
        </Form.Item>
        <Form.Item
          name="singleFen"
          label="单次原价（退卡按它扣）"
          rules={[{ required: true, type: 'number', min: 1, message: '请填写单次原价' }]}
        >
          <YuanField testId="item-single" />
        </Form.Item>
        <Form.Item name="validDays" label="有效期" rules={required('请填写有效期')}>
          <InputNumber min={7} max={1_825} precision={0} suffix="天" style={wide} />
        </Form.Item>
        <Form.Item name="shareable" label="家人可以共用" valuePropName="checked">
          <Switch />
        </Form.Item>
      </div>
      <Form.Item name={['refund', 'kind']} label="退卡">
        <Radio.Group
          options={cardRefundKinds.map((value) => ({ value, label: cardRefundKindLabel[value] }))}
        />
      </Form.Item>
      {draft.refund?.kind === 'rest' && (
        <Form.Item name={['refund', 'usedAt']} label="用过的怎么算">
          <Radio.Group options={usedPrices.map((value) => ({ value, label: usedPriceLabel[value] }))} />
        </Form.Item>
      )}
      <div className="form-grid" hidden={draft.refund?.kind === 'none'}>
        <Form.Item name={['refund', 'feePercent']} label="手续费" rules={required('没有就填 0')}>
          <InputNumber min={0} max={30} precision={0} suffix="%" style={wide} />
        </Form.Item>
        <Form.Item name={['refund', 'graceDays']} label="几天内未用全额退" rules={required('没有就填 0')}>
          <InputNumber min={0} max={30} precision={0} suffix="天" style={wide} />
        </Form.Item>
      </div>
    </Panel>
  );
}
