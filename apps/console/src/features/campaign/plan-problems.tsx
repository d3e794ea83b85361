import { Alert, Button } from 'antd';
import { type PlanStep, stepOf } from './plan-steps.js';

/** What stands against a plan by the server's look, each with the way to its step; or that nothing does. */
export function PlanProblems({
  problems,
  steps,
  onStep,
}: {
  problems: readonly { path: string; text: string }[];
  steps: readonly PlanStep[];
  onStep(step: number): void;
}) {
  if (problems.length === 0)
    return (
      <Alert
        type="success"
        showIcon
        data-testid="plan-good"
        title="没有问题，可以保存并提交审批"
        description="批准前什么都不会发出，也不占用预算。"
      />
    );
  return (
    <Alert
      type="warning"
      showIcon
      data-testid="plan-problems"
      title={`有 ${problems.length} 处要改；可以先存草稿，改好才能提交`}
      description={
        <ul className="problem-list">
          {problems.map(({ path, text }) => (
            <li key={`${path}-${text}`}>
              {text}{' '}
              <Button size="small" type="link" onClick={() => onStep(stepOf(steps, path))}>
                去“{steps[stepOf(steps, path)]?.title}”
              </Button>
            </li>
          ))}
        </ul>
      }
    />
  );
}
