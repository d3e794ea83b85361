import {
  type CouponIssueState,
  type CouponShownState,
  type CouponTypeState,
  couponIssueStateLabel,
  couponShownStateLabel,
  couponTypeStateLabel,
} from '@cheban/contracts/constants';
import type { IconName } from '../../shared/ui/icon.js';
import { Tag, type Tone } from '../../shared/ui/tag.js';

type Look = { tone: Tone; icon: IconName };

const typeLook: Record<CouponTypeState, Look> = {
  draft: { tone: 'grey', icon: 'file' },
  active: { tone: 'green', icon: 'check' },
  paused: { tone: 'amber', icon: 'clock' },
  ended: { tone: 'grey', icon: 'close' },
};
export const CouponTypeTag = ({ state }: { state: CouponTypeState }) => (
  <Tag {...typeLook[state]}>{couponTypeStateLabel[state]}</Tag>
);

const heldLook: Record<CouponShownState, Look> = {
  held: { tone: 'green', icon: 'check' },
  not_yet: { tone: 'blue', icon: 'clock' },
  reserved: { tone: 'violet', icon: 'workshop' },
  used: { tone: 'grey', icon: 'check' },
  expired: { tone: 'grey', icon: 'close' },
  returned: { tone: 'grey', icon: 'close' },
};
export const HeldTag = ({ state }: { state: CouponShownState }) => (
  <Tag {...heldLook[state]}>{couponShownStateLabel[state]}</Tag>
);

const issueLook: Record<CouponIssueState, Look> = {
  waiting: { tone: 'amber', icon: 'clock' },
  refused: { tone: 'grey', icon: 'close' },
  running: { tone: 'blue', icon: 'messages' },
  done: { tone: 'green', icon: 'check' },
  stopped: { tone: 'red', icon: 'close' },
};
export const IssueTag = ({ state }: { state: CouponIssueState }) => (
  <Tag {...issueLook[state]}>{couponIssueStateLabel[state]}</Tag>
);
