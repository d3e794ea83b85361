/** Literals and their Chinese words, shared by SQL, API and screens. No zod here: the mini-program carries this file. */
export * from './access.js';
export * from './activity/activity-constants.js';
export * from './care/care-constants.js';
export * from './care/rule-problems.js';
export * from './care/segment-fields.js';
export * from './care/segment-problems.js';
export * from './channel/channel-constants.js';
export * from './errors.js';
export * from './follow-up/follow-up-constants.js';
export * from './message/wish-constants.js';
export * from './visit/visit-constants.js';
export * from './weather/weather-constants.js';

export const brandTiers = ['mid', 'high'] as const;
export type BrandTier = (typeof brandTiers)[number];
export const brandTierLabel: Record<BrandTier, string> = { mid: '中端品牌', high: '高端品牌' };

/** What a service takes beside people: a bay, a demo car, or a driver who fetches and brings cars. */
export const bayKinds = ['service', 'repair', 'body', 'wash', 'test_drive', 'driver'] as const;
export type BayKind = (typeof bayKinds)[number];
export const bayKindLabel: Record<BayKind, string> = {
  service: '保养工位',
  repair: '机修工位',
  body: '钣喷工位',
  wash: '洗美工位',
  test_drive: '试驾车',
  driver: '取送司机',
};

export const serviceKinds = [
  'first_service',
  'service',
  'repair',
  'body_paint',
  'quick_repair',
  'check_up',
  'wash',
  'test_drive',
  'pick_up',
  'claim',
] as const;
export type ServiceKind = (typeof serviceKinds)[number];
export const serviceKindLabel: Record<ServiceKind, string> = {
  first_service: '首保',
  service: '定期保养',
  repair: '维修',
  body_paint: '钣喷',
  quick_repair: '快修',
  check_up: '检测',
  wash: '洗车美容',
  test_drive: '试驾',
  pick_up: '上门取送',
  claim: '保险理赔',
};

export const vehicleUses = ['private', 'company', 'taxi', 'other'] as const;
export type VehicleUse = (typeof vehicleUses)[number];
export const vehicleUseLabel: Record<VehicleUse, string> = {
  private: '私家车',
  company: '公司用车',
  taxi: '营运车',
  other: '其他',
};

export const vehicleRoles = ['owner', 'driver', 'company_contact'] as const;
export type VehicleRole = (typeof vehicleRoles)[number];
export const vehicleRoleLabel: Record<VehicleRole, string> = {
  owner: '车主',
  driver: '驾驶人',
  company_contact: '公司联系人',
};

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

/** The steps an owner sees in the transparent workshop (透明车间), in order. */
export const visitSteps = [
  'checked_in',
  'in_work',
  'quality_check',
  'washing',
  'ready',
  'handed_over',
] as const;
export type VisitStep = (typeof visitSteps)[number];
export const visitStepLabel: Record<VisitStep, string> = {
  checked_in: '接车',
  in_work: '维修',
  quality_check: '质检',
  washing: '洗车',
  ready: '待交车',
  handed_over: '已交车',
};

export const grades = ['green', 'amber', 'red'] as const;
export type Grade = (typeof grades)[number];
export const gradeLabel: Record<Grade, string> = { green: '良好', amber: '需留意', red: '需处理' };

export const wheels = ['front_left', 'front_right', 'rear_left', 'rear_right'] as const;
export type Wheel = (typeof wheels)[number];
export const wheelLabel: Record<Wheel, string> = {
  front_left: '左前',
  front_right: '右前',
  rear_left: '左后',
  rear_right: '右后',
};

export const messageClasses = ['service', 'care', 'marketing'] as const;
export type MessageClass = (typeof messageClasses)[number];
export const messageClassLabel: Record<MessageClass, string> = {
  service: '服务',
  care: '关怀',
  marketing: '营销',
};

export const messageStates = [
  'planned',
  'held',
  'sending',
  'accepted',
  'delivered',
  'failed',
  'suppressed',
  'expired',
  'unknown',
] as const;
export type MessageState = (typeof messageStates)[number];
export const messageStateLabel: Record<MessageState, string> = {
  planned: '待发送',
  held: '暂缓',
  sending: '发送中',
  accepted: '已提交',
  delivered: '已送达',
  failed: '失败',
  suppressed: '不发送',
  expired: '已过期',
  unknown: '结果待查',
};

export const channels = ['subscribe', 'official_account', 'sms', 'inbox', 'call_task'] as const;
export type Channel = (typeof channels)[number];
export const channelLabel: Record<Channel, string> = {
  subscribe: '小程序订阅消息',
  official_account: '公众号模板消息',
  sms: '短信',
  inbox: '站内消息',
  call_task: '电话任务',
};

