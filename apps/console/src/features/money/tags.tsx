import type { StaffOrderItem } from '@cheban/contracts';
import {
  differenceStateLabel,
  payOrderStateLabel,
  payoutStateLabel,
  refundStateLabel,
} from '@cheban/contracts/constants';
import { type Look, stateTag, Tag } from '../../shared/ui/tag.js';
import { refundState } from './refund-state.js';

const PayStateTag = stateTag(payOrderStateLabel, {
  open: { tone: 'amber', icon: 'clock' },
  closing: { tone: 'grey', icon: 'clock' },
  paid: { tone: 'green', icon: 'check' },
  closed: { tone: 'grey', icon: 'close' },
  late: { tone: 'red', icon: 'alert' },
});

const refundLook: Record<'refunding' | 'part' | 'all', Look & { label: string }> = {
  refunding: { tone: 'amber', icon: 'clock', label: '退款中' },
  part: { tone: 'blue', icon: 'swap', label: '部分退款' },
  all: { tone: 'grey', icon: 'close', label: '已退款' },
};

/** Paid, and what of it went back. */
export function OrderTag({ order }: { order: StaffOrderItem }) {
  const back = refundState(order);
  if (!back) return <PayStateTag state={order.state} />;
  const { label, ...look } = refundLook[back];
  return <Tag {...look}>{label}</Tag>;
}

export const RefundTag = stateTag(refundStateLabel, {
  waiting: { tone: 'amber', icon: 'clock' },
  planned: { tone: 'blue', icon: 'clock' },
  sent: { tone: 'blue', icon: 'messages' },
  done: { tone: 'green', icon: 'check' },
  failed: { tone: 'red', icon: 'alert' },
  rejected: { tone: 'grey', icon: 'close' },
});

export const PayoutTag = stateTag(payoutStateLabel, {
  held: { tone: 'violet', icon: 'car' },
  planned: { tone: 'blue', icon: 'clock' },
  sending: { tone: 'blue', icon: 'messages' },
  waiting: { tone: 'blue', icon: 'clock' },
  confirm: { tone: 'amber', icon: 'clock' },
  transferring: { tone: 'blue', icon: 'messages' },
  cancelling: { tone: 'amber', icon: 'clock' },
  done: { tone: 'green', icon: 'check' },
  failed: { tone: 'red', icon: 'alert' },
  cancelled: { tone: 'grey', icon: 'close' },
});

export const DifferenceTag = stateTag(differenceStateLabel, {
  open: { tone: 'red', icon: 'alert' },
  seen: { tone: 'amber', icon: 'eye' },
  settled: { tone: 'grey', icon: 'check' },
});
