/**
 * The reminder rules as data (mission.md D). Times are days relative to the due date; everything is told at 9:30.
 * `validDays`: how long after its day a stage may still be told; afterwards it is missed, because the next stage, or
 * a person, says it better.
 */
import type { MessageClass, MessageKind } from '@cheban/contracts';

export type CareRuleId =
  | 'first_service'
  | 'service'
  | 'insurance'
  | 'inspection'
  | 'warranty'
  | 'licence'
  | 'win_back'
  | 'birthday';

export interface CareStage {
  /** Days from the due date; negative is before. */
  readonly offset: number;
  readonly validDays: number;
  readonly title: string;
  /** `{why}` is replaced by the reason in words. */
  readonly body: string;
}

export interface CareRule {
  readonly id: CareRuleId;
  readonly kind: MessageKind;
  readonly class: Exclude<MessageClass, 'service'>;
  /** Two characters for a list of what falls due together. */
  readonly label: string;
  /** Null: nothing to press. */
  readonly actionLabel: string | null;
  /** A booking, a car in the workshop or a paid visit of the last days ends it. */
  readonly endsWithVisit: boolean;
  /** May share one message with what else falls due for the car. */
  readonly merges: boolean;
  /** Why it is not told any more once the due thing is another one. */
  readonly doneWhy: string;
  readonly stages: readonly CareStage[];
}

/** Clock time in Shanghai at which care is told. */
export const TELL_AT = '09:30';
/** What falls due within so many days of each other is one visit (mission D). */
export const MERGE_DAYS = 30;
/** A reminder of another item that would come within so many days counts as told with the merged one. */
export const MERGE_AHEAD_DAYS = 7;

const SERVICE_DONE = '这次保养已经完成，不再提醒。';

