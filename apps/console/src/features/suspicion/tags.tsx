import { suspectStateLabel } from '@cheban/contracts/constants';
import { stateTag } from '../../shared/ui/tag.js';

export const SuspectTag = stateTag(suspectStateLabel, {
  held: { tone: 'amber', icon: 'clock' },
  released: { tone: 'green', icon: 'check' },
  refused: { tone: 'red', icon: 'close' },
});
