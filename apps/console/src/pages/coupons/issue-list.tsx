import type { CouponIssueView } from '@cheban/contracts';
import { couponIssueStateLabel, couponIssueStates } from '@cheban/contracts/constants';
import { Button, Modal, Popconfirm } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { couponAreas } from '../../features/coupon/queries.js';
import { IssueTag } from '../../features/coupon/tags.js';
import { whenShort } from '../../shared/format/time.js';
import { count } from '../../shared/format/words.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { FormError } from '../../shared/ui/form-error.js';
import { ListPanel, StateFilter } from '../../shared/ui/list-panel.js';
import { ReasonDialog } from '../../shared/ui/reason-dialog.js';
import { Empty } from '../../shared/ui/states.js';

type Row = CouponIssueView;

/** How far an issue is: given out, left out, and why. */
function IssueProgress({ issue }: { issue: Row }) {
  const { percent, issued, full, soldOut } = issue.progress;
  if (issue.state === 'waiting' || issue.state === 'refused')
    return <span className="muted small">{issue.decisionNote || issue.costText}</span>;
  const left = [full > 0 && `${count(full)} 人已领满`, soldOut > 0 && `${count(soldOut)} 人没有余量`].filter(
    Boolean,
  );
  return (
    <span className="meter-line" title={[...left, issue.why].filter(Boolean).join('，')}>
      <span className="meter" role="img" aria-label={`已完成 ${percent}%`}>
        <i style={{ width: `${percent}%` }} />
      </span>
      <span className="num small">
        {percent}% · 发出 {count(issued)} 张{left.length > 0 ? `，${left.join('，')}` : ''}
      </span>
    </span>
  );
}

/** Decide and stop. Whoever asked never decides. */
function IssueActions({ issue }: { issue: Row }) {
  const [asking, setAsking] = useState<'yes' | 'no' | null>(null);
  const close = () => setAsking(null);
  const decide = useSubmit(api.couponIssue.decide, {
    refresh: couponAreas,
    success: (view) => (view.state === 'refused' ? '已退回' : '已批准，正在发放'),
    quiet: true,
    onSuccess: close,
  });
  const stop = useSubmit(api.couponIssue.stop, {
    refresh: couponAreas,
    success: '已停止，已发出的仍然有效',
  });
  const params = { id: issue.id };
  return (
    <span className="row-gap">
      {issue.mayDecide && (
        <>
          <Button size="small" type="primary" data-testid="issue-approve" onClick={() => setAsking('yes')}>
            批准
          </Button>
          <Button size="small" data-testid="issue-refuse" onClick={() => setAsking('no')}>
            退回
          </Button>
        </>
      )}
      {issue.mayStop && (
        <Popconfirm
          title="停止发放？"
          description="已发出的仍然有效，没发的不再发。"
          okText="停止"
          cancelText="继续发"
          onConfirm={() => stop.mutate({ params })}
        >
          <Button size="small" danger loading={stop.isPending} data-testid="issue-stop">
            停止
          </Button>
        </Popconfirm>
      )}
      <Modal
        open={asking === 'yes'}
        title={`批准发放“${issue.typeTitle}”`}
        okText={`批准，发给 ${count(issue.people)} 人`}
        cancelText="先不"
        okButtonProps={{ loading: decide.isPending, 'data-testid': 'issue-approve-submit' }}
        onOk={() => decide.mutate({ params, body: { approve: true } })}
        onCancel={close}
      >
        <p style={{ marginBottom: 12 }}>
          {issue.askedBy}申请：{issue.audienceText}，{issue.costText}。
          {issue.tell ? '车主会收到通知。' : '不另行通知。'}
        </p>
        <FormError error={decide.error} />
      </Modal>
      {asking === 'no' && (
        <ReasonDialog
          title="退回这次发放"
          okText="退回"
          busy={decide.isPending}
          error={decide.error}
          testId="issue-refuse"
          onSubmit={(note) => decide.mutate({ params, body: { approve: false, note } })}
          onClose={close}
        />
      )}
    </span>
  );
}

const columns: Column<Row>[] = [
  {
    key: 'what',
    title: '发什么给谁',
    render: (row) => (
      <span className="clip" title={row.audienceText}>
        <span className="strong">{row.typeTitle}</span> <span className="muted">{row.audienceText}</span>
      </span>
    ),
  },
  { key: 'people', title: '人数', width: '90px', align: 'right', render: (row) => count(row.people) },
  { key: 'state', title: '状态', width: '100px', render: (row) => <IssueTag state={row.state} /> },
  { key: 'progress', title: '进度', width: '300px', render: (row) => <IssueProgress issue={row} /> },
  {
    key: 'asked',
    title: '申请',
    width: '150px',
    render: (row) => (
      <span className="num">
        {row.askedBy} · {whenShort(row.askedAt)}
      </span>
    ),
  },
  { key: 'act', title: '', width: '190px', render: (row) => <IssueActions issue={row} /> },
];

/** Issues to many, of all kinds of coupons or of one. */
export function IssueList({ bar, typeId }: { bar?: React.ReactNode; typeId?: string }) {
  const filters = useUrlFilters();
  const state = filters.oneOf('state', couponIssueStates);
  const wanted = { ...(typeId && { typeId }), ...(state && { state }) };
  const list = usePageQuery('coupon-issues', filters, wanted, (query) => api.couponIssue.list({ query }));
  return (
    <ListPanel<Row>
      label="批量发放"
      testId="issue-row"
      query={list}
      filters={filters}
      bar={
        <>
          {bar}
          <StateFilter filters={filters} values={couponIssueStates} labels={couponIssueStateLabel} />
        </>
      }
      empty={
        <Empty
          icon="messages"
          title={state ? `没有${couponIssueStateLabel[state]}的发放` : '还没有批量发放'}
          text="打开一种发放中的卡券，选好人群就能发；由第二个人批准。"
        />
      }
      rowKey={(row) => row.id}
      columns={columns}
      card={(row) => (
        <>
          <div className="card-top">
            <span className="card-title">{row.typeTitle}</span>
            <IssueTag state={row.state} />
          </div>
          <div className="card-line small">
            {row.audienceText}，{count(row.people)} 人
          </div>
          <IssueProgress issue={row} />
          <div className="card-actions">
            <IssueActions issue={row} />
          </div>
        </>
      )}
    />
  );
}