export const careRules: Record<CareRuleId, CareRule> = {
  first_service: {
    id: 'first_service',
    kind: 'first_service_due',
    class: 'care',
    label: '首保',
    actionLabel: '预约首保',
    endsWithVisit: true,
    merges: true,
    doneWhy: SERVICE_DONE,
    stages: [
      {
        offset: -14,
        validDays: 7,
        title: '您的爱车快到首次保养了',
        body: '{why}。首保免费，到店约一小时即可完成，现在可以挑选您方便的时间。',
      },
      {
        offset: -7,
        validDays: 6,
        title: '首次保养还有一周左右',
        body: '{why}。首保免费，关系到整车质保，提前预约到店不用等。',
      },
      {
        offset: -1,
        validDays: 14,
        title: '首次保养就在这几天',
        body: '{why}。首保免费，为您预留了近期可约的时间，点一下即可选定。',
      },
    ],
  },
  service: {
    id: 'service',
    kind: 'service_due',
    class: 'care',
    label: '保养',
    actionLabel: '立即预约',
    endsWithVisit: true,
    merges: true,
    doneWhy: SERVICE_DONE,
    stages: [
      {
        offset: -14,
        validDays: 11,
        title: '您的爱车快到保养时间了',
        body: '{why}。提前预约，到店免等待，约一小时完成。',
      },
      {
        offset: -3,
        validDays: 10,
        title: '保养就在这几天',
        body: '{why}。近期时段已为您列好，点一下就能约上。',
      },
      {
        offset: 7,
        validDays: 23,
        title: '保养时间已过一周',
        body: '{why}。及时保养能让爱车更省心，抽空来一趟吧。',
      },
      {
        offset: 30,
        validDays: 30,
        title: '好久没见到您的爱车了',
        body: '{why}。如果已在别处保养，也欢迎告诉我们；需要时随时可约。',
      },
    ],
  },
  insurance: {
    id: 'insurance',
    kind: 'insurance_due',
    class: 'care',
    label: '车险',
    actionLabel: '预约到店办理',
    endsWithVisit: false,
    merges: true,
    doneWhy: '保险日期已更新，不再提醒。',
    stages: [
      {
        offset: -60,
        validDays: 29,
        title: '您的车险还有两个月到期',
        body: '{why}。在店续保，出险时由我们陪您理赔，道路救援也随叫随到。',
      },
      {
        offset: -30,
        validDays: 14,
        title: '您的车险还有一个月到期',
        body: '{why}。现在续保时间充裕，几家保险公司的报价我们一并为您备好。',
      },
      {
        offset: -15,
        validDays: 7,
        title: '您的车险半个月后到期',
        body: '{why}。为免脱保影响上路和理赔，建议这几天办好续保。',
      },
      {
        offset: -7,
        validDays: 7,
        title: '您的车险只剩一周',
        body: '{why}。脱保期间出险无法理赔，请尽快续保，需要时我们随时为您办理。',
      },
    ],
  },
  inspection: {
    id: 'inspection',
    kind: 'inspection_due',
    class: 'care',
    label: '年检',
    actionLabel: '预约代办年检',
    endsWithVisit: false,
    merges: true,
    doneWhy: '这次年检已过期限或日期已更新，不再提醒。',
    stages: [
      {
        offset: -60,
        validDays: 29,
        title: '爱车可以办年检了',
        body: '{why}。请备好行驶证和有效的交强险保单，处理完违章后即可办理，也可由我们代办。',
      },
      {
        offset: -30,
        validDays: 22,
        title: '年检还有一个月到期',
        body: '{why}。请备好行驶证和有效的交强险保单；没空跑一趟的话，交给我们代办。',
      },
      {
        offset: -7,
        validDays: 7,
        title: '年检只剩一周',
        body: '{why}。逾期上路会被扣分罚款，请尽快办理，需要代办请联系我们。',
      },
    ],
  },
  warranty: {
    id: 'warranty',
    kind: 'warranty_due',
    class: 'care',
    label: '质保',
    actionLabel: '预约免费检查',
    endsWithVisit: true,
    merges: true,
    doneWhy: '爱车已出保，不再提醒。',
    stages: [
      {
        offset: -60,
        validDays: 29,
        title: '爱车的质保还有两个月',
        body: '{why}。出保前来做一次免费检查：现在查出的质保问题，仍由厂家免费处理。',
      },
      {
        offset: -30,
        validDays: 30,
        title: '爱车的质保还有一个月',
        body: '{why}。请抽空来做一次免费检查，现在查出的质保问题仍然免费处理。',
      },
    ],
  },
  licence: {
    id: 'licence',
    kind: 'licence_due',
    class: 'care',
    label: '换证',
    actionLabel: '查看与回复',
    endsWithVisit: false,
    merges: true,
    doneWhy: '驾驶证日期已更新，不再提醒。',
    stages: [
      {
        offset: -60,
        validDays: 44,
        title: '您的驾驶证快到期了',
        body: '{why}。到期前 90 天内即可换证，可在“交管12123”上办理，请提前做好体检。',
      },
      {
        offset: -15,
        validDays: 15,
        title: '您的驾驶证半个月后到期',
        body: '{why}。过期驾车会受处罚，请尽快在“交管12123”或车管所办理换证。',
      },
    ],
  },
  win_back: {
    id: 'win_back',
    kind: 'win_back',
    class: 'marketing',
    label: '回访',
    actionLabel: '看看可约的时间',
    endsWithVisit: true,
    merges: false,
    doneWhy: '爱车已回店，不再招揽。',
    stages: [
      {
        offset: 90,
        validDays: 30,
        title: '好久不见，您的爱车还好吗',
        body: '{why}。是我们哪里做得不够好，还是时间、价格不方便？点开告诉我们，我们会改。',
      },
      {
        offset: 180,
        validDays: 30,
        title: '半年没见您了',
        body: '{why}。如果已在别处保养，也请告诉我们原因；随时欢迎您回来。',
      },
      {
        offset: 270,
        validDays: 30,
        title: '我们一直惦记着您的爱车',
        body: '{why}。车已卖出或不再需要提醒，点开告诉我们即可；想回来看看，我们都在。',
      },
    ],
  },
  birthday: {
    id: 'birthday',
    kind: 'birthday',
    class: 'care',
    label: '生日',
    actionLabel: null,
    endsWithVisit: false,
    merges: false,
    doneWhy: '生日已过。',
    // A wish of yesterday is no wish: it may be told until the evening.
    stages: [
      { offset: 0, validDays: 0.5, title: '生日快乐', body: '今天是您的生日，祝您平安顺遂，一路好心情。' },
    ],
  },
};

export const careRuleList = Object.values(careRules);

/** Days before and after a rule's due date within which any of its stages can be told. */
export function windowOf({ stages }: CareRule): { before: number; after: number } {
  return {
    before: Math.max(...stages.map(({ offset }) => -offset)),
    after: Math.max(...stages.map(({ offset, validDays }) => offset + validDays)),
  };
}
