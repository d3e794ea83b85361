import type { StaffCampaignView } from '@cheban/contracts';
import { Form } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { api } from '../../app/api.js';
import { useMay, useWorkplace } from '../../app/me.js';
import { NotFound } from '../../app/not-found.js';
import { CostPanel } from '../../features/campaign/cost-panel.js';
import { useAudience } from '../../features/campaign/people-panels.js';
import { campaignAreas, useCampaign } from '../../features/campaign/queries.js';
import { StepForm } from '../../features/campaign/step-form.js';
import { useSavePlan } from '../../features/campaign/use-save-plan.js';
import { Loaded } from '../../shared/ui/loaded.js';
import { PageHead } from '../../shared/ui/page.js';
import { CheckPanel } from './check-panel.js';
import { ContentFields } from './content-fields.js';
import { newPlan } from './fresh.js';
import { OwnerPreview } from './owner-preview.js';
import { PeopleFields } from './people-fields.js';
import { draftOf, oddsWords, type PlanDraft, planOf, planSteps, waveCost } from './plan.js';
import { WavesFields } from './waves-fields.js';

function Editor({ campaign }: { campaign: StaffCampaignView | null }) {
  const { store } = useWorkplace();
  const [form] = Form.useForm<PlanDraft>();
  const [initial] = useState(() => (campaign ? draftOf(campaign.plan) : newPlan(store.id)));
  const draft = (Form.useWatch([], { form, preserve: true }) as PlanDraft | undefined) ?? initial;
  const audience = useAudience(campaign?.plan.segment ?? null);
  const plan = planOf(draft, audience.segment);
  const { save, state } = useSavePlan(api.staffCampaign, campaign, {
    areas: campaignAreas,
    path: '/campaigns',
  });
  const back = campaign ? `/campaigns/${campaign.id}` : '/campaigns';
  return (
    <>
      <PageHead
        tab={campaign ? campaign.title : '新建抢红包'}
        back={{ to: back, label: campaign ? campaign.title : '抢红包' }}
        title={campaign ? '修改活动' : '新建抢红包'}
        sub="四步写完，提交后由第二个人批准，到点自动开抢。"
      />
      <StepForm<PlanDraft>
        form={form}
        initial={initial}
        steps={planSteps}
        pages={[
          <ContentFields key="words" />,
          <WavesFields key="waves" draft={draft} />,
          <PeopleFields key="people" draft={draft} audience={audience} />,
        ]}
        check={(go) => <CheckPanel plan={plan} onStep={go} />}
        aside={
          <>
            <CostPanel
              lines={(draft.waves ?? []).map((wave, index) => ({
                label: `第 ${index + 1} 波`,
                fen: waveCost(wave),
              }))}
              budgetFen={draft.budgetFen ?? 0}
            />
            <p className="hint">车主看到的样子</p>
            <OwnerPreview plan={draft} oddsText={oddsWords(draft.oddsPercent)} />
          </>
        }
        held={(step) => step === 2 && audience.unfinished > 0}
        submit={state}
        saveText={campaign ? '保存' : '保存草稿'}
        back={back}
        testId="campaign"
        onSave={(ask) => save(plan, ask)}
      />
    </>
  );
}

/** Plans a campaign of red packets, step by step, or changes a draft. */
export default function CampaignEditPage() {
  const { id } = useParams();
  const may = useMay();
  const query = useCampaign(id);
  if (!may('campaign.manage')) return <NotFound what="您没有策划活动的权限" />;
  if (id === undefined) return <Editor campaign={null} />;
  return (
    <Loaded query={query} missing="没有找到这个活动" blocks={[56, 420]}>
      {(campaign) =>
        campaign.actions.includes('edit') ? (
          <Editor key={campaign.id} campaign={campaign} />
        ) : (
          <NotFound what="这个活动已经提交，不能再修改" />
        )
      }
    </Loaded>
  );
}
