/**
 * Words and channels of what happens to a booking; the rooms of notices and of bookings plan them. Only its reminders may
 * be off.
 */
import type { CareEvent, MessageKind } from '@cheban/contracts';
import type { CareRuleBody, CareStageBody, RuleDefinition } from '../care-rule.js';
import { onEvent, PHONE_CHANNELS, stage } from './rule-parts.js';

const LABEL = '预约';
const ACTION = '查看预约';
const CONFIRM = '查看并确认';

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
  onEvent('waiting_offer', LABEL, {
    name: '候补有位',
    kind: 'waiting_offer',
    actionLabel: CONFIRM,
    stages: [
      stage(
        0,
        1,
        '候补到位，为您留好了时间',
        '您候补的{service}有空位了：{date}，{store}。{why}，点开即可确认；不方便也请点一下，我们好让给下一位车主。',
      ),
    ],
  }),
  onEvent('slot_offer', LABEL, {
    name: '专属时段邀约',
    kind: 'slot_offer',
    class: 'care',
    actionLabel: CONFIRM,
    stages: [
      stage(
        0,
        1,
        '为您的爱车留了一个时段',
        '您的爱车快到{service}的时间了。{store}为您留了{date}的位置，{why}，到店即可安排，不用排队。',
      ),
    ],
  }),
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
