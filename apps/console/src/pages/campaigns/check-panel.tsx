import type { CampaignPlan } from '@cheban/contracts';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../app/api.js';
import { PlanProblems } from '../../features/campaign/plan-problems.js';
import { count, yuan } from '../../shared/format/words.js';
import { Figures } from '../../shared/ui/figures.js';
import { Panel } from '../../shared/ui/page.js';
import { ListSkeleton } from '../../shared/ui/skeleton.js';
import { ErrorState } from '../../shared/ui/states.js';
import { planSteps } from './plan.js';

const sampleText = (sample: readonly number[]) => sample.slice(0, 8).map(yuan).join('、');

/** Last step: what the plan comes to by the server's own count. Saves nothing. */
export function CheckPanel({ plan, onStep }: { plan: CampaignPlan; onStep(step: number): void }) {
  const check = useQuery({
    queryKey: ['campaign-check', plan],
    queryFn: () => api.staffCampaign.check({ body: plan }),
    staleTime: 0,
  });
  if (check.isPending)
    return (
      <Panel title="核对">
        <ListSkeleton rows={5} />
      </Panel>
    );
  if (!check.data)
    return (
      <Panel title="核对">
        <ErrorState error={check.error} onRetry={() => void check.refetch()} />
      </Panel>
    );
  const view = check.data;
  return (
    <div className="stack" data-testid="plan-check">
      <PlanProblems problems={view.problems} steps={planSteps} onStep={onStep} />
      <Figures
        items={[
          { label: '能参加的车主', value: `${count(view.owners)} 人`, note: `${count(view.cars)} 辆车` },
          {
            label: '红包',
            value: `${count(view.packets)} 份`,
            note: view.ownersPerPacket === null ? undefined : `平均 ${view.ownersPerPacket} 位车主抢一份`,
          },
          { label: '最多花', value: yuan(view.costFen), note: `预算 ${yuan(view.budgetFen)}` },
        ]}
      />
      <Panel title="人群">
        <p>{view.audience}</p>
      </Panel>
      <Panel title="每一波">
        <ul className="plan-list num">
          {view.waves.map(({ number, packets, costFen, cash }) => (
            <li key={number}>
              <span className="plan-when">
                第 {number} 波 · {count(packets)} 份 · {yuan(costFen)}
              </span>
              <span className="plan-note">
                {cash
                  ? `现金平均 ${yuan(cash.meanFen)}，最少 ${yuan(cash.leastFen)}，最多 ${yuan(cash.mostFen)}；试分一次：${sampleText(cash.sample)}${cash.sample.length > 8 ? '…' : ''}`
                  : '没有现金'}
              </span>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
