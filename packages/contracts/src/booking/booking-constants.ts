/** The life of a booking, holds and the waiting list, with their Chinese words. No zod: screens carry this file. */

export const bookingStates = [
  'requested',
  'confirmed',
  'arrived',
  'in_service',
  'ready',
  'handed_over',
  'cancelled',
  'no_show',
] as const;
export type BookingState = (typeof bookingStates)[number];
export const bookingStateLabel: Record<BookingState, string> = {
  requested: '待确认',
  confirmed: '已确认',
  arrived: '已到店',
  in_service: '服务中',
  ready: '待交车',
  handed_over: '已完成',
  cancelled: '已取消',
  no_show: '未到店',
};
/** The car is still to come: a booking that nobody has confirmed yet brings it all the same. */
export const expectedStates: readonly BookingState[] = ['requested', 'confirmed'];
export const isExpected = (state: BookingState): boolean => expectedStates.includes(state);

export const partsOfDay = ['any', 'morning', 'afternoon'] as const;
export type PartOfDay = (typeof partsOfDay)[number];
export const partOfDayLabel: Record<PartOfDay, string> = {
  any: '全天都可以',
  morning: '上午',
  afternoon: '下午',
};

/** Why a slot is held for somebody: while a form is open, offered from the waiting list, offered to fill an empty bay. */
export const holdPurposes = ['form', 'waiting', 'offer'] as const;
export type HoldPurpose = (typeof holdPurposes)[number];
export const holdPurposeLabel: Record<HoldPurpose, string> = {
  form: '正在填写预约',
  waiting: '候补邀约',
  offer: '空闲时段邀约',
};

export const waitingStates = ['waiting', 'offered', 'booked', 'left', 'ended'] as const;
export type WaitingState = (typeof waitingStates)[number];
export const waitingStateLabel: Record<WaitingState, string> = {
  waiting: '候补中',
  offered: '已为您留位',
  booked: '已约上',
  left: '已退出候补',
  ended: '候补已结束',
};

/** Why a booking no longer fits the calendar of its store; staff move it or talk to the owner. */
export const bookingConflicts = [
  'closed',
  'outside_hours',
  'break',
  'bay_closed',
  'advisor_leave',
  'technician_leave',
  'skill',
  'bay_gone',
  'staff_gone',
] as const;
export type BookingConflict = (typeof bookingConflicts)[number];
export const bookingConflictLabel: Record<BookingConflict, string> = {
  closed: '当天不营业',
  outside_hours: '不在营业时间内',
  break: '与午休时间重叠',
  bay_closed: '工位停用',
  advisor_leave: '顾问休假',
  technician_leave: '技师休假',
  skill: '不再负责这类项目',
  bay_gone: '工位已撤销',
  staff_gone: '顾问或技师已离岗',
};
