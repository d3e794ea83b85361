/**
 * Words, channels and state of messages about something that happens. The rooms that know of the event plan them; an
 * event rule with several stages says one thing before, another after. A stage of the same day is told at the hour that
 * its room knows (two hours before a booking, when the car is handed over), not at `tellAt`.
 */
import type { RuleDefinition } from '../care-rule.js';
import { activityRules } from './activity-rules.js';
import { campaignRules } from './campaign-rules.js';
import { EVENT_FACTS as facts, PHONE_CHANNELS as PHONES, stage } from './rule-parts.js';

export const eventRules: readonly RuleDefinition[] = [
  {
    code: 'booking',
    facts: { ...facts, label: '预约' },
    body: {
      name: '到店提醒',
      trigger: { type: 'event', event: 'booking' },
      kind: 'booking_reminder',
      class: 'service',
      tellAt: '18:00',
      actionLabel: '查看预约',
      channels: PHONES,
      audience: null,
      stages: [
        stage(
          -1,
          0.5,
          '明天到店，为您留好了位置',
          '{why}。{advisor} 在 {store} 等您；要改时间，点开即可调整。',
        ),
        stage(0, 0.25, '两小时后见', '{why}。工位已为您备好，路上请慢行；找不到店请打 {phone}。'),
      ],
    },
  },
  {
    code: 'visit',
    facts: { ...facts, label: '到店' },
    body: {
      name: '到店致谢',
      trigger: { type: 'event', event: 'visit' },
      kind: 'visit_thanks',
      class: 'service',
      tellAt: '09:30',
      actionLabel: '评价这次服务',
      channels: PHONES,
      audience: null,
      stages: [stage(0, 3, '谢谢您来店', '{why}。这次做得好不好，点一下告诉我们，一分钟就够。')],
    },
  },
  {
    code: 'weather',
    facts: { ...facts, label: '天气' },
    body: {
      name: '恶劣天气提醒',
      trigger: { type: 'event', event: 'weather' },
      kind: 'weather_alert',
      class: 'care',
      tellAt: '09:30',
      actionLabel: '查看安全提示',
      channels: PHONES,
      audience: null,
      stages: [stage(0, 1, '天气有变，出行请留心', '{why}。需要救援请打 {phone}，我们随时在。')],
    },
  },
  {
    code: 'weather_over',
    facts: { ...facts, label: '检查', endsWithVisit: true },
    body: {
      name: '雨后检查',
      trigger: { type: 'event', event: 'weather_over' },
      kind: 'weather_check',
      class: 'care',
      tellAt: '09:30',
      actionLabel: '预约检查',
      channels: PHONES,
      audience: null,
      stages: [
        stage(1, 3, '天气转好，爱车也该看一看', '{why}。如果车涉过水或被砸过，欢迎来做一次免费检查。'),
      ],
    },
  },
  ...activityRules,
  ...campaignRules,
];
