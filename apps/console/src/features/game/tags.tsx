import { gameStateLabel } from '@cheban/contracts/constants';
import { stateTag } from '../../shared/ui/tag.js';

export const GameTag = stateTag(gameStateLabel, {
  draft: { tone: 'grey', icon: 'file' },
  submitted: { tone: 'amber', icon: 'clock' },
  scheduled: { tone: 'blue', icon: 'calendar' },
  live: { tone: 'green', icon: 'sparkle' },
  ended: { tone: 'violet', icon: 'flag' },
  settled: { tone: 'grey', icon: 'check' },
  killed: { tone: 'red', icon: 'close' },
});
