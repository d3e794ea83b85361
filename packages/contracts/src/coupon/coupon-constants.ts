/** Coupons, code pools and partner benefits, with their Chinese words. No zod: screens carry this file. */

export const couponKinds = ['cash_off', 'percent', 'service_item', 'gift'] as const;
export type CouponKind = (typeof couponKinds)[number];
export const couponKindLabel: Record<CouponKind, string> = {
  cash_off: '代金券',
  percent: '折扣券',
  service_item: '项目券',
  gift: '礼品券',
};

export const couponTypeStates = ['draft', 'active', 'paused', 'ended'] as const;
export type CouponTypeState = (typeof couponTypeStates)[number];
export const couponTypeStateLabel: Record<CouponTypeState, string> = {
  draft: '草稿',
  active: '发放中',
  paused: '已暂停',
  ended: '已结束',
};

/** What staff may do with a type; the table of transitions is the only place that says from where. */
export const couponTypeMoves = ['activate', 'pause', 'resume', 'end'] as const;
export type CouponTypeMove = (typeof couponTypeMoves)[number];
export const couponTypeMoveLabel: Record<CouponTypeMove, string> = {
  activate: '开始发放',
  pause: '暂停发放',
  resume: '恢复发放',
  end: '结束发放',
};
/** An ended type gives no more coupons; those that owners hold stay good. */
export const couponTypeTransitions: Record<
  CouponTypeState,
  Partial<Record<CouponTypeMove, CouponTypeState>>
> = {
  draft: { activate: 'active', end: 'ended' },
  active: { pause: 'paused', end: 'ended' },
  paused: { resume: 'active', end: 'ended' },
  ended: {},
};

/** Stored states of a coupon. */
export const couponStates = ['held', 'reserved', 'used', 'returned'] as const;
export type CouponState = (typeof couponStates)[number];
/** What people see: a held coupon may not be good yet, or not any more. */
export const couponShownStates = ['held', 'not_yet', 'reserved', 'used', 'expired', 'returned'] as const;
export type CouponShownState = (typeof couponShownStates)[number];
export const couponShownStateLabel: Record<CouponShownState, string> = {
  held: '可使用',
  not_yet: '未到使用日期',
  reserved: '已登记到工单',
  used: '已使用',
  expired: '已过期',
  returned: '已收回',
};

/** Which other coupons may stand on the same bill. */
export const couponCombines = ['alone', 'once', 'stack'] as const;
export type CouponCombine = (typeof couponCombines)[number];
export const couponCombineLabel: Record<CouponCombine, string> = {
  alone: '不与其他卡券同用',
  once: '可与其他卡券同用，同种限用一张',
  stack: '可与其他卡券同用，同种可叠加',
};

export const couponSources = [
  'claim',
  'staff',
  'bulk',
  'promise',
  'make_good',
  'prize',
  'referral',
  'benefit',
] as const;
export type CouponSource = (typeof couponSources)[number];
export const couponSourceLabel: Record<CouponSource, string> = {
  claim: '自己领取',
  staff: '门店赠送',
  bulk: '门店发放',
  promise: '准时承诺补偿',
  make_good: '服务补偿',
  prize: '活动奖品',
  referral: '老带新奖励',
  benefit: '会员权益',
};

export const couponIssueStates = ['waiting', 'refused', 'running', 'done', 'stopped'] as const;
export type CouponIssueState = (typeof couponIssueStates)[number];
export const couponIssueStateLabel: Record<CouponIssueState, string> = {
  waiting: '待审批',
  refused: '未通过',
  running: '发放中',
  done: '已发完',
  stopped: '已停止',
};

export const couponEvents = ['issued', 'reserved', 'released', 'used', 'undone', 'returned'] as const;
export type CouponEvent = (typeof couponEvents)[number];
export const couponEventLabel: Record<CouponEvent, string> = {
  issued: '发放',
  reserved: '登记到工单',
  released: '取消登记',
  used: '核销',
  undone: '撤销核销',
  returned: '收回',
};

export const poolCodeStates = ['free', 'given', 'void'] as const;
export type PoolCodeState = (typeof poolCodeStates)[number];
export const poolCodeStateLabel: Record<PoolCodeState, string> = {
  free: '未发放',
  given: '已发放',
  void: '已作废',
};

/** Why a row of a code file was not taken. */
export const codeRowProblems = ['empty', 'strange', 'too_long', 'twice', 'known', 'expired', 'date'] as const;
export type CodeRowProblem = (typeof codeRowProblems)[number];
export const codeRowProblemLabel: Record<CodeRowProblem, string> = {
  empty: '没有兑换码',
  strange: '码里有汉字或特殊符号',
  too_long: '兑换码超过 64 个字符',
  twice: '文件里重复',
  known: '码池里已有',
  expired: '已过有效期',
  date: '有效期看不懂，应为 2026-12-31',
};

export const partnerKinds = ['cinema', 'restaurant', 'golf', 'gym', 'clinic', 'other'] as const;
export type PartnerKind = (typeof partnerKinds)[number];
export const partnerKindLabel: Record<PartnerKind, string> = {
  cinema: '影院',
  restaurant: '餐饮',
  golf: '高尔夫',
  gym: '健身',
  clinic: '体检',
  other: '其他',
};

/** Value of an owner by what they spent in the last twelve months. */
export const memberLevels = ['A', 'B', 'C'] as const;
export type MemberLevel = (typeof memberLevels)[number];
export const memberLevelLabel: Record<MemberLevel, string> = {
  A: '金卡会员',
  B: '银卡会员',
  C: '普通会员',
};
/** Fen within twelve months from which a level begins. */
export const memberLevelFromFen: Record<MemberLevel, number> = { A: 500_000, B: 200_000, C: 0 };

/** Seconds for which a shown code is good. */
export const COUPON_PASS_SECONDS = 300;
/** Coupons that one bill may carry. */
export const MAX_COUPONS_ON_BILL = 8;
/** Days before its end in which an owner is reminded of a coupon. */
export const COUPON_EXPIRING_DAYS = 3;
/** People that one issue may reach. */
export const MAX_ISSUE_PHONES = 5_000;
/** Rows that one code file may have. */
export const MAX_CODE_ROWS = 100_000;
