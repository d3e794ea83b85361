/**
 * The reminder rules as data (mission.md D). Times are days relative to the due date; everything is told at 9:30.
 * `validDays`: how long after its day a stage may still be told; afterwards it is missed, because the next stage, or
 * a person, says it better.
 */
import type { MessageKind } from '@cheban/contracts';

export type CareRuleId = 'first_service' | 'service';

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
  readonly actionLabel: string;
  readonly stages: readonly CareStage[];
}

/** Clock time in Shanghai at which care is told. */
export const TELL_AT = '09:30';

export const careRules: Record<CareRuleId, CareRule> = {
  first_service: {
    id: 'first_service',
    kind: 'first_service_due',
    actionLabel: '预约首保',
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
    actionLabel: '立即预约',
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
};

/** Days before and after the due date within which any stage can be told: the window that planning looks at. */
export const careWindow = (() => {
  const stages = Object.values(careRules).flatMap((rule) => rule.stages);
  return {
    before: Math.max(...stages.map(({ offset }) => -offset)),
    after: Math.max(...stages.map(({ offset, validDays }) => offset + validDays)),
  };
})();
