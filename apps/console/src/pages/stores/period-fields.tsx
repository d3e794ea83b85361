import { Form, Input } from 'antd';
import { ClockField } from '../../shared/ui/clock-field.js';
import { DateField } from '../../shared/ui/day-nav.js';
import { type PeriodFields, periodOf } from './period.js';

/** From when to when, and why. */
export function PeriodInputs({ reasonHint }: { reasonHint: string }) {
  return (
    <>
      <div className="period-line">
        <Form.Item name="fromOn" label="从" rules={[{ required: true, message: '请选择日期' }]}>
          <DateField placeholder="开始日期" />
        </Form.Item>
        <Form.Item name="fromClock" label="时间">
          <ClockField label="开始时间" />
        </Form.Item>
      </div>
      <div className="period-line">
        <Form.Item
          name="toOn"
          label="到"
          dependencies={['fromOn', 'fromClock', 'toClock']}
          rules={[
            { required: true, message: '请选择日期' },
            ({ getFieldsValue }) => ({
              validator: () => {
                const fields = getFieldsValue() as PeriodFields;
                if (!fields.fromOn || !fields.toOn) return Promise.resolve();
                const { from, to } = periodOf(fields);
                return from < to ? Promise.resolve() : Promise.reject(new Error('结束要晚于开始'));
              },
            }),
          ]}
        >
          <DateField placeholder="结束日期" />
        </Form.Item>
        <Form.Item name="toClock" label="时间">
          <ClockField label="结束时间" />
        </Form.Item>
      </div>
      <p className="hint period-hint">时间不填就是整天。</p>
      <Form.Item
        name="reason"
        label="原因"
        rules={[{ required: true, whitespace: true, message: '请写明原因' }]}
      >
        <Input maxLength={60} placeholder={reasonHint} data-testid="period-reason" />
      </Form.Item>
    </>
  );
}
