import './campaign.css';
import type { CampaignPlan, StaffCampaignView } from '@cheban/contracts';
import { Button, Form, Steps } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { api } from '../../app/api.js';
import { useMay, useWorkplace } from '../../app/me.js';
import { NotFound } from '../../app/not-found.js';
import { campaignAreas, useCampaign } from '../../features/campaign/queries.js';
import { yuan } from '../../shared/format/words.js';
import { usePhone } from '../../shared/hooks/use-phone.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import { FormError, useFieldErrors } from '../../shared/ui/form-error.js';
import { Loaded } from '../../shared/ui/loaded.js';
import { PageHead, Panel } from '../../shared/ui/page.js';
import { CheckPanel } from './check-panel.js';
import { ContentFields } from './content-fields.js';
import { newPlan } from './fresh.js';
import { OwnerPreview } from './owner-preview.js';
import { PeopleFields } from './people-fields.js';
import { draftOf, oddsWords, type PlanDraft, planOf, planSteps, waveCost } from './plan.js';
import { WavesFields } from './waves-fields.js';

/** What each wave may cost, beside the form at any step. */
function CostPreview({ draft }: { draft: PlanDraft }) {
  const waves = draft.waves ?? [];
  const sum = waves.reduce((total, wave) => total + waveCost(wave), 0);
  const over = sum - (draft.budgetFen ?? 0);
  return (
    <Panel title="最多花多少">
      <div className="num" data-testid="cost-preview">
        {waves.map((wave, index) => (
          <p className="cost-line" key={`wave-${index.toString()}`}>
            <span>第 {index + 1} 波</span>
            <span>{yuan(waveCost(wave))}</span>
          </p>
        ))}
        <p className="cost-line sum">
          <span>合计</span>
          <span>{yuan(sum)}</span>
        </p>
        <p className={`cost-line small ${over > 0 ? 'text-red' : 'muted'}`}>
          <span>预算 {yuan(draft.budgetFen ?? 0)}</span>
          <span>{over > 0 ? `超出 ${yuan(over)}` : `余 ${yuan(-over)}`}</span>
        </p>
      </div>
    </Panel>
  );
}

function Editor({ campaign }: { campaign: StaffCampaignView | null }) {
  const { store } = useWorkplace();
  const navigate = useNavigate();
  const phone = usePhone();
  const filters = useUrlFilters();
  const [form] = Form.useForm<PlanDraft>();
  const [initial] = useState(() => (campaign ? draftOf(campaign.plan) : newPlan(store.id)));
  const draft = (Form.useWatch([], { form, preserve: true }) as PlanDraft | undefined) ?? initial;
  const [segment, setSegment] = useState<CampaignPlan['segment']>(campaign?.plan.segment ?? null);
  const [unfinished, setUnfinished] = useState(0);
  const step = Math.min(planSteps.length - 1, Number(filters.get('step') ?? 0) || 0);
  const go = (to: number) => filters.set({ step: to === 0 ? undefined : to });
  const plan = planOf(draft, segment);
  const options = {
    refresh: campaignAreas,
    quiet: true,
    onSuccess: (view: StaffCampaignView) => void navigate(`/campaigns/${view.id}`),
  };
  const create = useSubmit(api.staffCampaign.create, { ...options, success: '草稿已保存' });
  const update = useSubmit(api.staffCampaign.update, { ...options, success: '已保存' });
  const error = create.error ?? update.error;
  useFieldErrors(form, error);

  /** Names of the fields that the current step asks for, nested ones included. */
  const asked = () => {
    const { fields } = planSteps[step] ?? planSteps[0];
    return form
      .getFieldsError()
      .map(({ name }) => name)
      .filter(([first]) => (fields as readonly string[]).includes(String(first)));
  };
  async function next() {
    try {
      await form.validateFields(asked(), { recursive: true });
      if (step !== 2 || unfinished === 0) go(step + 1);
    } catch {
      // The messages stand at the fields.
    }
  }
  function save() {
    if (campaign) update.mutate({ params: { id: campaign.id }, body: { version: campaign.version, plan } });
    else create.mutate({ body: plan });
  }
  const last = step === planSteps.length - 1;
  const back = campaign ? `/campaigns/${campaign.id}` : '/campaigns';
  return (
    <>
      <PageHead
        tab={campaign ? campaign.title : '新建抢红包'}
        back={{ to: back, label: campaign ? campaign.title : '抢红包' }}
        title={campaign ? '修改活动' : '新建抢红包'}
        sub="四步写完存为草稿，提交后由第二个人批准，到点自动开抢。"
      />
      <Panel>
        <Steps
          size="small"
          current={step}
          responsive={false}
          titlePlacement={phone ? 'vertical' : 'horizontal'}
          items={planSteps.map(({ title }, index) => ({ title, disabled: index > step + 1 }))}
          onChange={(to) => (to > step ? void next() : go(to))}
        />
      </Panel>
      <Form<PlanDraft>
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError={{ block: 'center' }}
        initialValues={initial}
      >
        <div className="editor-columns">
          <div className="stack">
            <div hidden={step !== 0}>
              <ContentFields />
            </div>
            <div hidden={step !== 1}>
              <WavesFields draft={draft} />
            </div>
            <div hidden={step !== 2}>
              <PeopleFields
                draft={draft}
                segment={segment}
                onSegment={(value, open) => {
                  setSegment(value);
                  setUnfinished(open);
                }}
                unfinished={unfinished}
              />
            </div>
            {last && <CheckPanel plan={plan} onStep={go} />}
            <FormError error={error} />
            <div className="layer-actions">
              {step > 0 && <Button onClick={() => go(step - 1)}>上一步</Button>}
              {last ? (
                <Button
                  type="primary"
                  data-testid="campaign-save"
                  loading={create.isPending || update.isPending}
                  onClick={save}
                >
                  {campaign ? '保存' : '保存草稿'}
                </Button>
              ) : (
                <Button type="primary" data-testid="campaign-next" onClick={() => void next()}>
                  下一步
                </Button>
              )}
              <Link to={back}>
                <Button type="text">取消</Button>
              </Link>
            </div>
          </div>
          <aside className="editor-side">
            <CostPreview draft={draft} />
            <p className="hint">车主看到的样子</p>
            <OwnerPreview plan={draft} oddsText={oddsWords(draft.oddsPercent)} />
          </aside>
        </div>
      </Form>
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
