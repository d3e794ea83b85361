import type { StaffCampaignView } from '@cheban/contracts';
import { api } from '../../app/api.js';
import { PlanActions } from '../../features/campaign/plan-actions.js';
import { campaignAreas } from '../../features/campaign/queries.js';
import { count, yuan } from '../../shared/format/words.js';
import { waveCost } from './plan.js';

/** What this person may do with the campaign now. */
export function CampaignActions({ campaign }: { campaign: StaffCampaignView }) {
  const { meter, waves, plan } = campaign;
  const costFen = plan.waves.reduce((sum, wave) => sum + waveCost(wave), 0);
  return (
    <PlanActions
      plan={campaign}
      desk={api.staffCampaign}
      areas={campaignAreas}
      editPath={`/campaigns/${campaign.id}/edit`}
      budgetFen={meter.budgetFen}
      testId="campaign"
      words={{
        approved: '已批准，正在备好每一份红包',
        approve: (
          <>
            {waves.length} 波、共{' '}
            <b className="num">{count(waves.reduce((sum, { packets }) => sum + packets, 0))}</b> 份，最多花{' '}
            <b className="num">{yuan(costFen)}</b>（预算 {yuan(meter.budgetFen)}
            ）。批准后到点自动开抢，随时可以叫停。
          </>
        ),
        kill: `一秒内停止发放，不能恢复。还没抢走的 ${yuan(meter.leftFen)} 退回预算；已抢到的 ${count(meter.claims)} 份照常兑现。`,
      }}
    />
  );
}
