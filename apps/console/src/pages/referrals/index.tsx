import type { ReferralProgrammeView, StaffReferralItem } from '@cheban/contracts';
import { referralStateLabel, referralStates } from '@cheban/contracts/constants';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../app/api.js';
import { useMay, useStoreId } from '../../app/me.js';
import { HeldTag } from '../../features/coupon/tags.js';
import { ReferralTag } from '../../features/referral/tags.js';
import { ScopeSelect, useScope } from '../../features/store/scope.js';
import { dateOfInstant, shortDate, whenShort } from '../../shared/format/time.js';
import { count, plateText, yuan } from '../../shared/format/words.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { DownloadButton } from '../../shared/ui/download-button.js';
import { Figures } from '../../shared/ui/figures.js';
import { ChoiceFilter, ListPanel } from '../../shared/ui/list-panel.js';
import { PageHead } from '../../shared/ui/page.js';
import { SearchField } from '../../shared/ui/search-field.js';
import { Bone } from '../../shared/ui/skeleton.js';
import { Empty, ErrorState } from '../../shared/ui/states.js';
import { ProgrammeLayer } from './programme-layer.js';

type Row = StaffReferralItem;

const Visit = ({ row }: { row: Row }) =>
  row.visitId === null ? (
    <span className="muted num">
      {row.state === 'waiting' ? `${shortDate(dateOfInstant(row.until))} 前到店` : '没有到店'}
    </span>
  ) : (
    <Link to={`/visits/${row.visitId}`} className="num">
      {row.paidFen === null ? '看工单' : `消费 ${yuan(row.paidFen)}`}
    </Link>
  );

const Reward = ({ reward }: { reward: Row['inviterReward'] }) =>
  reward.state === null ? (
    <span className="muted clip" title={reward.title}>
      {reward.title}
    </span>
  ) : (
    <span className="row-gap" title={reward.title}>
      <span className="clip">{reward.title}</span>
      <HeldTag state={reward.state} />
    </span>
  );

const columns: Column<Row>[] = [
  {
    key: 'inviter',
    title: '推荐人',
    width: '110px',
    render: (row) => (
      <Link to={`/owners/${row.inviterId}`} className="strong">
        {row.inviterName}
      </Link>
    ),
  },
  {
    key: 'invitee',
    title: '新朋友',
    render: (row) => (
      <span className="clip" title={row.reason ?? row.vinMasked}>
        <Link to={`/owners/${row.inviteeId}`}>{row.inviteeName}</Link>{' '}
        <span className="muted num">
          {row.inviteePhoneMasked} {row.plate ? plateText(row.plate) : row.vinMasked}
        </span>
        {row.reason && <span className="text-red"> {row.reason}</span>}
      </span>
    ),
  },
  { key: 'state', title: '状态', width: '120px', render: (row) => <ReferralTag state={row.state} /> },
  {
    key: 'joined',
    title: '接受邀请',
    width: '100px',
    render: (row) => <span className="num">{whenShort(row.joinedAt)}</span>,
  },
  { key: 'visit', title: '首次到店', width: '160px', render: (row) => <Visit row={row} /> },
  {
    key: 'inviter-reward',
    title: '推荐人得',
    width: '190px',
    render: (row) => <Reward reward={row.inviterReward} />,
  },
  {
    key: 'invitee-reward',
    title: '新朋友得',
    width: '190px',
    minor: true,
    render: (row) => <Reward reward={row.inviteeReward} />,
  },
];

function Counts({ programme }: { programme: ReferralProgrammeView }) {
  const { counts } = programme;
  return (
    <Figures
      items={[
        { label: '接受邀请', value: `${count(counts.joined)} 人`, note: '用本人手机和车架号登记' },
        { label: '等首次到店', value: `${count(counts.waiting)} 人`, to: '/referrals?state=waiting' },
        {
          label: '奖励核实中',
          value: (
            <span className={counts.held > 0 ? 'text-amber' : undefined}>{`${count(counts.held)} 份`}</span>
          ),
          to: '/suspicions?kind=referral&state=held',
          testId: 'referral-held',
        },
        { label: '奖励已到账', value: `${count(counts.rewarded)} 份`, to: '/referrals?state=rewarded' },
        { label: '新朋友首次消费', value: yuan(counts.outputFen), note: '首次到店的工单实收' },
      ]}
    />
  );
}

