/**
 * Wishes on the eve of a holiday, and a free check before a long way home (mission.md D). A wish carries no offer and
 * stays in the inbox: WeChat's templates are not for wishes. Days count from the holiday: for Spring Festival from the
 * first day of the lunar year.
 */
import { type CareHoliday, careHolidayLabel } from '@cheban/contracts/constants';
import type { RuleDefinition } from '../care-rule.js';
import { DUE_CHANNELS, stage, TELL_AT } from './rule-parts.js';

const wish = (code: string, holiday: CareHoliday, title: string, body: string): RuleDefinition => ({
  code,
  facts: { label: '节日', endsWithVisit: false, merges: false, doneWhy: '节日已过。' },
  body: {
    name: `${careHolidayLabel[holiday]}祝福`,
    trigger: { type: 'holiday', holiday },
    kind: 'holiday_wish',
    class: 'care',
    tellAt: TELL_AT,
    actionLabel: null,
    // The inbox: WeChat has no template for wishes (`whyNoWechat`).
    channels: [],
    audience: null,
    // A wish that comes after the holiday has begun is none; until the evening of its day it may be told.
    stages: [stage(-1, 0.5, title, body)],
  },
});

const tripCheck = (code: string, holiday: CareHoliday, title: string, body: string): RuleDefinition => ({
  code,
  facts: { label: '出行', endsWithVisit: true, merges: false, doneWhy: '假期已到，不再提醒。' },
  body: {
    name: `${careHolidayLabel[holiday]}出行检查`,
    trigger: { type: 'holiday', holiday },
    kind: 'trip_check',
    class: 'care',
    tellAt: TELL_AT,
    actionLabel: '预约出行检查',
    channels: DUE_CHANNELS,
    audience: null,
    stages: [stage(-3, 2, title, body, `${careHolidayLabel[holiday]}前免费出行检查`)],
  },
});

export const holidayRules: readonly RuleDefinition[] = [
  wish('holiday_spring', 'spring_festival', '给您拜年了', '新春将至，祝您和家人平安喜乐，一路顺风。'),
  wish('holiday_mid_autumn', 'mid_autumn', '中秋安康', '明天是中秋，祝您和家人团团圆圆，平安顺意。'),
  wish(
    'holiday_national',
    'national_day',
    '国庆快乐',
    '国庆将至，祝您假期愉快；出门请系好安全带，一路平安。',
  ),
  tripCheck(
    'trip_check_spring',
    'spring_festival',
    '回家路远，先给爱车做个检查',
    '{why}。出门前到店看看轮胎、刹车、灯光和冷却液，检查免费，半小时就好。',
  ),
  tripCheck(
    'trip_check_national',
    'national_day',
    '出行前，先给爱车做个检查',
    '{why}。出门前到店看看轮胎、刹车、灯光和油液，检查免费，半小时就好。',
  ),
];
