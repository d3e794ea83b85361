/** Words, days and state of messages about red packets, money that is won, coupons and service cards; their rooms plan them. */
import type { RuleDefinition } from '../care-rule.js';
import { onEvent, stage } from './rule-parts.js';

const LABEL = '红包';

export const campaignRules: readonly RuleDefinition[] = [
  onEvent('campaign', LABEL, {
    name: '抢红包预告',
    kind: 'campaign_open',
    class: 'marketing',
    tellAt: '10:00',
    actionLabel: '去看看',
    // The inbox: the credits of subscribe messages are kept for what somebody asked for.
    channels: [],
    stages: [
      stage(
        -1,
        1,
        '{topic}：{date} 开抢',
        '{why}，{date} 在小程序里开抢，先到先得。想准点参加，点开页面设一个提醒。',
      ),
    ],
  }),
  // Class service: the person has asked for this one message; it is about something they have under way.
  onEvent('campaign_asked', LABEL, {
    name: '开抢提醒',
    kind: 'campaign_reminder',
    tellAt: '10:00',
    actionLabel: '去抢红包',
    channels: ['subscribe'],
    stages: [
      stage(0, 1, '马上开抢：{topic}', '您设了提醒：{date} 开抢，先到先得。', '您设的开抢提醒，马上开始'),
    ],
  }),
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
  // WeChat forbids coupons and cards in the official account's templates.
  onEvent('coupon_expiring', '卡券', {
    name: '卡券快到期',
    kind: 'coupon_expiring',
    class: 'marketing',
    actionLabel: '打开卡包',
    channels: ['subscribe'],
    stages: [stage(0, 3, '您有卡券快到期了', '{why}。需要时随时到店，出示券码就能用。')],
  }),
  // The inbox: whoever knows a phone may invite it, and no phone shall ring for that.
  onEvent('card_invited', '服务卡', {
    name: '家人邀请共用服务卡',
    kind: 'card_invited',
    actionLabel: '看看邀请',
    channels: [],
    stages: [stage(0, 30, '家人邀请您共用服务卡', '{why}。接受后，您到{store}也能用这张卡。')],
  }),
  onEvent('card_expiring', '服务卡', {
    name: '服务卡快到期',
    kind: 'card_expiring',
    class: 'care',
    actionLabel: '查看服务卡',
    channels: ['subscribe'],
    stages: [stage(0, 30, '您的服务卡快到期了', '{why}。方便时预约到{store}，出示卡上的二维码即可使用。')],
  }),
];
