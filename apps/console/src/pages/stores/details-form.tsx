import type { StoreView } from '@cheban/contracts';
import { Button, Form, Input, InputNumber, Switch } from 'antd';
import { api } from '../../app/api.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormError, useFieldErrors } from '../../shared/ui/form-error.js';
import { HolidayHours, PlaceFields } from './details-parts.js';

type Fields = Pick<
  StoreView,
  | 'name'
  | 'address'
  | 'phone'
  | 'cycleMonths'
  | 'cycleKm'
  | 'leadMinutes'
  | 'horizonDays'
  | 'cutOffMinutes'
  | 'closedOnHolidays'
  | 'holidayOpensAt'
  | 'holidayClosesAt'
  | 'maxOpenBookings'
  | 'homeVisitPercent'
  | 'latitude'
  | 'longitude'
>;

/** Empty clocks and degrees are stored as none. */
const bodyOf = (fields: Fields) => ({
  ...fields,
  holidayOpensAt: fields.closedOnHolidays ? null : fields.holidayOpensAt || null,
  holidayClosesAt: fields.closedOnHolidays ? null : fields.holidayClosesAt || null,
  latitude: fields.latitude ?? null,
  longitude: fields.longitude ?? null,
});

/** What owners see of a store, and the rules of its booking. */
export function DetailsForm({ store, editable }: { store: StoreView; editable: boolean }) {
  const [form] = Form.useForm<Fields>();
  const save = useSubmit(api.store.update, {
    refresh: ['stores', 'me', 'slots', 'due', 'board', 'weather-events'],
    success: '已保存',
    quiet: true,
  });
  useFieldErrors(form, save.error);
  const closed = Form.useWatch('closedOnHolidays', form) ?? store.closedOnHolidays;
  const number = (min: number, max: number, unit: string) => (
    <InputNumber min={min} max={max} precision={0} suffix={unit} style={{ width: '100%' }} />
  );
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      disabled={!editable}
      initialValues={{
        name: store.name,
        address: store.address,
        phone: store.phone,
        cycleMonths: store.cycleMonths,
        cycleKm: store.cycleKm,
        leadMinutes: store.leadMinutes,
        horizonDays: store.horizonDays,
        cutOffMinutes: store.cutOffMinutes,
        closedOnHolidays: store.closedOnHolidays,
        holidayOpensAt: store.holidayOpensAt,
        holidayClosesAt: store.holidayClosesAt,
        maxOpenBookings: store.maxOpenBookings,
        homeVisitPercent: store.homeVisitPercent,
        latitude: store.latitude ?? null,
        longitude: store.longitude ?? null,
      }}
      onFinish={(fields) => save.mutate({ params: { id: store.id }, body: bodyOf(fields) })}
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
