/**
 * Reminders of what falls due (mission.md D). Times are days relative to the due date. `validDays`: how long after its
 * day a stage may still be told; afterwards it is missed, because the next stage, or a person, says it better.
 */
import type { RuleDefinition } from '../care-rule.js';
import { DUE_CHANNELS, stage, TELL_AT } from './rule-parts.js';

const SERVICE_DONE = '这次保养已经完成，不再提醒。';

export const dueRules: readonly RuleDefinition[] = [
  {
    code: 'first_service',
    facts: { label: '首保', endsWithVisit: true, merges: true, doneWhy: SERVICE_DONE },
    body: {
      name: '首保提醒',
      trigger: { type: 'due', due: 'first_service' },
      kind: 'first_service_due',
      class: 'care',
      tellAt: TELL_AT,
      actionLabel: '预约首保',
      channels: DUE_CHANNELS,
      audience: null,
      stages: [
        stage(
          -14,
          7,
          '您的爱车快到首次保养了',
          '{why}。首保免费，到店约一小时即可完成，现在可以挑选您方便的时间。',
        ),
        stage(-7, 6, '首次保养还有一周左右', '{why}。首保免费，关系到整车质保，提前预约到店不用等。'),
        stage(-1, 14, '首次保养就在这几天', '{why}。首保免费，为您预留了近期可约的时间，点一下即可选定。'),
      ],
    },
  },
  {
    code: 'service',
    facts: { label: '保养', endsWithVisit: true, merges: true, doneWhy: SERVICE_DONE },
    body: {
      name: '保养提醒',
      trigger: { type: 'due', due: 'service' },
      kind: 'service_due',
      class: 'care',
      tellAt: TELL_AT,
      actionLabel: '立即预约',
      channels: DUE_CHANNELS,
      audience: null,
      stages: [
        stage(-14, 11, '您的爱车快到保养时间了', '{why}。提前预约，到店免等待，约一小时完成。'),
        stage(-3, 10, '保养就在这几天', '{why}。近期时段已为您列好，点一下就能约上。'),
        stage(7, 23, '保养时间已过一周', '{why}。及时保养能让爱车更省心，抽空来一趟吧。'),
        stage(30, 30, '好久没见到您的爱车了', '{why}。如果已在别处保养，也欢迎告诉我们；需要时随时可约。'),
      ],
    },
  },
  {
    code: 'insurance',
    facts: { label: '车险', endsWithVisit: false, merges: true, doneWhy: '保险日期已更新，不再提醒。' },
    body: {
      name: '续保提醒',
      trigger: { type: 'due', due: 'insurance' },
      kind: 'insurance_due',
      class: 'care',
      tellAt: TELL_AT,
      actionLabel: '预约到店办理',
      channels: DUE_CHANNELS,
      audience: null,
      stages: [
        stage(
          -60,
          29,
          '您的车险还有两个月到期',
          '{why}。在店续保，出险时由我们陪您理赔，道路救援也随叫随到。',
        ),
        stage(
          -30,
          14,
          '您的车险还有一个月到期',
          '{why}。现在续保时间充裕，几家保险公司的报价我们一并为您备好。',
        ),
        stage(-15, 7, '您的车险半个月后到期', '{why}。为免脱保影响上路和理赔，建议这几天办好续保。'),
        stage(-7, 7, '您的车险只剩一周', '{why}。脱保期间出险无法理赔，请尽快续保，需要时我们随时为您办理。'),
      ],
    },
  },
  {
    code: 'inspection',
    facts: {
      label: '年检',
      endsWithVisit: false,
      merges: true,
      doneWhy: '这次年检已过期限或日期已更新，不再提醒。',
    },
    body: {
      name: '年检提醒',
      trigger: { type: 'due', due: 'inspection' },
      kind: 'inspection_due',
      class: 'care',
      tellAt: TELL_AT,
      actionLabel: '预约代办年检',
      channels: DUE_CHANNELS,
      audience: null,
      stages: [
        stage(
          -60,
          29,
          '爱车可以办年检了',
          '{why}。请备好行驶证和有效的交强险保单，处理完违章后即可办理，也可由我们代办。',
        ),
        stage(
          -30,
          22,
          '年检还有一个月到期',
          '{why}。请备好行驶证和有效的交强险保单；没空跑一趟的话，交给我们代办。',
        ),
        stage(-7, 7, '年检只剩一周', '{why}。逾期上路会被扣分罚款，请尽快办理，需要代办请联系我们。'),
      ],
    },
  },
  {
    code: 'warranty',
    facts: { label: '质保', endsWithVisit: true, merges: true, doneWhy: '爱车已出保，不再提醒。' },
    body: {
      name: '出保提醒',
      trigger: { type: 'due', due: 'warranty' },
      kind: 'warranty_due',
      class: 'care',
      tellAt: TELL_AT,
      actionLabel: '预约免费检查',
      channels: DUE_CHANNELS,
      audience: null,
      stages: [
        stage(
          -60,
          29,
          '爱车的质保还有两个月',
          '{why}。出保前来做一次免费检查：现在查出的质保问题，仍由厂家免费处理。',
        ),
        stage(
          -30,
          30,
          '爱车的质保还有一个月',
          '{why}。请抽空来做一次免费检查，现在查出的质保问题仍然免费处理。',
        ),
      ],
    },
  },
  {
    code: 'licence',
    facts: { label: '换证', endsWithVisit: false, merges: true, doneWhy: '驾驶证日期已更新，不再提醒。' },
    body: {
      name: '换证提醒',
      trigger: { type: 'due', due: 'licence' },
      kind: 'licence_due',
      class: 'care',
      tellAt: TELL_AT,
      actionLabel: '查看与回复',
      channels: DUE_CHANNELS,
      audience: null,
      stages: [
        stage(
          -60,
          44,
          '您的驾驶证快到期了',
          '{why}。到期前 90 天内即可换证，可在“交管12123”上办理，请提前做好体检。',
        ),
        stage(
          -15,
          15,
          '您的驾驶证半个月后到期',
          '{why}。过期驾车会受处罚，请尽快在“交管12123”或车管所办理换证。',
        ),
      ],
    },
  },
  {
    code: 'declined',
    facts: {
      label: '待修',
      endsWithVisit: true,
      dayChosen: true,
      merges: true,
      doneWhy: '建议的项目已处理或改了日期，不再提醒。',
    },
    body: {
      name: '建议项目提醒',
      trigger: { type: 'due', due: 'declined' },
      kind: 'declined_due',
      class: 'care',
      tellAt: TELL_AT,
      actionLabel: '预约做好它',
      // Who has said nothing within a week is called by the workshop, reached or not.
      channels: DUE_CHANNELS.filter((channel) => channel !== 'call_task'),
      audience: null,
      stages: [
        stage(
          0,
          7,
          '上次建议的项目，还等着您',
          '{why}。方便的时候来一趟，顾问会先为您复查，再决定要不要做。',
        ),
      ],
    },
  },
  {
    code: 'win_back',
    facts: { label: '回访', endsWithVisit: true, merges: false, doneWhy: '爱车已回店，不再招揽。' },
    body: {
      name: '流失招揽',
      trigger: { type: 'due', due: 'silence' },
      kind: 'win_back',
      class: 'marketing',
      tellAt: TELL_AT,
      actionLabel: '看看可约的时间',
      // WeChat has no template for it (`whyNoWechat`).
      channels: ['sms', 'call_task'],
      audience: null,
      stages: [
        stage(
          90,
          30,
          '好久不见，您的爱车还好吗',
          '{why}。是我们哪里做得不够好，还是时间、价格不方便？点开告诉我们，我们会改。',
        ),
        stage(180, 30, '半年没见您了', '{why}。如果已在别处保养，也请告诉我们原因；随时欢迎您回来。'),
        stage(
          270,
          30,
          '我们一直惦记着您的爱车',
          '{why}。车已卖出或不再需要提醒，点开告诉我们即可；想回来看看，我们都在。',
        ),
      ],
    },
  },
  {
    code: 'birthday',
    facts: { label: '生日', endsWithVisit: false, merges: false, doneWhy: '生日已过。' },
    body: {
      name: '生日祝福',
      trigger: { type: 'due', due: 'birthday' },
      kind: 'birthday',
      class: 'care',
      tellAt: TELL_AT,
      actionLabel: null,
      channels: [],
      audience: null,
      stages: [stage(0, 0.5, '生日快乐', '今天是您的生日，祝您平安顺遂，一路好心情。')],
    },
  },
];
