import type { StaffBookingView } from '@cheban/contracts';
import { api } from '../../app/api.js';
import { whenWords } from '../../shared/format/time.js';
import { plateText } from '../../shared/format/words.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { ReasonDialog } from '../../shared/ui/reason-dialog.js';
import { bookingAreas } from './queries.js';

const reasons = ['车主来电取消', '门店工位临时调整', '配件未到货', '重复预约'];

/** Cancelling needs a reason, because the owner reads it. */
export function CancelDialog({ booking, onClose }: { booking: StaffBookingView; onClose(): void }) {
  const cancel = useSubmit(api.staffBooking.cancel, {
    refresh: bookingAreas,
    success: '已取消，车主会收到通知',
    quiet: true,
    onSuccess: onClose,
  });
  return (
    <ReasonDialog
      title="取消预约"
      what={`${booking.ownerName} · ${plateText(booking.plate)} · ${whenWords(booking.startsAt)} ${booking.serviceName}`}
      okText="确认取消预约"
      label="取消原因（车主会看到）"
      suggestions={reasons}
      maxLength={500}
      busy={cancel.isPending}
      error={cancel.error}
      testId="booking-cancel"
      onSubmit={(reason) => cancel.mutate({ params: { id: booking.id }, body: { reason } })}
      onClose={onClose}
    />
  );
}
