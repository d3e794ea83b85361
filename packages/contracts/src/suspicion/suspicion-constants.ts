/** The list of rewards that a person looks at before they are given, with its Chinese words. No zod here. */

/** Whose rewards are looked at: `owner` is a person who was put on the list by staff. */
export const suspectKinds = ['packet', 'referral', 'game', 'owner'] as const;
export type SuspectKind = (typeof suspectKinds)[number];
export const suspectKindLabel: Record<SuspectKind, string> = {
  packet: '抢红包',
  referral: '老带新',
  game: '答题与抽奖',
  owner: '人工拦下',
};

/** What may be the same of several rewards. `device` is the installation of the app that logged in. */
export const suspectMarks = ['person', 'phone', 'openid', 'vin', 'plate', 'device', 'staff'] as const;
export type SuspectMark = (typeof suspectMarks)[number];
export const suspectMarkLabel: Record<SuspectMark, string> = {
  person: '同一人',
  phone: '同一手机号',
  openid: '同一微信',
  vin: '同一车架号',
  plate: '同一车牌',
  device: '同一台手机',
  staff: '门店拦下',
};

/** `held`: waits for a person and is not paid; `released`: may be paid; `refused`: is not paid any more. */
export const suspectStates = ['held', 'released', 'refused'] as const;
export type SuspectState = (typeof suspectStates)[number];
export const suspectStateLabel: Record<SuspectState, string> = {
  held: '待核实',
  released: '已放行',
  refused: '不予发放',
};
