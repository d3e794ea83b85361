import { referralStateLabel } from '@cheban/contracts/constants';
import { stateTag } from '../../shared/ui/tag.js';

export const ReferralTag = stateTag(referralStateLabel, {
  waiting: { tone: 'blue', icon: 'clock' },
  earned: { tone: 'violet', icon: 'clock' },
  held: { tone: 'amber', icon: 'alert' },
  rewarded: { tone: 'green', icon: 'check' },
  refused: { tone: 'red', icon: 'close' },
  lapsed: { tone: 'grey', icon: 'close' },
});
