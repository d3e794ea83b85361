/** The owners' circle 车主圈, with its Chinese words. No zod here. */

/**
 * Of a post and of a comment alike. `checking`: WeChat is asked, nobody but the author sees it; `held`: a person has to
 * look; `refused`: the author may mend it and send it again; `removed`: taken away by its author or by staff.
 */
export const circleStates = ['checking', 'shown', 'held', 'refused', 'removed'] as const;
export type CircleState = (typeof circleStates)[number];
export const circleStateLabel: Record<CircleState, string> = {
  checking: '审核中',
  shown: '已发布',
  held: '待人工审核',
  refused: '未通过',
  removed: '已删除',
};

/** Why a person has to look. */
export const circleHoldReasons = ['doubtful', 'unchecked', 'reported'] as const;
export type CircleHoldReason = (typeof circleHoldReasons)[number];
export const circleHoldLabel: Record<CircleHoldReason, string> = {
  doubtful: '微信建议人工复核',
  unchecked: '内容检测没有完成',
  reported: '被多人举报',
};

export const circleReportReasons = ['ads', 'abuse', 'false', 'privacy', 'illegal', 'other'] as const;
export type CircleReportReason = (typeof circleReportReasons)[number];
export const circleReportLabel: Record<CircleReportReason, string> = {
  ads: '广告引流',
  abuse: '辱骂攻击',
  false: '虚假信息',
  privacy: '泄露隐私',
  illegal: '违法违规',
  other: '其他',
};

/** So many people report a thing, and nobody sees it until a person has looked. */
export const CIRCLE_REPORTS_TO_HOLD = 3;
export const CIRCLE_TEXT_MAX = 1_000;
export const CIRCLE_COMMENT_MAX = 300;
export const CIRCLE_PHOTOS_MAX = 9;
