/** Words, days, channels and state of messages about classes, activities and improvements; their rooms plan them. */
import type { CareRuleBody, CareStageBody, RuleDefinition } from '../care-rule.js';
import { onEvent, stage } from './rule-parts.js';

const EVENING = '18:00';

function activity(
  event: 'activity_signed_up' | 'activity' | 'activity_changed' | 'activity_cancelled',
  name: string,
  kind: CareRuleBody['kind'],
  stages: CareStageBody[],
): RuleDefinition {
  return onEvent(event, '活动', { name, kind, tellAt: EVENING, actionLabel: '查看报名', stages });
}

export const activityRules: readonly RuleDefinition[] = [
  activity('activity_signed_up', '活动报名成功', 'activity_signed_up', [
    stage(
      0,
      1,
      '报名成功：{topic}',
      '{why}。{date}，{place}见。到场出示报名码即可签到；临时来不了，请提前取消，让给候补的车主。',
      '到场出示报名码即可签到',
    ),
  ]),
  activity('activity', '活动提醒', 'activity_reminder', [
    stage(
      -1,
      0.5,
      '明天见：{topic}',
      '{why}。{date}，{place}等您来。来不了请提前取消，我们好让给候补的车主。',
      '来不了请提前取消',
    ),
    stage(
      0,
      0.25,
      '今天见：{topic}',
      '{date}，{place}。打开本消息就是您的报名码，到场出示即可签到，路上慢行。',
      '打开消息出示报名码',
    ),
  ]),
  activity('activity_changed', '活动变更', 'activity_changed', [
    stage(
      0,
      1,
      '时间地点有变：{topic}',
      '您报名的“{topic}”有调整：{date}，{place}。{note}。报名仍然有效；若不方便，可在报名里取消。',
      '报名仍然有效',
    ),
  ]),
  activity('activity_cancelled', '活动取消', 'activity_cancelled', [
    stage(
      0,
      1,
      '活动取消：{topic}',
      '很抱歉，原定{date}的“{topic}”取消了：{note}。下一场有了时间，欢迎您再来。',
      '活动已取消，敬请谅解',
    ),
  ]),
  onEvent('activity_offer', '活动', {
    name: '活动候补有位',
    kind: 'activity_offer',
    tellAt: EVENING,
    actionLabel: '查看并确认',
    stages: [
      stage(
        0,
        1,
        '候补到位：{topic}',
        '您候补的“{topic}”有名额了：{date}，{place}。{why}，点开即可确认；不来也请点一下，让给下一位车主。',
      ),
    ],
  }),
  onEvent('improvement', '改进', {
    name: '意见已改进',
    kind: 'case_told',
    class: 'care',
    actionLabel: null,
    stages: [
      stage(
        0,
        7,
        '您提的意见，我们改了',
        '您曾向{store}反映“{topic}”。我们听进去了：{note}。谢谢您，欢迎下次来看看改得怎么样。',
      ),
    ],
  }),
];
