/** Words of what people may ask about their own data (PIPL 45 and 47). No zod here. */

/** `waiting`: may be taken back; `done`: the data are gone; `withdrawn`: the person stays. */
export const erasureStates = ['waiting', 'done', 'withdrawn'] as const;
export type ErasureState = (typeof erasureStates)[number];
export const erasureStateLabel: Record<ErasureState, string> = {
  waiting: '待注销',
  done: '已注销',
  withdrawn: '已撤回',
};

/** Days in which a person may change their mind. */
export const ERASURE_PAUSE_DAYS = 3;
/** Workdays within which it must be done: 汽车数据安全管理若干规定 (2021) art. 9 says ten. */
export const ERASURE_WORKDAYS = 10;

/** What a deletion did: counts by kind, nothing of the person. */
export interface ErasureOutcome {
  readonly deleted: readonly { readonly title: string; readonly count: number }[];
  readonly kept: readonly { readonly title: string; readonly count: number; readonly why: string }[];
}
