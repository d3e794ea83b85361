import type { StaffPayoutItem, StaffPayoutView } from '@cheban/contracts';
import { payoutStateLabel, payoutStates } from '@cheban/contracts/constants';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { ArrangedPanel } from '../../features/list/arranged-panel.js';
import { EntryList } from '../../features/money/entries.js';
import { moneyAreas, usePayout } from '../../features/money/queries.js';
import { PayoutTag } from '../../features/money/tags.js';
import { ScopeSelect, useScope } from '../../features/store/scope.js';
import { stamp, whenShort } from '../../shared/format/time.js';
import { yuan } from '../../shared/format/words.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { Layer } from '../../shared/ui/layer.js';
import { ChoiceFilter } from '../../shared/ui/list-panel.js';
import { Loaded } from '../../shared/ui/loaded.js';
import { OwnerLink } from '../../shared/ui/owner-link.js';
import { Facts, PageHead } from '../../shared/ui/page.js';
import { ReasonDialog } from '../../shared/ui/reason-dialog.js';
import { Empty } from '../../shared/ui/states.js';

type Row = StaffPayoutItem;
const columns: Column<Row>[] = [
  {
    key: 'who',
    title: '车主',
    render: (row) => (
      <span className="clip" title={row.problem ?? row.title}>
        <span className="strong">{row.ownerName}</span> <span className="muted num">{row.phoneMasked}</span>{' '}
        {row.problem && <span className="text-red">{row.problem}</span>}
      </span>
    ),
  },
  { key: 'state', title: '状态', width: '190px', render: (row) => <PayoutTag state={row.state} /> },
  { key: 'fen', title: '金额', width: '100px', align: 'right', render: (row) => yuan(row.amountFen) },
  { key: 'title', title: '来自', width: '180px', render: (row) => row.title },
  {
    key: 'at',
    title: '发放',
    width: '110px',
    render: (row) => <span className="num">{whenShort(row.createdAt)}</span>,
  },
  {
    key: 'until',
    title: '收款截止',
    width: '110px',
    render: (row) =>
      row.takeUntil ? (
        <span className="num">{whenShort(row.takeUntil)}</span>
      ) : (
        <span className="none">—</span>
      ),
  },
  { key: 'store', title: '门店', width: '140px', minor: true, render: (row) => row.storeName },
];

function Payout({ payout }: { payout: StaffPayoutView }) {
  return (
    <div className="stack">
      <Facts
        rows={[
          ['状态', <PayoutTag key="state" state={payout.state} />],
          [
            '说明',
            payout.problem ? (
              <span key="problem" className="text-red">
                {payout.problem}
              </span>
            ) : (
              payout.note || '正常'
            ),
          ],
          ['车主', <OwnerLink key="owner" of={payout} />],
          ['金额', yuan(payout.amountFen)],
          [
            '来自',
            payout.subjectType === 'campaign' ? (
              <Link key="from" to={`/campaigns/${payout.subjectId}`}>
                {payout.title}
              </Link>
            ) : (
              payout.title
            ),
          ],
          ['提交微信', payout.sentAt ? `${stamp(payout.sentAt)}，共 ${payout.attempts} 次` : '还没有'],
          ['收款截止', payout.takeUntil ? stamp(payout.takeUntil) : '没有期限'],
          [
            payout.doneAt && payout.state !== 'done' ? '结束' : '到账',
            payout.doneAt ? stamp(payout.doneAt) : '还没有',
          ],
          [
            '商户单号',
            <span key="no" className="num">
              {payout.outBillNo}
            </span>,
          ],
          ['微信单号', payout.transferBillNo ?? '还没有'],
        ]}
      />
      <section>
        <h3>账本</h3>
        <EntryList entries={payout.entries} />
      </section>
    </div>
  );
}

