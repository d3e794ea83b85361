/** Words, days and state of messages about red packets, planned by the room of campaigns, and about money that is won. */
import type { RuleDefinition } from '../care-rule.js';
import { EVENT_FACTS, onEvent, stage } from './rule-parts.js';

const facts = { ...EVENT_FACTS, label: '红包' };

export const campaignRules: readonly RuleDefinition[] = [
  {
    code: 'campaign',
    facts,
    body: {
      name: '抢红包预告',
      trigger: { type: 'event', event: 'campaign' },
      kind: 'campaign_open',
      class: 'marketing',
      tellAt: '10:00',
      actionLabel: '去看看',
      // The inbox: the credits of subscribe messages are kept for what somebody asked for.
      channels: [],
      audience: null,
      stages: [
        stage(
          -1,
          1,
          '{topic}：{date} 开抢',
          '{why}，{date} 在小程序里开抢，先到先得。想准点参加，点开页面设一个提醒。',
        ),
      ],
    },
  },
  {
    code: 'campaign_asked',
    facts,
    body: {
      name: '开抢提醒',
      trigger: { type: 'event', event: 'campaign_asked' },
      kind: 'campaign_reminder',
      // The person has asked for this one message; it is about something they have under way.
      class: 'service',
      tellAt: '10:00',
      actionLabel: '去抢红包',
      channels: ['subscribe'],
      audience: null,
      stages: [
        stage(0, 1, '马上开抢：{topic}', '您设了提醒：{date} 开抢，先到先得。', '您设的开抢提醒，马上开始'),
      ],
    },
  },
  onEvent('payout_waiting', '奖励', {
    name: '奖励待收款',
    kind: 'payout_waiting',
    actionLabel: '去收款',
    channels: ['subscribe'],
    stages: [
      stage(
        0,
        1,
        '{amount} {step}',
        '您在“{topic}”得到的 {amount} 已经发出，请在 {date} 前点一下“确认收款”，过时会自动退回。',
      ),
    ],
  }),
  onEvent('payout_paid', '奖励', {
    name: '奖励到账',
    kind: 'payout_paid',
    actionLabel: '查看',
    // WeChat Pay has told the phone itself.
    channels: [],
    stages: [stage(0, 3, '{amount} 已到账', '您在“{topic}”得到的 {amount} 已到微信零钱，谢谢您的参与。')],
  }),
];
