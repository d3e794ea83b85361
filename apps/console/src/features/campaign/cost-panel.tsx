import { Button, Form } from 'antd';
import { yuan } from '../../shared/format/words.js';
import { Panel } from '../../shared/ui/page.js';
import { YuanField } from '../../shared/ui/yuan-field.js';

/** What a plan may cost at most, line by line, against its budget. */
export function CostPanel({
  lines,
  budgetFen,
}: {
  lines: readonly { label: string; fen: number }[];
  budgetFen: number;
}) {
  const sum = lines.reduce((total, { fen }) => total + fen, 0);
  const over = sum - budgetFen;
  return (
    <Panel title="最多花多少">
      <div className="num" data-testid="cost-preview">
        {lines.map(({ label, fen }) => (
          <p className="cost-line" key={label}>
            <span>{label}</span>
            <span>{yuan(fen)}</span>
          </p>
        ))}
        <p className="cost-line sum">
          <span>合计</span>
          <span>{yuan(sum)}</span>
        </p>
        <p className={`cost-line small ${over > 0 ? 'text-red' : 'muted'}`}>
          <span>预算 {yuan(budgetFen)}</span>
          <span>{over > 0 ? `超出 ${yuan(over)}` : `余 ${yuan(-over)}`}</span>
        </p>
      </div>
    </Panel>
  );
}

/** The budget of a plan, with one tap to what its prizes come to. All in fen. */
export function BudgetField({
  cost,
  budgetFen,
  testId,
}: {
  cost: number;
  budgetFen: number;
  testId: string;
}) {
  const form = Form.useFormInstance();
  return (
    <Form.Item
      name="budgetFen"
      label="总预算"
      rules={[{ required: true, message: '请填写预算' }]}
      extra={
        cost !== budgetFen && (
          <Button
            size="small"
            type="link"
            style={{ padding: 0 }}
            data-testid={`${testId}-fill`}
            onClick={() => form.setFieldsValue({ budgetFen: cost })}
          >
            按奖品合计填成 {yuan(cost)}
          </Button>
        )
      }
      style={{ maxWidth: 220 }}
    >
      <YuanField testId={testId} />
    </Form.Item>
  );
}
