import type { StaffSessionView } from '@cheban/contracts';
import {
  activityStateLabel,
  type ScanResult,
  type SignUpState,
  signUpStateLabel,
} from '@cheban/contracts/constants';
import { useNow } from '../../shared/hooks/use-now.js';
import { type Look, stateTag, Tag } from '../../shared/ui/tag.js';
import { sessionStanding } from './session-words.js';

export const ActivityTag = stateTag(activityStateLabel, {
  draft: { tone: 'amber', icon: 'file' },
  published: { tone: 'green', icon: 'check' },
  cancelled: { tone: 'grey', icon: 'close' },
});

/** Where a session stands now. */
export function SessionTag({ session }: { session: StaffSessionView }) {
  const { text, ...look } = sessionStanding(session, useNow());
  return <Tag {...look}>{text}</Tag>;
}

const signUpLook: Record<SignUpState, Look> = {
  going: { tone: 'blue', icon: 'check' },
  waiting: { tone: 'amber', icon: 'clock' },
  offered: { tone: 'violet', icon: 'clock' },
  cancelled: { tone: 'grey', icon: 'close' },
  ended: { tone: 'grey', icon: 'close' },
};
/** Staff read 留位中 where owners are told 已为您留位. */
export const SignUpTag = ({ state }: { state: SignUpState }) => (
  <Tag {...signUpLook[state]}>{state === 'offered' ? '留位中' : signUpStateLabel[state]}</Tag>
);

export const scanLook: Record<ScanResult, Look> = {
  checked_in: { tone: 'green', icon: 'check' },
  already: { tone: 'blue', icon: 'check' },
  not_going: { tone: 'amber', icon: 'alert' },
  not_today: { tone: 'amber', icon: 'alert' },
  unknown: { tone: 'red', icon: 'close' },
};