function PayoutLayer({ id, onClose }: { id: string; onClose(): void }) {
  const may = useMay();
  const query = usePayout(id);
  const [asking, setAsking] = useState<'cancel' | 'repeat' | null>(null);
  const close = () => setAsking(null);
  const done = (success: string) => ({ refresh: moneyAreas, success, quiet: true, onSuccess: close });
  const cancel = useSubmit(api.staffPayment.cancelPayout, done('正在撤回，钱会回到预算'));
  const repeat = useSubmit(api.staffPayment.repeatPayout, done('已用新单号重新发放'));
  const payout = query.data;
  const approves = may('payment.approve');
  return (
    <Layer
      open
      title={payout ? `${payout.ownerName} · ${yuan(payout.amountFen)}` : '红包'}
      onClose={onClose}
      testId="payout-layer"
      width={520}
      footer={
        approves &&
        payout &&
        (payout.canCancel || payout.canRepeat) && (
          <div className="layer-actions">
            {payout.canCancel && (
              <Button danger data-testid="payout-cancel" onClick={() => setAsking('cancel')}>
                撤回
              </Button>
            )}
            {payout.canRepeat && (
              <Button
                type="primary"
                className="push"
                data-testid="payout-repeat"
                onClick={() => setAsking('repeat')}
              >
                重新发放
              </Button>
            )}
          </div>
        )
      }
    >
      <Loaded query={query} missing="没有找到这笔红包" blocks={[220, 120]}>
        {(view) => <Payout payout={view} />}
      </Loaded>
      {asking && payout && (
        <ReasonDialog
          key={asking}
          title={asking === 'cancel' ? '撤回这笔红包' : '重新发放'}
          what={
            asking === 'cancel'
              ? `车主还没收的 ${yuan(payout.amountFen)} 会退回预算；已到账的撤不回来。`
              : `上一次微信已结束；会用新单号再发 ${yuan(payout.amountFen)}。`
          }
          okText={asking === 'cancel' ? '撤回' : `再发 ${yuan(payout.amountFen)}`}
          danger={asking === 'cancel'}
          busy={cancel.isPending || repeat.isPending}
          error={asking === 'cancel' ? cancel.error : repeat.error}
          testId={`payout-${asking}`}
          onSubmit={(reason) =>
            (asking === 'cancel' ? cancel : repeat).mutate({ params: { id: payout.id }, body: { reason } })
          }
          onClose={close}
        />
      )}
    </Layer>
  );
}

/** Filters that a view of the list keeps. */
const KEEPS = ['state', 'all'];

/** Money given to owners by WeChat transfer. */
export default function PayoutsPage() {
  const filters = useUrlFilters();
  const scope = useScope(filters);
  const state = filters.oneOf('state', payoutStates);
  const list = usePageQuery('payouts', filters, { ...scope, ...(state && { state }) }, (query) =>
    api.staffPayment.payouts({ query }),
  );
  const open = filters.get('payout');
  const show = (row: Row) => filters.show('payout', row.id);
  return (
    <>
      <PageHead
        tab="红包发放"
        title="红包发放"
        sub="每一笔走微信商家转账，车主 24 小时内点收款；过期自动退回预算。"
      />
      <ArrangedPanel<Row>
        list="payouts"
        keeps={KEEPS}
        label="红包发放"
        testId="payout-row"
        query={list}
        filters={filters}
        bar={
          <>
            <ChoiceFilter
              filters={filters}
              values={payoutStates}
              labels={payoutStateLabel}
              name="state"
              label="状态"
              placeholder="全部状态"
              width={170}
            />
            <ScopeSelect filters={filters} />
          </>
        }
        empty={
          <Empty
            icon="sparkle"
            title={state ? `没有“${payoutStateLabel[state]}”的红包` : '还没有发过红包'}
            text="车主抢到现金红包后，这里能看到每一笔到哪一步了。"
          />
        }
        rowKey={(row) => row.id}
        columns={columns}
        onOpen={show}
        card={(row) => (
          <button type="button" className="plain-button card-button" onClick={() => show(row)}>
            <span className="card-top">
              <span className="card-title">
                {row.ownerName} · {yuan(row.amountFen)}
              </span>
              <PayoutTag state={row.state} />
            </span>
            <span className="card-line small num">
              <span>{row.title}</span>
              <span>{whenShort(row.createdAt)}</span>
            </span>
            {row.problem && <span className="card-line small text-red">{row.problem}</span>}
          </button>
        )}
      />
      {open && <PayoutLayer key={open} id={open} onClose={() => filters.show('payout', undefined)} />}
    </>
  );
}
