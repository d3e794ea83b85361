import type { StaffCampaignItem } from '@cheban/contracts';
import { campaignStateLabel, campaignStates } from '@cheban/contracts/constants';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { ApprovalsPanel } from '../../features/campaign/approvals-panel.js';
import { BudgetMeter, CampaignTag } from '../../features/campaign/parts.js';
import { ArrangedPanel } from '../../features/list/arranged-panel.js';
import { ScopeSelect, useScope } from '../../features/store/scope.js';
import { whenShort } from '../../shared/format/time.js';
import { count, yuan } from '../../shared/format/words.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { Icon } from '../../shared/ui/icon.js';
import { CardLink, ChoiceFilter } from '../../shared/ui/list-panel.js';
import { PageHead } from '../../shared/ui/page.js';
import { Empty } from '../../shared/ui/states.js';

type Row = StaffCampaignItem;
const to = (row: Row) => `/campaigns/${row.id}`;
const packets = (row: Row) => `${count(row.meter.claims)} / ${count(row.meter.packets)}`;
const spent = (row: Row) => `${yuan(row.meter.claimedFen)} / ${yuan(row.meter.budgetFen)}`;

const Card = ({ row }: { row: Row }) => (
  <CardLink to={to(row)}>
    <div className="card-top">
      <span className="card-title">{row.title}</span>
      <CampaignTag state={row.state} />
    </div>
    <div className="card-line small num">
      <span>{whenShort(row.startsAt)} 开抢</span>
      <span>{packets(row)} 份</span>
    </div>
    <div className="card-line small num">
      <span>{spent(row)}</span>
    </div>
    <BudgetMeter meter={row.meter} />
  </CardLink>
);

const columns: Column<Row>[] = [
  {
    key: 'title',
    title: '活动',
    render: (row) => (
      <span className="clip" title={row.title}>
        <Link to={to(row)} className="strong">
          {row.title}
        </Link>{' '}
        <span className="muted">{row.subtitle}</span>
      </span>
    ),
  },
  { key: 'state', title: '状态', width: '100px', render: (row) => <CampaignTag state={row.state} /> },
  {
    key: 'when',
    title: '第一波',
    width: '120px',
    render: (row) => <span className="num">{whenShort(row.startsAt)}</span>,
  },
  { key: 'packets', title: '已抢 / 份数', width: '120px', align: 'right', render: packets },
  { key: 'spent', title: '已抢 / 预算', width: '190px', align: 'right', render: spent },
  { key: 'meter', title: '', width: '110px', render: (row) => <BudgetMeter meter={row.meter} /> },
  {
    key: 'who',
    title: '策划',
    width: '90px',
    minor: true,
    render: (row) => row.submittedByName ?? row.createdByName,
  },
  {
    key: 'stores',
    title: '门店',
    width: '150px',
    minor: true,
    render: (row) => <span title={row.storeNames.join('、')}>{row.storeNames.join('、')}</span>,
  },
];

function Approvals() {
  const inbox = useQuery({
    queryKey: ['campaign-approvals'],
    queryFn: () => api.staffCampaign.approvals(),
  });
  return (
    <ApprovalsPanel<Row>
      rows={inbox.data?.items ?? []}
      what="活动"
      to={to}
      columns={columns.filter(({ key }) => key === 'title' || key === 'when')}
      card={(row) => <Card row={row} />}
    />
  );
}

/** Filters that a view of the list keeps. */
const KEEPS = ['state', 'all'];

/** Campaigns of red packets, from the draft to the settlement. */
export default function CampaignsPage() {
  const may = useMay();
  const navigate = useNavigate();
  const filters = useUrlFilters();
  const scope = useScope(filters);
  const state = filters.oneOf('state', campaignStates);
  const list = usePageQuery('campaigns', filters, { ...scope, ...(state && { state }) }, (query) =>
    api.staffCampaign.list({ query }),
  );
  const plan = may('campaign.manage') && (
    <Button
      type="primary"
      icon={<Icon name="plus" />}
      data-testid="campaign-new"
      onClick={() => void navigate('/campaigns/new')}
    >
      新建活动
    </Button>
  );
  return (
    <>
      <PageHead
        tab="抢红包"
        title="抢红包"
        sub="定好时间、份数和预算，由第二个人批准后开抢；花多少、带回几台车都看得见。"
        actions={
          <>
            <Button onClick={() => void navigate('/attribution?kind=campaign')}>对比活动</Button>
            {plan}
          </>
        }
      />
      <Approvals />
      <ArrangedPanel<Row>
        list="campaigns"
        keeps={KEEPS}
        label="抢红包活动"
        testId="campaign-row"
        query={list}
        filters={filters}
        bar={
          <>
            <ChoiceFilter
              filters={filters}
              values={campaignStates}
              labels={campaignStateLabel}
              name="state"
              label="状态"
              placeholder="全部状态"
            />
            <ScopeSelect filters={filters} />
          </>
        }
        empty={
          <Empty
            icon="sparkle"
            title={state ? `没有${campaignStateLabel[state]}的活动` : '还没有抢红包活动'}
            text={state ? '换一个状态看看。' : '从一波小预算开始：几十份红包，看看能带回几台车。'}
            action={state ? <Button onClick={() => filters.set({ state: undefined })}>看全部</Button> : plan}
          />
        }
        rowKey={(row) => row.id}
        columns={columns}
        onOpen={(row) => void navigate(to(row))}
        card={(row) => <Card row={row} />}
      />
    </>
  );
}
