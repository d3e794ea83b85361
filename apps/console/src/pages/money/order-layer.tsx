import type { StaffOrderView } from '@cheban/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useMay } from '../../app/me.js';
import { EntryList } from '../../features/money/entries.js';
import { usePayOrder } from '../../features/money/queries.js';
import { canGiveBack, keptFen } from '../../features/money/refund-state.js';
import { OrderTag, RefundTag } from '../../features/money/tags.js';
import { stamp } from '../../shared/format/time.js';
import { yuan } from '../../shared/format/words.js';
import { Layer } from '../../shared/ui/layer.js';
import { Loaded } from '../../shared/ui/loaded.js';
import { OwnerLink } from '../../shared/ui/owner-link.js';
import { Facts } from '../../shared/ui/page.js';
import { RefundActions } from './refund-actions.js';
import { RefundDialog } from './refund-dialog.js';

/** What is kept after a refund, and why there is no button for it any more. */
function keptWords(order: StaffOrderView): string {
  const kept = yuan(keptFen(order));
  if (keptFen(order) === 0 || order.kind === 'product') return kept;
  return `${kept}，已按卡的退款规则扣下，不再退`;
}

function Order({ order }: { order: StaffOrderView }) {
  return (
    <div className="stack">
      <Facts
        rows={[
          ['状态', <OrderTag key="state" order={order} />],
          ['车主', <OwnerLink key="owner" of={order} />],
          ['门店', order.storeName],
          ['金额', yuan(order.totalFen)],
          [
            '已退',
            order.refundingFen > 0
              ? `${yuan(order.refundedFen)}，另有 ${yuan(order.refundingFen)} 处理中`
              : yuan(order.refundedFen),
          ],
          ...(order.refundedFen > 0 ? ([['还剩', keptWords(order)]] as const) : []),
          ['下单', stamp(order.createdAt)],
          ['付款', order.paidAt ? stamp(order.paidAt) : '还没有付款'],
          [
            '商户单号',
            <span key="no" className="num">
              {order.outTradeNo}
            </span>,
          ],
          ['微信单号', order.transactionId ?? '还没有'],
        ]}
      />
      {order.refunds.length > 0 && (
        <section>
          <h3>退款</h3>
          <ul className="plan-list">
            {order.refunds.map((refund) => (
              <li key={refund.id}>
                <RefundTag state={refund.state} />
                <span className="plan-note">
                  {yuan(refund.amountFen)} · {refund.reason}
                  {refund.problem && <span className="text-red"> · {refund.problem}</span>}
                </span>
                <RefundActions refund={refund} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>账本</h3>
        <EntryList entries={order.entries} />
      </section>
    </div>
  );
}

/** One order: who, how much, its refunds and what the ledger has of it. */
export function OrderLayer({ id, onClose }: { id: string; onClose(): void }) {
  const may = useMay();
  const query = usePayOrder(id);
  const [refunding, setRefunding] = useState(false);
  const order = query.data;
  const canRefund = order !== undefined && canGiveBack(order) && may('payment.refund');
  return (
    <Layer
      open
      title={order?.title ?? '订单'}
      onClose={onClose}
      testId="order-layer"
      width={520}
      footer={
        canRefund && (
          <div className="layer-actions">
            <Button danger className="push" data-testid="order-refund" onClick={() => setRefunding(true)}>
              退款
            </Button>
          </div>
        )
      }
    >
      <Loaded query={query} missing="没有找到这个订单" blocks={[200, 120]}>
        {(view) => <Order order={view} />}
      </Loaded>
      {refunding && order && (
        <RefundDialog shopOrderId={order.subjectId} title={order.title} onClose={() => setRefunding(false)} />
      )}
    </Layer>
  );
}
