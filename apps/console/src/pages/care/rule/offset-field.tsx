import type { CareRuleBody } from '@cheban/contracts';
import { isDated } from '@cheban/contracts/constants';
import { InputNumber, Select } from 'antd';

type Side = 'before' | 'same' | 'after';
const sideOf = (offset: number): Side => (offset < 0 ? 'before' : offset > 0 ? 'after' : 'same');

const sideLabel: Record<Side, string> = { before: '提前', same: '当天', after: '之后' };
/** Where a stage may stand: after a delivery only, and before what has a day of its own. */
export function sidesOf(trigger: CareRuleBody['trigger']): Side[] {
  if (trigger.type === 'since_sold') return ['same', 'after'];
  return isDated(trigger) ? ['before', 'same'] : ['before', 'same', 'after'];
}
/** `提前 14 天`: a side and a number, instead of a signed number that nobody reads. */
export function OffsetField({
  offset,
  sides,
  disabled,
  onChange,
}: {
  offset: number;
  sides: readonly Side[];
  disabled: boolean;
  onChange(offset: number): void;
}) {
  const side = sideOf(offset);
  const options = sides.map((value) => ({ value, label: sideLabel[value] }));
  return (
    <span className="row-gap">
      <Select
        aria-label="提前还是之后"
        style={{ width: 84 }}
        disabled={disabled}
        value={side}
        options={options}
        onChange={(next) =>
          onChange(next === 'same' ? 0 : (next === 'before' ? -1 : 1) * (Math.abs(offset) || 1))
        }
      />
      {side !== 'same' && (
        <InputNumber
          aria-label="天数"
          data-testid="stage-days"
          disabled={disabled}
          min={1}
          max={side === 'before' ? 365 : 1095}
          precision={0}
          value={Math.abs(offset)}
          suffix="天"
          style={{ width: 110 }}
          onChange={(days) => days && onChange(side === 'before' ? -days : days)}
        />
      )}
    </span>
  );
}
