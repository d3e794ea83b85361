/** Words and channels of what happens to a booking; the room of notices plans them. Only its reminders may be off. */
import type { CareEvent, MessageKind } from '@cheban/contracts';
import type { CareRuleBody, CareStageBody, RuleDefinition } from '../care-rule.js';
import { onEvent, PHONE_CHANNELS, stage } from './rule-parts.js';

const LABEL = '预约';
const ACTION = '查看预约';

function booking(
  event: CareEvent & MessageKind,
  name: string,
  said: CareStageBody,
  channels: CareRuleBody['channels'] = PHONE_CHANNELS,
): RuleDefinition {
  return onEvent(event, LABEL, { name, kind: event, actionLabel: ACTION, channels, stages: [said] });
}

export const bookingRules: readonly RuleDefinition[] = [
  booking(
    'booking_requested',
    '预约已提交',
    stage(
      0,
      1,
      '预约已提交',
      '我们已收到您的预约：{date}，{store}，{service}。顾问会尽快为您确认，请留意通知。',
    ),
    // The owner has just done it on the screen: the credit is better kept for the confirmation.
    [],
  ),
  booking(
    'booking_confirmed',
    '预约已确认',
    stage(
      0,
      1,
      '预约已确认',
      '{store}已为您留好时间：{date}，{service}，由{advisor}接待您。到店报车牌或出示预约码即可。',
    ),
  ),
  booking(
    'booking_changed',
    '预约已变更',
    stage(0, 1, '预约时间已更改', '{why}，由{advisor}接待您。如不方便，可在预约详情里再改，或致电 {phone}。'),
  ),
  booking(
    'booking_cancelled',
    '预约已取消',
    stage(0, 1, '预约已取消', '{why}。需要时随时可以重新预约，或致电 {phone}。'),
  ),
  onEvent('booking', LABEL, {
    name: '到店提醒',
    kind: 'booking_reminder',
    tellAt: '18:00',
    actionLabel: ACTION,
    stages: [
      stage(
        -1,
        0.5,
        '明天到店，为您留好了位置',
        '{why}。{advisor} 在 {store} 等您；要改时间，点开即可调整。',
      ),
      stage(0, 0.25, '两小时后见', '{why}。工位已为您备好，路上请慢行；找不到店请打 {phone}。'),
    ],
  }),
];
