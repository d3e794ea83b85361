import type { GamePlan } from '@cheban/contracts';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../app/api.js';
import { PlanProblems } from '../../features/campaign/plan-problems.js';
import { count, yuan } from '../../shared/format/words.js';
import { Figures } from '../../shared/ui/figures.js';
import { Loaded } from '../../shared/ui/loaded.js';
import { Panel } from '../../shared/ui/page.js';
import { gameSteps } from './draft.js';

/** Last step: what the plan comes to by the server's own count. Saves nothing. */
export function CheckPanel({ plan, onStep }: { plan: GamePlan; onStep(step: number): void }) {
  const check = useQuery({
    queryKey: ['game-check', plan],
    queryFn: () => api.staffGame.check({ body: plan }),
    staleTime: 0,
  });
  return (
    <Loaded query={check} missing="没有找到参加的门店" blocks={[64, 96, 72]}>
      {(view) => (
        <div className="stack" data-testid="plan-check">
          <PlanProblems problems={view.problems} steps={gameSteps} onStep={onStep} />
          <Figures
            items={[
              { label: '能参加的车主', value: `${count(view.owners)} 人`, note: `${count(view.cars)} 辆车` },
              {
                label: '奖品',
                value: `${count(view.prizes)} 份`,
                note: view.ownersPerPrize === null ? undefined : `平均 ${view.ownersPerPrize} 位车主争一份`,
              },
              ...(view.winChance === null
                ? []
                : [
                    {
                      label: '每转中奖',
                      value: view.winChance,
                      note:
                        view.turnsUntilGone === null
                          ? undefined
                          : `约 ${count(view.turnsUntilGone)} 转后有奖品发完`,
                    },
                  ]),
              ...(view.mostScore === null ? [] : [{ label: '满分', value: `${count(view.mostScore)} 分` }]),
              { label: '最多花', value: yuan(view.costFen), note: `预算 ${yuan(view.budgetFen)}` },
            ]}
          />
          <Panel title="人群">
            <p>{view.audience}</p>
          </Panel>
        </div>
      )}
    </Loaded>
  );
}
