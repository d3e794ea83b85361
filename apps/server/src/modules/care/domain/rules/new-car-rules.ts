/**
 * 新车关怀: seven messages in the first three months (mission.md D). A store may write another series for single models
 * (a rule of the same kind with an audience); its cars then leave this one out.
 */
import type { RuleDefinition } from '../care-rule.js';
import { DUE_CHANNELS, stage, TELL_AT } from './rule-parts.js';

export const newCarRules: readonly RuleDefinition[] = [
  {
    code: 'new_car',
    facts: { label: '新车', endsWithVisit: false, merges: false, doneWhy: '交车日期已更改，不再提醒。' },
    body: {
      name: '新车关怀',
      trigger: { type: 'since_sold' },
      kind: 'new_car',
      class: 'care',
      tellAt: TELL_AT,
      actionLabel: '看看我的车',
      channels: DUE_CHANNELS.filter((channel) => channel !== 'call_task' && channel !== 'sms'),
      audience: null,
      stages: [
        stage(
          3,
          5,
          '新车头一千公里，这样开',
          '{model} 提车第 {days} 天了。磨合期请不急加速、不急刹车，发动机转速尽量低于 3000 转，车速时快时慢更好。',
          '新车磨合期用车提示',
        ),
        stage(
          10,
          7,
          '保险怎么用，先知道一点',
          '万一剐蹭：先开双闪、放三角牌，拍照后报保险，再给我们打电话 {phone}，理赔的事由我们陪您办。',
          '车险与出险处理提示',
        ),
        stage(
          20,
          7,
          '新车上路，这几件事别忘了',
          '请核对号牌安装和保险日期，行驶证随车带好；高速上按车型限速行驶，后排也要系安全带。',
          '新车上路交规提示',
        ),
        stage(
          32,
          7,
          '胎压和油液，每月看一眼',
          '冷车时看胎压，标准值写在驾驶侧门框上；玻璃水少了及时加，仪表上亮红灯请停车并打 {phone}。',
          '胎压与油液检查提示',
        ),
        stage(
          45,
          7,
          '为什么要按时保养',
          '机油用久了护不住发动机，小毛病早看早省心；按时保养并留好记录，质保期内的问题才好免费处理。',
          '为什么要按时保养',
        ),
        stage(
          58,
          7,
          '首保做些什么',
          '首保免费：换机油机滤，查底盘、刹车、轮胎和灯光，约一小时。{store} 会把结果一项项讲给您听。',
          '首次保养项目介绍',
        ),
        stage(
          70,
          6,
          '首保快到了，欢迎来坐坐',
          '交车满 3 个月或 5000 公里做首保，先到为准。您的顾问是 {advisor}，挑个方便的时间，提前约好不用等。',
          '首次保养邀请',
        ),
      ],
    },
  },
];
