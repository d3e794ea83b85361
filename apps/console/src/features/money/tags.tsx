import {
  type DifferenceState,
  differenceStateLabel,
  type PayOrderState,
  type PayoutState,
  payOrderStateLabel,
  payoutStateLabel,
  type RefundState,
  refundStateLabel,
} from '@cheban/contracts/constants';
import type { IconName } from '../../shared/ui/icon.js';
import { Tag, type Tone } from '../../shared/ui/tag.js';

type Look = { tone: Tone; icon: IconName };

const orderLook: Record<PayOrderState, Look> = {
  open: { tone: 'amber', icon: 'clock' },
  closing: { tone: 'grey', icon: 'clock' },
  paid: { tone: 'green', icon: 'check' },
  closed: { tone: 'grey', icon: 'close' },
  late: { tone: 'red', icon: 'alert' },
};
export const OrderTag = ({ state }: { state: PayOrderState }) => (
  <Tag {...orderLook[state]}>{payOrderStateLabel[state]}</Tag>
);

const refundLook: Record<RefundState, Look> = {
  waiting: { tone: 'amber', icon: 'clock' },
  planned: { tone: 'blue', icon: 'clock' },
  sent: { tone: 'blue', icon: 'messages' },
  done: { tone: 'green', icon: 'check' },
  failed: { tone: 'red', icon: 'alert' },
  rejected: { tone: 'grey', icon: 'close' },
};
export const RefundTag = ({ state }: { state: RefundState }) => (
  <Tag {...refundLook[state]}>{refundStateLabel[state]}</Tag>
);

const payoutLook: Record<PayoutState, Look> = {
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
};
export const PayoutTag = ({ state }: { state: PayoutState }) => (
  <Tag {...payoutLook[state]}>{payoutStateLabel[state]}</Tag>
);

const differenceLook: Record<DifferenceState, Look> = {
  open: { tone: 'red', icon: 'alert' },
  seen: { tone: 'amber', icon: 'eye' },
  settled: { tone: 'grey', icon: 'check' },
};
export const DifferenceTag = ({ state }: { state: DifferenceState }) => (
  <Tag {...differenceLook[state]}>{differenceStateLabel[state]}</Tag>
);
