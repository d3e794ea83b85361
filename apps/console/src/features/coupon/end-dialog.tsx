import type { HeldCouponView } from '@cheban/contracts';
import { api } from '../../app/api.js';
import { eitherOf, useSubmit } from '../../shared/hooks/use-submit.js';
import { ReasonDialog } from '../../shared/ui/reason-dialog.js';
import { couponAreas } from './queries.js';

export type CouponEnding = { coupon: HeldCouponView; how: 'undo' | 'takeBack' };

/** Undoes the use of a coupon, or takes an unused one back; both with a reason. */
export function EndDialog({ coupon, how, onClose }: CouponEnding & { onClose(): void }) {
  const options = { refresh: couponAreas, quiet: true, onSuccess: onClose };
  const undo = useSubmit(api.couponCounter.undo, { ...options, success: '已撤销，券回到车主手里' });
  const takeBack = useSubmit(api.couponCounter.takeBack, { ...options, success: '已收回' });
  const { isPending, error } = eitherOf(undo, takeBack);
  return (
    <ReasonDialog
      title={how === 'undo' ? '撤销核销' : '收回这张券'}
      what={
        how === 'undo'
          ? `${coupon.ownerName}的券恢复可用，工单要重新结算。`
          : `${coupon.ownerName}将不能再用这张券，库存加回一张。`
      }
      okText={how === 'undo' ? '撤销' : '收回'}
      busy={isPending}
      error={error}
      testId="held-end"
      onSubmit={(reason) =>
        (how === 'undo' ? undo : takeBack).mutate({ params: { id: coupon.id }, body: { reason } })
      }
      onClose={onClose}
    />
  );
}