/** One message kind = one set of words. Keys are stable: they stand in SQL and in dedupe keys. */
export const messageKinds = [
  'first_service_due',
  'service_due',
  'insurance_due',
  'inspection_due',
  'warranty_due',
  'licence_due',
  'win_back',
  'birthday',
  'holiday_wish',
  'trip_check',
  'new_car',
  'notice',
  'weather_alert',
  'weather_change',
  'weather_check',
  'booking_requested',
  'booking_confirmed',
  'booking_changed',
  'booking_cancelled',
  'booking_reminder',
  'waiting_offer',
  'slot_offer',
  'visit_checked_in',
  'visit_progress',
  'visit_delayed',
  'visit_ready',
  'visit_quote',
  'visit_thanks',
  'rating_invitation',
  'rating_reminder',
  'activity_signed_up',
  'activity_reminder',
  'activity_changed',
  'activity_cancelled',
  'activity_offer',
  'case_told',
] as const;
export type MessageKind = (typeof messageKinds)[number];
export const messageKindLabel: Record<MessageKind, string> = {
  first_service_due: '首保提醒',
  service_due: '保养提醒',
  insurance_due: '续保提醒',
  inspection_due: '年检提醒',
  warranty_due: '出保提醒',
  licence_due: '换证提醒',
  win_back: '流失招揽',
  birthday: '生日祝福',
  holiday_wish: '节日祝福',
  trip_check: '出行检查',
  new_car: '新车关怀',
  notice: '通知',
  weather_alert: '天气提醒',
  weather_change: '天气变化',
  weather_check: '雨后检查',
  booking_requested: '预约已提交',
  booking_confirmed: '预约已确认',
  booking_changed: '预约已变更',
  booking_cancelled: '预约已取消',
  booking_reminder: '到店提醒',
  waiting_offer: '候补有位',
  slot_offer: '专属时段邀约',
  visit_checked_in: '爱车已接车',
  visit_progress: '维修进度',
  visit_delayed: '交车时间调整',
  visit_ready: '爱车已备好',
  visit_quote: '报价待确认',
  visit_thanks: '到店致谢',
  rating_invitation: '评价邀请',
  rating_reminder: '评价提醒',
  activity_signed_up: '活动报名成功',
  activity_reminder: '活动提醒',
  activity_changed: '活动变更',
  activity_cancelled: '活动取消',
  activity_offer: '活动候补有位',
  case_told: '您提的意见，我们改了',
};

/** Days after which an owner may be reminded again; 30 is the default. */
export const laterDays = [7, 30, 90] as const;
/** Why something was done elsewhere. */
export const elsewhereReasons = ['price', 'near', 'service', 'other'] as const;
export type ElsewhereReason = (typeof elsewhereReasons)[number];
export const elsewhereReasonLabel: Record<ElsewhereReason, string> = {
  price: '价格更合适',
  near: '离得更近',
  service: '服务更好',
  other: '其他原因',
};

/** Moments at which the mini-program may ask for subscribe credits (WeChat: only after a tap, at most 3 templates). */
export const subscribeScenes = [
  'after_booking',
  'booking_confirm',
  'waiting',
  'visit',
  'after_rating',
  'home',
  'preferences',
  'activity',
] as const;
export type SubscribeScene = (typeof subscribeScenes)[number];

export const ratingTouchpoints = [
  'booking',
  'reception',
  'time',
  'quality',
  'explanation',
  'hand_over',
] as const;
export type RatingTouchpoint = (typeof ratingTouchpoints)[number];
export const ratingTouchpointLabel: Record<RatingTouchpoint, string> = {
  booking: '预约',
  reception: '接待',
  time: '时效',
  quality: '维修质量',
  explanation: '讲解',
  hand_over: '交车',
};

export const ratingTags = [
  'waited_long',
  'late_hand_over',
  'unclear_price',
  'not_fixed',
  'unfriendly',
  'dirty_car',
  'pushy_selling',
  'friendly',
  'fast',
  'clear_explanation',
  'clean_lounge',
] as const;
export type RatingTag = (typeof ratingTags)[number];
export const ratingTagLabel: Record<RatingTag, string> = {
  waited_long: '等待太久',
  late_hand_over: '交车晚了',
  unclear_price: '价格不清楚',
  not_fixed: '问题没解决',
  unfriendly: '态度不好',
  dirty_car: '洗车不干净',
  pushy_selling: '推销过多',
  friendly: '热情周到',
  fast: '准时高效',
  clear_explanation: '讲解清楚',
  clean_lounge: '环境舒适',
};
/** Tags offered for a rating of at most three stars; the others are offered above it. */
export const badRatingTags: readonly RatingTag[] = ratingTags.slice(0, 7);

export const caseStates = ['open', 'working', 'waiting_owner', 'closed'] as const;
export type CaseState = (typeof caseStates)[number];
export const caseStateLabel: Record<CaseState, string> = {
  open: '待处理',
  working: '处理中',
  waiting_owner: '待车主确认',
  closed: '已关闭',
};
export const caseLevels = ['normal', 'serious', 'critical'] as const;
export type CaseLevel = (typeof caseLevels)[number];
export const caseLevelLabel: Record<CaseLevel, string> = {
  normal: '一般',
  serious: '严重',
  critical: '重大',
};

export const importKinds = ['vehicles', 'history'] as const;
export type ImportKind = (typeof importKinds)[number];
export const importKindLabel: Record<ImportKind, string> = { vehicles: '客户与车辆', history: '维修历史' };
export const importStates = ['uploaded', 'queued', 'running', 'done', 'failed'] as const;
export type ImportState = (typeof importStates)[number];
export const importStateLabel: Record<ImportState, string> = {
  uploaded: '待确认',
  queued: '排队中',
  running: '导入中',
  done: '已完成',
  failed: '失败',
};

/** Version of the privacy guideline that owners agree to; a new text needs a new version and a new consent. */
export const privacyVersion = '2026-11-01';
