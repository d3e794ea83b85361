/** Help on the road 救援, with its Chinese words. No zod here. */

export const rescueKinds = ['tow', 'jump_start', 'tyre', 'fuel', 'accident', 'other'] as const;
export type RescueKind = (typeof rescueKinds)[number];
export const rescueKindLabel: Record<RescueKind, string> = {
  tow: '拖车',
  jump_start: '搭电',
  tyre: '换胎',
  fuel: '送油',
  accident: '事故',
  other: '其他',
};

export const rescueStates = ['requested', 'accepted', 'on_the_way', 'arrived', 'done', 'cancelled'] as const;
export type RescueState = (typeof rescueStates)[number];
export const rescueStateLabel: Record<RescueState, string> = {
  requested: '待接单',
  accepted: '已接单',
  on_the_way: '正在赶来',
  arrived: '已到达',
  done: '已完成',
  cancelled: '已取消',
};
/** What owners read of a state: nobody on the road thinks in orders that are taken. */
export const rescueOwnerLabel: Record<RescueState, string> = { ...rescueStateLabel, requested: '正在安排' };
/** States in which somebody waits on the road. */
export const openRescueStates = [
  'requested',
  'accepted',
  'on_the_way',
  'arrived',
] as const satisfies readonly RescueState[];
export const isRescueOpen = (state: RescueState): boolean =>
  (openRescueStates as readonly RescueState[]).includes(state);

/** `free`: within the store's free area; `to_confirm`: beyond it, or nobody knows how far away. */
export const rescueFees = ['free', 'to_confirm'] as const;
export type RescueFee = (typeof rescueFees)[number];
export const rescueFeeLabel: Record<RescueFee, string> = {
  free: '免费救援',
  to_confirm: '由顾问确认费用',
};

/** A call that nobody has taken for so long raises an alarm. */
export const RESCUE_ALARM_MINUTES = 5;