/** Old customers bring new ones: what the store gives, who brought whom, and what became of it. */
export default function ReferralsPage() {
  const may = useMay();
  const storeId = useStoreId();
  const filters = useUrlFilters();
  const scope = useScope(filters);
  const [editing, setEditing] = useState(false);
  const state = filters.oneOf('state', referralStates);
  const q = filters.get('q') ?? '';
  const programme = useQuery({
    queryKey: ['referral-programme', storeId],
    queryFn: () => api.staffReferral.programme({ query: { storeId } }),
  });
  const wanted = { ...scope, ...(state && { state }), ...(q !== '' && { q }) };
  const list = usePageQuery('referrals', filters, wanted, (query) => api.staffReferral.list({ query }));
  const narrowed = state !== undefined || q !== '';
  const view = programme.data;
  const settings = may('campaign.approve') && (
    <Button data-testid="programme-edit" disabled={!view} onClick={() => setEditing(true)}>
      {view?.updatedAt ? '活动设置' : '开启老带新'}
    </Button>
  );
  return (
    <>
      <PageHead
        tab="老带新"
        title="老带新"
        sub={
          view?.open
            ? `“${view.title}”进行中：朋友 ${view.withinDays} 天内首次付费到店，推荐人得${view.inviterReward}，朋友得${view.inviteeReward}。`
            : '老车主带来新朋友，新朋友首次付费到店后双方都有奖励；只分享、不到店不发。'
        }
        actions={settings}
      />
      {programme.isPending && <Bone height={84} />}
      {programme.isError && !view && (
        <ErrorState error={programme.error} onRetry={() => void programme.refetch()} />
      )}
      {view && !view.open && view.counts.joined > 0 && (
        <Alert type="info" showIcon title="活动已关闭：不再接受新的邀请，已接受的照原来的条件发奖。" />
      )}
      {view && view.counts.joined > 0 && <Counts programme={view} />}
      <ListPanel<Row>
        label="老带新名单"
        testId="referral-row"
        query={list}
        filters={filters}
        bar={
          <>
            <ChoiceFilter
              filters={filters}
              values={referralStates}
              labels={referralStateLabel}
              name="state"
              label="状态"
              placeholder="全部状态"
            />
            <SearchField
              value={q}
              placeholder="任一方姓名或手机后四位"
              onChange={(text) => filters.set({ q: text || undefined })}
            />
            <ScopeSelect filters={filters} />
            {may('campaign.manage') && (
              <DownloadButton
                path="/staff/referrals.csv"
                query={{ ...scope, state, q: q || undefined }}
                fileName="老带新名单.csv"
                disabled={(list.data?.total ?? 0) === 0}
              />
            )}
          </>
        }
        empty={
          narrowed ? (
            <Empty
              icon="search"
              title="没有符合条件的邀请"
              action={
                <Button onClick={() => filters.set({ state: undefined, q: undefined })}>清除条件</Button>
              }
            />
          ) : (
            <Empty
              icon="owners"
              title="还没有人接受邀请"
              text={
                view?.open
                  ? '交车和结算时请车主打开“邀请好友”，把邀请发给要买车、修车的朋友。'
                  : '定好双方的奖励就可以开始。'
              }
              action={view?.open ? undefined : settings}
            />
          )
        }
        rowKey={(row) => row.id}
        columns={columns}
        card={(row) => (
          <>
            <div className="card-top">
              <span className="card-title">
                {row.inviterName} → <Link to={`/owners/${row.inviteeId}`}>{row.inviteeName}</Link>
              </span>
              <ReferralTag state={row.state} />
            </div>
            <div className="card-line small num">
              <span>{whenShort(row.joinedAt)} 接受</span>
              <Visit row={row} />
            </div>
            {row.reason && <div className="card-line small text-red">{row.reason}</div>}
            {row.rewardedAt !== null && (
              <div className="card-line small">
                <Reward reward={row.inviterReward} />
                <Reward reward={row.inviteeReward} />
              </div>
            )}
          </>
        )}
      />
      {editing && view && <ProgrammeLayer programme={view} onClose={() => setEditing(false)} />}
    </>
  );
}
