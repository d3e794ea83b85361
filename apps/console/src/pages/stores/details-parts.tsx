import { Form, InputNumber } from 'antd';
import { ClockField } from '../../shared/ui/clock-field.js';

/** Shorter hours on official holidays that the store works. */
export function HolidayHours() {
  const form = Form.useFormInstance();
  const both = (other: string) => ({
    validator: (_: unknown, value: string | null) =>
      Boolean(value) === Boolean(form.getFieldValue(other))
        ? Promise.resolve()
        : Promise.reject(new Error('两个时间要一起填，或都不填')),
  });
  return (
    <>
      <Form.Item
        name="holidayOpensAt"
        label="节假日开门"
        extra="不填就和平时一样"
        dependencies={['holidayClosesAt']}
        rules={[both('holidayClosesAt')]}
      >
        <ClockField label="节假日开门时间" />
      </Form.Item>
      <Form.Item
        name="holidayClosesAt"
        label="节假日打烊"
        dependencies={['holidayOpensAt']}
        rules={[
          both('holidayOpensAt'),
          {
            validator: (_, value: string | null) => {
              const opens = form.getFieldValue('holidayOpensAt') as string | null;
              return !value || !opens || value > opens
                ? Promise.resolve()
                : Promise.reject(new Error('打烊要晚于开门'));
            },
          },
        ]}
      >
        <ClockField label="节假日打烊时间" />
      </Form.Item>
    </>
  );
}

/** Where the store stands: its weather warnings are asked for there. */
export function PlaceFields({ city }: { city: string }) {
  const form = Form.useFormInstance();
  const together = (other: string) => ({
    validator: (_: unknown, value: number | null | undefined) =>
      ((value ?? null) === null) === ((form.getFieldValue(other) ?? null) === null)
        ? Promise.resolve()
        : Promise.reject(new Error('经纬度要一起填，或都不填')),
  });
  const degrees = (label: string, min: number, max: number) => (
    <InputNumber
      aria-label={label}
      min={min}
      max={max}
      step={0.01}
      precision={4}
      suffix="°"
      style={{ width: '100%' }}
    />
  );
  return (
    <>
      <Form.Item
        name="latitude"
        label="门店纬度（查天气用）"
        extra={`不填就按${city || '所在城市'}的中心查询`}
        dependencies={['longitude']}
        // The two belong side by side.
        style={{ gridColumnStart: 1 }}
        rules={[together('longitude')]}
      >
        {degrees('门店纬度', 3, 54)}
      </Form.Item>
      <Form.Item
        name="longitude"
        label="门店经度"
        extra="在地图软件里长按门店可以看到"
        dependencies={['latitude']}
        rules={[together('latitude')]}
      >
        {degrees('门店经度', 73, 136)}
      </Form.Item>
    </>
  );
}
