import type { PrizeKind } from '@cheban/contracts/constants';
import { Form, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { YuanField } from '../../shared/ui/yuan-field.js';
import { PrizeSource, usePrizeKinds } from '../coupon/prize-source.js';

/** The name of a field within its list. */
export type FieldPath = (string | number)[];

/** Some equal prizes: what, how many, and where they come from; cash has fields of its own. */
export function PrizeFields({
  name,
  kind,
  most,
  cash,
  testId,
}: {
  name(field: string): FieldPath;
  kind: PrizeKind;
  most: number;
  /** The fields of cash. */
  cash: ReactNode;
  testId(field: string): string;
}) {
  const kinds = usePrizeKinds();
  return (
    <div className="fields">
      <Form.Item name={name('kind')} label="奖品">
        <Select options={kinds} data-testid={testId('kind')} />
      </Form.Item>
      <Form.Item
        name={name('name')}
        label="车主看到的名称"
        rules={[{ required: true, whitespace: true, message: '请填写奖品名称' }]}
      >
        <Input maxLength={20} data-testid={testId('name')} />
      </Form.Item>
      <Form.Item name={name('count')} label="份数" rules={[{ required: true, message: '请填写份数' }]}>
        <InputNumber
          min={1}
          max={most}
          precision={0}
          suffix="份"
          style={{ width: '100%' }}
          data-testid={testId('count')}
        />
      </Form.Item>
      {kind === 'cash' ? (
        cash
      ) : (
        <>
          <PrizeSource kind={kind} name={name(kind === 'coupon' ? 'couponTypeId' : 'codePoolId')} />
          <Form.Item
            name={name('unitCostFen')}
            label="每份成本"
            rules={[{ required: true, message: '请填写成本' }]}
          >
            <YuanField testId={testId('cost')} />
          </Form.Item>
        </>
      )}
    </div>
  );
}
