/** Words, channels and state of messages about a visit, from check-in to the thanks; the room of notices plans them. */
import type { CareEvent, MessageKind } from '@cheban/contracts';
import type { CareRuleBody, CareStageBody, RuleDefinition } from '../care-rule.js';
import { onEvent, PHONE_CHANNELS, stage } from './rule-parts.js';

const PROGRESS = '查看进度';

function visit(
  event: CareEvent,
  kind: MessageKind,
  name: string,
  actionLabel: string,
  said: CareStageBody,
  channels: CareRuleBody['channels'] = PHONE_CHANNELS,
): RuleDefinition {
  return onEvent(event, '到店', { name, kind, actionLabel, channels, stages: [said] });
}

export const visitRules: readonly RuleDefinition[] = [
  visit(
    'visit_checked_in',
    'visit_checked_in',
    '爱车已接车',
    PROGRESS,
    stage(0, 1, '爱车已接车', '{store}已为您的爱车接车，项目：{service}。{why}。每一步进度随时可看。'),
  ),
  // Five pushes for one visit would be a nuisance: its steps stand in the inbox.
  visit('visit_progress', 'visit_progress', '维修进度', PROGRESS, stage(0, 1, '{step}', '{why}。'), []),
  visit(
    'visit_delayed',
    'visit_delayed',
    '交车时间调整',
    PROGRESS,
    stage(
      0,
      1,
      '交车时间有调整',
      '很抱歉，交车时间需要调整到{date}，原因：{note}。给您添麻烦了，有疑问请致电 {phone}。',
    ),
  ),
  visit(
    'visit_quote',
    'visit_quote',
    '报价待确认',
    '查看报价',
    stage(0, 1, '{step}', '{why}。您点同意我们才施工，暂不做也没关系；不方便操作可致电 {phone}。'),
  ),
  visit(
    'visit_ready',
    'visit_ready',
    '爱车已备好',
    PROGRESS,
    stage(
      0,
      1,
      '爱车已备好，可以取车了',
      '您的爱车已备好，可以来取车了。检测报告已放在进度页，顾问会当面为您讲解。',
    ),
  ),
  visit(
    'visit',
    'visit_thanks',
    '到店致谢',
    '评价这次服务',
    stage(0, 3, '谢谢您来店', '{why}。这次做得好不好，点一下告诉我们，一分钟就够。'),
  ),
  // Who has answered a question not long ago is thanked without another; plain thanks are no reason for a phone to ring.
  visit(
    'visit_thanked',
    'visit_thanked',
    '到店致谢（不邀评）',
    '查看报告',
    stage(0, 3, '谢谢您来店', '{why}。用车有任何不顺，随时打 {phone}。'),
    [],
  ),
  onEvent('rescue_progress', '救援', {
    name: '救援进度',
    kind: 'rescue_progress',
    actionLabel: '查看救援',
    stages: [stage(0, 1, '{step}', '{why}。需要补充情况，请直接致电 {phone}；在车外等候时请站到护栏外。')],
  }),
  visit(
    'rating_reminder',
    'rating_reminder',
    '评价提醒',
    '去评价',
    stage(
      0,
      3,
      '还想听听您的感受',
      '前两天您在{store}做了{service}，不知道您满意吗？点一下打个分就好，不再另行打扰。',
    ),
  ),
];
