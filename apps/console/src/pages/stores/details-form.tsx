import type { StoreView } from '@cheban/contracts';
import { App, Button, Form, Input, InputNumber, Switch } from 'antd';
import { useMemo } from 'react';
import { api } from '../../app/api.js';
import { NOTHING_CHANGED, useFreshFields } from '../../shared/hooks/use-fresh-fields.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { useUnsaved } from '../../shared/hooks/use-unsaved.js';
import { FormError, useFieldErrors } from '../../shared/ui/form-error.js';
import { HolidayHours, PlaceFields } from './details-parts.js';

const names = [
  'name',
  'address',
  'phone',
  'cycleMonths',
  'cycleKm',
  'leadMinutes',
  'horizonDays',
  'cutOffMinutes',
  'closedOnHolidays',
  'holidayOpensAt',
  'holidayClosesAt',
  'maxOpenBookings',
  'homeVisitPercent',
  'rescueFreeKm',
  'latitude',
  'longitude',
] as const;
type Fields = Pick<StoreView, (typeof names)[number]>;

const fieldsOf = (store: StoreView) =>
  Object.fromEntries(names.map((name) => [name, store[name] ?? null])) as unknown as Fields;

/** Fields that only say something together are sent together. Empty clocks and degrees are stored as none. */
function bodyOf(fields: Fields, changed: Partial<Fields>): Partial<Fields> {
  const { closedOnHolidays } = fields;
  const together: Partial<Fields>[] = [
    {
      closedOnHolidays,
      holidayOpensAt: closedOnHolidays ? null : fields.holidayOpensAt || null,
      holidayClosesAt: closedOnHolidays ? null : fields.holidayClosesAt || null,
    },
    { latitude: fields.latitude ?? null, longitude: fields.longitude ?? null },
  ];
  const touched = together.filter((group) => Object.keys(group).some((name) => name in changed));
  return Object.assign({}, changed, ...touched);
}

/** What owners see of a store, and the rules of its booking. */
export function DetailsForm({ store, editable }: { store: StoreView; editable: boolean }) {
  const [form] = Form.useForm<Fields>();
  const save = useSubmit(api.store.update, {
    refresh: ['stores', 'me', 'slots', 'due', 'board', 'weather-events'],
    success: '已保存',
    quiet: true,
  });
  useFieldErrors(form, save.error);
  const unsaved = useUnsaved(save.error);
  const { message } = App.useApp();
  const stored = useMemo(() => fieldsOf(store), [store]);
  const changedHere = useFreshFields(form, stored);
  function finish() {
    unsaved.onHandedIn();
    // Hours of holidays are not on the screen while the store is closed on them.
    const fields = form.getFieldsValue(true) as Fields;
    const body = bodyOf(fields, changedHere(fields));
    if (Object.keys(body).length === 0) void message.info(NOTHING_CHANGED);
    else save.mutate({ params: { id: store.id }, body });
  }
  const closed = Form.useWatch('closedOnHolidays', form) ?? store.closedOnHolidays;
  const number = (min: number, max: number, unit: string) => (
    <InputNumber min={min} max={max} precision={0} suffix={unit} style={{ width: '100%' }} />
  );
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      disabled={!editable}
      initialValues={stored}
      onValuesChange={unsaved.onTyped}
      onFinish={finish}
    >
      <div className="form-grid">
        <Form.Item name="name" label="门店名称" rules={[{ required: true, message: '请填写门店名称' }]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="phone" label="服务电话">
          <Input maxLength={30} inputMode="tel" />
        </Form.Item>
        <Form.Item name="address" label="地址" className="wide">
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item
          name="cycleMonths"
          label="保养周期（时间）"
          rules={[{ required: true, message: '请填写月数' }]}
        >
          {number(1, 36, '个月')}
        </Form.Item>
        <Form.Item
          name="cycleKm"
          label="保养周期（里程）"
          rules={[{ required: true, message: '请填写公里数' }]}
        >
          {number(1000, 50_000, '公里')}
        </Form.Item>
        <Form.Item
          name="leadMinutes"
          label="最早可约"
          extra="车主只能预约这么久以后的时段"
          rules={[{ required: true, message: '请填写分钟数' }]}
        >
          {number(0, 10_080, '分钟后')}
        </Form.Item>
        <Form.Item name="horizonDays" label="最远可约" rules={[{ required: true, message: '请填写天数' }]}>
          {number(1, 90, '天内')}
        </Form.Item>
        <Form.Item
          name="cutOffMinutes"
          label="自助改期截止"
          extra="到店前这么久之内，改期和取消需要致电"
          rules={[{ required: true, message: '请填写分钟数' }]}
        >
          {number(0, 10_080, '分钟前')}
        </Form.Item>
        <Form.Item
          name="closedOnHolidays"
          label="法定节假日休息"
          valuePropName="checked"
          extra="调休上班日照常营业"
        >
          <Switch aria-label="法定节假日休息" />
        </Form.Item>
        {!closed && <HolidayHours />}
        <Form.Item
          name="maxOpenBookings"
          label="每位车主最多同时约"
          rules={[{ required: true, message: '请填写个数' }]}
        >
          {number(1, 50, '个')}
        </Form.Item>
        <Form.Item
          name="homeVisitPercent"
          label="每月家访比例"
          extra="上月交车的车主，本月按这个比例上门家访"
          rules={[{ required: true, message: '请填写比例' }]}
        >
          {number(0, 100, '%')}
        </Form.Item>
        <Form.Item
          name="rescueFreeKm"
          label="免费救援半径"
          extra="离门店这么远以内的救援免费；0 表示费用都由顾问与车主确认。门店要填经纬度"
          rules={[{ required: true, message: '请填写公里数' }]}
        >
          {number(0, 500, '公里')}
        </Form.Item>
        <PlaceFields city={store.city} />
      </div>
      <FormError error={save.error} />
      {editable && (
        <Button type="primary" htmlType="submit" data-testid="store-save" loading={save.isPending}>
          保存
        </Button>
      )}
    </Form>
  );
}
