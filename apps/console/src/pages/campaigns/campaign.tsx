import type { StaffCampaignView } from '@cheban/contracts';
import { Tabs } from 'antd';
import { useParams } from 'react-router';
import { CampaignTag } from '../../features/campaign/parts.js';
import { limitWords } from '../../features/campaign/people-panels.js';
import { PlanNotice, whoFacts } from '../../features/campaign/plan-notice.js';
import { useCampaign } from '../../features/campaign/queries.js';
import { CodePanel } from '../../features/photo/code-panel.js';
import { count, yuan } from '../../shared/format/words.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import { Figures } from '../../shared/ui/figures.js';
import { Loaded } from '../../shared/ui/loaded.js';
import { Facts, PageHead, Panel } from '../../shared/ui/page.js';
import { CampaignActions } from './actions.js';
import { ClaimsPanel } from './claims-panel.js';
import { OwnerPreview } from './owner-preview.js';
import { draftOf, oddsWords } from './plan.js';
import { ResultsPanel } from './results-panel.js';
import { WaveTable } from './wave-table.js';

const tabs = ['plan', 'results', 'claims'] as const;

/** Plans that were started without approval do not exist: from here on owners may have seen it. */
const started = (campaign: StaffCampaignView) =>
  !['draft', 'submitted', 'approved', 'scheduled'].includes(campaign.state);

function Plan({ campaign }: { campaign: StaffCampaignView }) {
  const { plan } = campaign;
  const draft = draftOf(plan);
  return (
    <div className="two-columns">
      <div className="stack">
        <Panel flush title="波次">
          <WaveTable campaign={campaign} />
        </Panel>
        <Panel title="规则">
          <Facts
            rows={[
              ['门店', campaign.storeNames.join('、')],
              ['参加的人', campaign.audience],
              ['抢中机会', campaign.oddsText],
              ['每人上限', limitWords(plan)],
              ['发放', plan.release === 'at_once' ? '抢到即发' : `${plan.arriveWithinDays} 天内到店后发放`],
              ['到店归因', `抢到后 ${plan.attributionDays} 天内到店，算这次活动带回`],
              ...whoFacts(campaign),
            ]}
          />
        </Panel>
      </div>
      <aside className="stack">
        <Panel title="车主看到的样子">
          <OwnerPreview plan={draft} oddsText={oddsWords(draft.oddsPercent)} />
        </Panel>
        {['scheduled', 'live'].includes(campaign.state) && (
          <CodePanel area="campaign" id={campaign.id} title={campaign.title} />
        )}
      </aside>
    </div>
  );
}

function Campaign({ campaign }: { campaign: StaffCampaignView }) {
  const filters = useUrlFilters();
  const { meter } = campaign;
  const tab = filters.oneOf('tab', tabs) ?? 'plan';
  const here = `/campaigns/${campaign.id}`;
  return (
    <>
      <PageHead
        tab={campaign.title}
        back={{ to: '/campaigns', label: '抢红包' }}
        title={
          <>
            {campaign.title} <CampaignTag state={campaign.state} />
          </>
        }
        sub={campaign.subtitle || undefined}
        actions={<CampaignActions campaign={campaign} />}
      />
      <PlanNotice plan={campaign} testId="campaign" />
      <Figures
        items={[
          { label: '预算', value: yuan(meter.budgetFen), note: `未装入红包 ${yuan(meter.openFen)}` },
          {
            label: '已抢',
            value: yuan(meter.claimedFen),
            note: `${count(meter.claims)} 份，预算的 ${meter.claimedPercent}%`,
            to: `${here}?tab=claims`,
            testId: 'meter-claimed',
          },
          { label: '已到账', value: yuan(meter.paidFen), note: '车主已收到的现金' },
          { label: '还在抢', value: yuan(meter.leftFen), note: `共备 ${count(meter.packets)} 份` },
          { label: '退回预算', value: yuan(meter.returnedFen), note: '过期或没人抢的' },
        ]}
      />
      <Tabs
        tabBarStyle={{ marginBottom: 0 }}
        activeKey={tab}
        onChange={(key) =>
          filters.set({ tab: key === 'plan' ? undefined : key, claim: undefined, wave: undefined })
        }
        items={[
          { key: 'plan', label: '方案' },
          { key: 'results', label: '效果', disabled: !started(campaign) },
          { key: 'claims', label: '中奖名单', disabled: !started(campaign) },
        ]}
      />
      {tab === 'plan' && <Plan campaign={campaign} />}
      {tab === 'results' && <ResultsPanel id={campaign.id} />}
      {tab === 'claims' && (
        <ClaimsPanel
          id={campaign.id}
          title={campaign.title}
          waves={campaign.waves.map(({ number }) => number)}
          filters={filters}
        />
      )}
    </>
  );
}

/** One campaign: its meter, what can be done with it, plan, results, winners. */
export default function CampaignPage() {
  const { id = '' } = useParams();
  return (
    <Loaded query={useCampaign(id)} missing="没有找到这个活动" blocks={[56, 96, 320]}>
      {(campaign) => <Campaign key={campaign.id} campaign={campaign} />}
    </Loaded>
  );
}
