import {
  type BookingState,
  bookingStateLabel,
  type CaseLevel,
  type Channel,
  caseLevelLabel,
  caseStateLabel,
  type Grade,
  gradeLabel,
  type MessageState,
  messageStateLabel,
  type VisitStep,
  visitStepLabel,
} from '@cheban/contracts/constants';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.js';

export type Tone = 'grey' | 'blue' | 'green' | 'amber' | 'red' | 'violet';

/** A state in a word. Differs by icon too, so that colour is never the only sign. */
export function Tag({
  tone = 'grey',
  icon,
  children,
}: {
  tone?: Tone;
  icon?: IconName;
  children: ReactNode;
}) {
  return (
    <span className={`tag ${tone}`}>
      {icon && <Icon name={icon} size={12} />}
      {children}
    </span>
  );
}

export interface Look {
  tone: Tone;
  icon: IconName;
}

/** A tag that says a state by its word, in the colour and with the sign it has. */
export const stateTag =
  <S extends string>(labels: Record<S, string>, looks: Record<S, Look>) =>
  ({ state }: { state: S }) => <Tag {...looks[state]}>{labels[state]}</Tag>;

export const bookingLook: Record<BookingState, Look> = {
  requested: { tone: 'amber', icon: 'clock' },
  confirmed: { tone: 'blue', icon: 'check' },
  arrived: { tone: 'violet', icon: 'car' },
  in_service: { tone: 'violet', icon: 'workshop' },
  ready: { tone: 'green', icon: 'flag' },
  handed_over: { tone: 'grey', icon: 'check' },
  cancelled: { tone: 'grey', icon: 'close' },
  no_show: { tone: 'red', icon: 'alert' },
};
export const BookingTag = stateTag(bookingStateLabel, bookingLook);

const stepLook: Record<VisitStep, Look> = {
  checked_in: { tone: 'blue', icon: 'car' },
  in_work: { tone: 'violet', icon: 'workshop' },
  quality_check: { tone: 'violet', icon: 'shield' },
  washing: { tone: 'violet', icon: 'sparkle' },
  ready: { tone: 'green', icon: 'flag' },
  handed_over: { tone: 'grey', icon: 'check' },
};
const isVisitStep = (step: string): step is VisitStep => step in stepLook;
export const StepTag = ({ step }: { step: string }) =>
  isVisitStep(step) ? <Tag {...stepLook[step]}>{visitStepLabel[step]}</Tag> : null;

const messageLook: Record<MessageState, Look> = {
  planned: { tone: 'blue', icon: 'clock' },
  held: { tone: 'amber', icon: 'clock' },
  sending: { tone: 'blue', icon: 'messages' },
  accepted: { tone: 'blue', icon: 'messages' },
  delivered: { tone: 'green', icon: 'check' },
  failed: { tone: 'red', icon: 'alert' },
  suppressed: { tone: 'grey', icon: 'close' },
  expired: { tone: 'grey', icon: 'close' },
  unknown: { tone: 'amber', icon: 'alert' },
};
/** A message that only lies in the app's inbox has reached nobody's eyes yet, and does not claim to. */
export const MessageTag = ({ state, channel }: { state: MessageState; channel: Channel | null }) =>
  state === 'delivered' && channel === 'inbox' ? (
    <Tag tone="grey" icon="messages">
      已放入消息中心
    </Tag>
  ) : (
    <Tag {...messageLook[state]}>{messageStateLabel[state]}</Tag>
  );

export const CaseTag = stateTag(caseStateLabel, {
  open: { tone: 'red', icon: 'alert' },
  working: { tone: 'violet', icon: 'workshop' },
  waiting_owner: { tone: 'amber', icon: 'clock' },
  closed: { tone: 'grey', icon: 'check' },
});

const levelTone: Record<CaseLevel, Tone> = { normal: 'grey', serious: 'amber', critical: 'red' };
export const LevelTag = ({ level }: { level: CaseLevel }) => (
  <Tag tone={levelTone[level]}>{caseLevelLabel[level]}</Tag>
);

const gradeIcon: Record<Grade, IconName> = { green: 'check', amber: 'clock', red: 'alert' };
export const GradeTag = ({ grade, children }: { grade: Grade; children?: ReactNode }) => (
  <Tag tone={grade} icon={gradeIcon[grade]}>
    {children ?? gradeLabel[grade]}
  </Tag>
);
