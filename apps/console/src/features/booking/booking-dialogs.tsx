import { CheckInLayer } from '../check-in/check-in-layer.js';
import type { BookingDialog } from './booking-actions.js';
import { CancelDialog } from './cancel-dialog.js';
import { RescheduleLayer } from './reschedule-layer.js';

/** The dialog that a booking action asked for, if any. */
export function BookingDialogs({ dialog, onClose }: { dialog: BookingDialog | null; onClose(): void }) {
  if (!dialog) return null;
  if (dialog.kind === 'cancel') return <CancelDialog booking={dialog.booking} onClose={onClose} />;
  if (dialog.kind === 'reschedule') return <RescheduleLayer booking={dialog.booking} onClose={onClose} />;
  return <CheckInLayer open booking={dialog.booking} onClose={onClose} />;
}
