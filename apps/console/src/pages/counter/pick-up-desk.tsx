import type { StaffShopOrder } from '@cheban/contracts';
import { Button } from 'antd';
import { api } from '../../app/api.js';
import { shopAreas } from '../../features/shop/queries.js';
import { ShopOrderTag } from '../../features/shop/tags.js';
import { stamp } from '../../shared/format/time.js';
import { yuan } from '../../shared/format/words.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormError } from '../../shared/ui/form-error.js';
import { Facts, Panel } from '../../shared/ui/page.js';

/** An order that waits at the store: hand it over once. */
export function PickUpDesk({
  order,
  onChange,
}: {
  order: StaffShopOrder;
  onChange(order: StaffShopOrder): void;
}) {
  const pickUp = useSubmit(api.staffShop.pickUp, {
    refresh: shopAreas,
    success: '已交给车主',
    quiet: true,
    onSuccess: onChange,
  });
  return (
    <Panel
      title={
        <>
          {order.title} × {order.quantity} <ShopOrderTag state={order.state} />
        </>
      }
    >
      <div className="stack" data-testid="pick-up-desk">
        <Facts
          rows={[
            ['车主', `${order.ownerName} ${order.phoneMasked ?? ''}`],
            ['付款', order.paidAt ? `${yuan(order.totalFen)} · ${stamp(order.paidAt)}` : '还没有付款'],
            ['取货', order.pickedUpAt ? `${stamp(order.pickedUpAt)} · ${order.pickedUpBy}` : '还没有取'],
          ]}
        />
        <FormError error={pickUp.error} />
        <Button
          type="primary"
          size="large"
          block
          disabled={!order.canPickUp}
          data-testid="pick-up"
          loading={pickUp.isPending}
          onClick={() => pickUp.mutate({ params: { id: order.id } })}
        >
          {order.canPickUp ? '交给车主' : order.stateLabel}
        </Button>
      </div>
    </Panel>
  );
}
