import type { Segment } from '@cheban/contracts';
import { Form, InputNumber } from 'antd';
import { type ReactNode, useState } from 'react';
import { Panel } from '../../shared/ui/page.js';
import { AudienceBuilder } from '../care/audience-builder.js';
import { useFieldValues } from '../care/queries.js';

/** Who may take part, and how many conditions are not complete yet. */
export interface Audience {
  readonly segment: Segment | null;
  readonly unfinished: number;
  set(segment: Segment | null, unfinished: number): void;
}

/** The audience while it is put together. */
export function useAudience(first: Segment | null): Audience {
  const [now, setNow] = useState({ segment: first, unfinished: 0 });
  return { ...now, set: (segment, unfinished) => setNow({ segment, unfinished }) };
}

export function AudiencePanel({ title, audience }: { title: string; audience: Audience }) {
  const values = useFieldValues();
  return (
    <Panel title={title} extra={<span className="small">不加条件就是门店的全部车主</span>}>
      <AudienceBuilder initial={audience.segment} values={values} onChange={audience.set} />
      {audience.unfinished > 0 && (
        <p className="text-red" role="alert">
          还有 {audience.unfinished} 个条件没填完
        </p>
      )}
    </Panel>
  );
}

const limits = [
  ['perPerson', '每人最多'],
  ['perPhone', '每个手机号最多'],
  ['perCar', '每辆车最多'],
] as const;

/** Fields of the limits over the whole plan; empty: no limit. */
export const LimitFields = () =>
  limits.map(([name, label]) => (
    <Form.Item key={name} name={name} label={label}>
      <InputNumber min={1} max={50} precision={0} suffix="份" placeholder="不限" style={{ width: '100%' }} />
    </Form.Item>
  ));

/** A number of days that has to be filled in. */
export const DaysField = ({ name, label, max }: { name: string; label: string; max: number }) => (
  <Form.Item name={name} label={label} rules={[{ required: true, message: '请填写天数' }]}>
    <InputNumber min={1} max={max} precision={0} suffix="天" style={{ width: '100%' }} />
  </Form.Item>
);

const times = (value: number | null, unit: string) => (value === null ? '不限' : `${value} 份/${unit}`);

/** The limits of a plan in words. */
export const limitWords = (plan: Record<'perPerson' | 'perPhone' | 'perCar', number | null>): ReactNode =>
  `${times(plan.perPerson, '人')}，${times(plan.perPhone, '手机号')}，${times(plan.perCar, '车')}`;
