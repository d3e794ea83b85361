import {
  couponCombineLabel,
  couponCombines,
  couponGivesItem,
  couponKindLabel,
  couponKinds,
  serviceKindLabel,
  serviceKinds,
} from '@cheban/contracts/constants';
import { DatePicker, Form, Input, InputNumber, Radio, Segmented, Select, Switch } from 'antd';
import dayjs from 'dayjs';
import { useWorkplace } from '../../app/me.js';
import { useFieldValues } from '../../features/care/queries.js';
import { OpenInstantField } from '../../shared/ui/open-instant-field.js';
import { Panel } from '../../shared/ui/page.js';
import { YuanField } from '../../shared/ui/yuan-field.js';
import type { CouponDraft } from './draft.js';

const wide = { width: '100%' };

/** A calendar day as a field of a form: the form holds `YYYY-MM-DD`. */
function DayField({
  value,
  onChange,
  id,
}: {
  value?: string;
  onChange?: (day?: string) => void;
  id?: string;
}) {
  return (
    <DatePicker
      {...(id && { id })}
      style={wide}
      value={value ? dayjs(value) : null}
      onChange={(day) => onChange?.(day?.format('YYYY-MM-DD'))}
    />
  );
}

/** What a coupon is worth: only before the first owner holds one. */
export function WorthFields({ draft }: { draft: CouponDraft }) {
  const { me } = useWorkplace();
  const models = useFieldValues()['car.model'] ?? [];
  const kind = draft.kind ?? 'cash_off';
  return (
    <Panel title="优惠">
      <Form.Item name="kind" label="类型">
        <Segmented
          data-testid="coupon-kind"
          options={couponKinds.map((value) => ({ value, label: couponKindLabel[value] }))}
        />
      </Form.Item>
      <Form.Item
        name="title"
        label="名称"
        rules={[{ required: true, whitespace: true, min: 2, message: '请填写名称，至少 2 个字' }]}
      >
        <Input maxLength={20} showCount data-testid="coupon-title" placeholder="例如：冬季保养 50 元券" />
      </Form.Item>
      <div className="form-grid">
        {kind === 'cash_off' && (
          <Form.Item
            name="amountFen"
            label="抵扣多少"
            rules={[{ required: true, type: 'number', min: 100, message: '至少 1 元' }]}
          >
            <YuanField testId="coupon-amount" />
          </Form.Item>
        )}
        {kind === 'percent' && (
          <>
            <Form.Item
              name="percentOff"
              label="减百分之几（20 就是 8 折）"
              rules={[{ required: true, message: '请填写折扣' }]}
            >
              <InputNumber min={1} max={99} precision={0} suffix="%" style={wide} />
            </Form.Item>
            <Form.Item
              name="capFen"
              label="最多减"
              rules={[{ required: true, type: 'number', min: 100, message: '折扣券要有封顶金额' }]}
            >
              <YuanField />
            </Form.Item>
          </>
        )}
        {couponGivesItem(kind) && (
          <Form.Item
            name="itemName"
            label={kind === 'gift' ? '什么礼品' : '什么项目'}
            rules={[{ required: true, whitespace: true, message: '请写明项目或礼品' }]}
          >
            <Input maxLength={30} placeholder={kind === 'gift' ? '例如：车载香氛' : '例如：免费四轮定位'} />
          </Form.Item>
        )}
        {kind === 'service_item' && (
          <Form.Item name="amountFen" label="工单上抵扣（不计价留 0）">
            <YuanField />
          </Form.Item>
        )}
        <Form.Item name="thresholdFen" label="满多少可用（0 为无门槛）">
          <YuanField testId="coupon-threshold" />
        </Form.Item>
      </div>
      <Form.Item name="combine" label="和别的卡券">
        <Radio.Group options={couponCombines.map((value) => ({ value, label: couponCombineLabel[value] }))} />
      </Form.Item>
      <div className="form-grid">
        <Form.Item name="serviceKinds" label="用于哪些服务">
          <Select
            mode="multiple"
            placeholder="全部服务"
            options={serviceKinds.map((value) => ({ value, label: serviceKindLabel[value] }))}
          />
        </Form.Item>
        <Form.Item name="models" label="用于哪些车型">
          <Select
            mode="tags"
            placeholder="全部车型"
            options={models.map((value) => ({ value, label: value }))}
          />
        </Form.Item>
        {me.stores.length > 1 && (
          <Form.Item name="storeIds" label="哪些门店能用">
            <Select
              mode="multiple"
              placeholder="只在本店"
              options={me.stores.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
        )}
      </div>
      <Form.Item name="validType" label="有效期">
        <Radio.Group
          options={[
            { value: 'days', label: '从领到起算' },
            { value: 'fixed', label: '固定日期' },
          ]}
        />
      </Form.Item>
      <div className="form-grid">
        {draft.validType === 'fixed' ? (
          <>
            <Form.Item name="from" label="从" rules={[{ required: true, message: '请选择日期' }]}>
              <DayField />
            </Form.Item>
            <Form.Item name="to" label="到（含当天）" rules={[{ required: true, message: '请选择日期' }]}>
              <DayField />
            </Form.Item>
          </>
        ) : (
          <Form.Item name="days" label="多少天" rules={[{ required: true, message: '请填写天数' }]}>
            <InputNumber min={1} max={730} precision={0} suffix="天" style={wide} />
          </Form.Item>
        )}
      </div>
    </Panel>
  );
}

/** How it is given: may change while owners hold coupons. */
export function GivingFields({ draft, floor }: { draft: CouponDraft; floor?: number }) {
  return (
    <Panel title="发放">
      <div className="form-grid">
        <Form.Item name="stock" label={floor ? `总量（已发 ${floor} 张，不能更少）` : '总量'}>
          <InputNumber
            min={Math.max(1, floor ?? 1)}
            precision={0}
            suffix="张"
            placeholder="不限"
            style={wide}
            data-testid="coupon-stock"
          />
        </Form.Item>
        <Form.Item name="perOwner" label="每人最多" rules={[{ required: true, message: '请填写每人几张' }]}>
          <InputNumber min={1} max={50} precision={0} suffix="张" style={wide} />
        </Form.Item>
      </div>
      <Form.Item name="claimable" label="车主可以自己领" valuePropName="checked">
        <Switch data-testid="coupon-claimable" />
      </Form.Item>
      {(draft.claimable ?? true) && (
        <div className="form-grid">
          <Form.Item name="claimFrom" label="开始领取">
            <OpenInstantField />
          </Form.Item>
          <Form.Item name="claimUntil" label="结束领取">
            <OpenInstantField />
          </Form.Item>
        </div>
      )}
      <Form.Item name="summary" label="一句话说明（车主会看到）">
        <Input maxLength={40} showCount placeholder="例如：首次到店保养专享" />
      </Form.Item>
      <Form.Item name="howTo" label="使用说明（车主会看到）">
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={500} />
      </Form.Item>
    </Panel>
  );
}
