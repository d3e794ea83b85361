/**
 * Words, channels and state of messages about something that happens. The rooms that know of the event plan them; an
 * event rule with several stages says one thing before, another after. A stage of the same day is told at the hour that
 * its room knows (two hours before a booking, when the car is handed over), not at `tellAt`.
 */
import type { RuleDefinition } from '../care-rule.js';
import { activityRules } from './activity-rules.js';
import { bookingRules } from './booking-rules.js';
import { campaignRules } from './campaign-rules.js';
import { EVENT_FACTS, onEvent, stage } from './rule-parts.js';
import { visitRules } from './visit-rules.js';

export const eventRules: readonly RuleDefinition[] = [
  ...bookingRules,
  ...visitRules,
  onEvent('weather', '天气', {
    name: '恶劣天气提醒',
    kind: 'weather_alert',
    class: 'care',
    actionLabel: '查看安全提示',
    stages: [stage(0, 1, '天气有变，出行请留心', '{why}。需要救援请打 {phone}，我们随时在。')],
  }),
  onEvent('weather_change', '天气', {
    name: '预警解除通知',
    kind: 'weather_change',
    actionLabel: '查看预约',
    stages: [
      stage(
        0,
        1,
        '预警已解除，预约照常',
        '{why}，{store}等您。出行仍请慢行；要改时间，请在预约详情里操作或致电 {phone}。',
      ),
    ],
  }),
  {
    ...onEvent('weather_over', '检查', {
      name: '雨后检查',
      kind: 'weather_check',
      class: 'care',
      actionLabel: '预约检查',
      stages: [
        stage(1, 3, '天气转好，爱车也该看一看', '{why}。如果车涉过水或被砸过，欢迎来做一次免费检查。'),
      ],
    }),
    facts: { ...EVENT_FACTS, label: '检查', endsWithVisit: true },
  },
  ...activityRules,
  ...campaignRules,
];
