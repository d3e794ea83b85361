import {
  couponIssueStateLabel,
  couponShownStateLabel,
  couponTypeStateLabel,
} from '@cheban/contracts/constants';
import { stateTag } from '../../shared/ui/tag.js';

export const CouponTypeTag = stateTag(couponTypeStateLabel, {
  draft: { tone: 'grey', icon: 'file' },
  active: { tone: 'green', icon: 'check' },
  paused: { tone: 'amber', icon: 'clock' },
  ended: { tone: 'grey', icon: 'close' },
});

export const HeldTag = stateTag(couponShownStateLabel, {
  held: { tone: 'green', icon: 'check' },
  not_yet: { tone: 'blue', icon: 'clock' },
  reserved: { tone: 'violet', icon: 'workshop' },
  used: { tone: 'grey', icon: 'check' },
  expired: { tone: 'grey', icon: 'close' },
  returned: { tone: 'grey', icon: 'close' },
});

export const IssueTag = stateTag(couponIssueStateLabel, {
  waiting: { tone: 'amber', icon: 'clock' },
  refused: { tone: 'grey', icon: 'close' },
  running: { tone: 'blue', icon: 'messages' },
  done: { tone: 'green', icon: 'check' },
  stopped: { tone: 'red', icon: 'close' },
});
