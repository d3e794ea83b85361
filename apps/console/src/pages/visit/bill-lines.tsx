import { newIdempotencyKey } from '@cheban/api-client';
import { Button, Input, Select } from 'antd';
import { Icon } from '../../shared/ui/icon.js';
import type { LineText } from './bill.js';

export const newLine = (): LineText => ({
  key: newIdempotencyKey().slice(0, 8),
  name: '',
  kind: 'labour',
  quantity: '1',
  amount: '',
});

/** Lines of the work order. Enter in the last amount adds a line. */
export function BillLines({
  lines,
  wrong,
  onChange,
}: {
  lines: readonly LineText[];
  /** Key of the line that cannot be read. */
  wrong: string | null;
  onChange(lines: LineText[]): void;
}) {
  const change = (key: string, part: Partial<LineText>) =>
    onChange(lines.map((line) => (line.key === key ? { ...line, ...part } : line)));
  const add = () => onChange([...lines, newLine()]);
  return (
    <div className="bill-lines">
      <div className="bill-line bill-line-head" aria-hidden="true">
        <span>项目</span>
        <span>类别</span>
        <span>数量</span>
        <span>金额（元）</span>
      </div>
      {lines.map((line, index) => (
        <div key={line.key} className={`bill-line ${line.key === wrong ? 'wrong' : ''}`}>
          <Input
            aria-label={`第 ${index + 1} 项名称`}
            data-testid={`line-name-${index}`}
            placeholder="例如：更换机油机滤"
            maxLength={60}
            value={line.name}
            onChange={(event) => change(line.key, { name: event.target.value })}
          />
          <Select
            aria-label={`第 ${index + 1} 项类别`}
            value={line.kind}
            options={[
              { value: 'labour', label: '工时' },
              { value: 'part', label: '配件' },
            ]}
            onChange={(kind) => change(line.key, { kind })}
          />
          <Input
            aria-label={`第 ${index + 1} 项数量`}
            inputMode="decimal"
            value={line.quantity}
            onChange={(event) => change(line.key, { quantity: event.target.value })}
          />
          <Input
            aria-label={`第 ${index + 1} 项金额，元`}
            data-testid={`line-amount-${index}`}
            inputMode="decimal"
            placeholder="0.00"
            value={line.amount}
            onChange={(event) => change(line.key, { amount: event.target.value })}
            onPressEnter={() => index === lines.length - 1 && add()}
          />
          <Button
            type="text"
            aria-label={`删除第 ${index + 1} 项`}
            icon={<Icon name="close" />}
            disabled={lines.length === 1}
            onClick={() => onChange(lines.filter((entry) => entry.key !== line.key))}
          />
        </div>
      ))}
      {wrong !== null && (
        <p className="text-red small" role="alert">
          标红的一项没有填完整：需要名称、数量（最多一位小数）和金额。
        </p>
      )}
      <Button size="small" icon={<Icon name="plus" size={14} />} data-testid="line-add" onClick={add}>
        添加项目
      </Button>
    </div>
  );
}
