/** What messages are, where they go and how they end, with their Chinese words. No zod: screens carry this file. */

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
  'declined_due',
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
  'visit_thanked',
  'rescue_progress',
  'rating_invitation',
  'rating_reminder',
  'activity_signed_up',
  'activity_reminder',
  'activity_changed',
  'activity_cancelled',
  'activity_offer',
  'case_told',
  'coupon_granted',
  'coupon_expiring',
  'card_invited',
  'card_expiring',
  'campaign_open',
  'campaign_reminder',
  'payout_waiting',
  'payout_paid',
] as const;
export type MessageKind = (typeof messageKinds)[number];
export const messageKindLabel: Record<MessageKind, string> = {
  first_service_due: '首保提醒',
  service_due: '保养提醒',
  insurance_due: '续保提醒',
  inspection_due: '年检提醒',
  warranty_due: '出保提醒',
  licence_due: '换证提醒',
  declined_due: '建议项目提醒',
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
  visit_thanked: '到店致谢（不邀评）',
  rescue_progress: '救援进度',
  rating_invitation: '评价邀请',
  rating_reminder: '评价提醒',
  activity_signed_up: '活动报名成功',
  activity_reminder: '活动提醒',
  activity_changed: '活动变更',
  activity_cancelled: '活动取消',
  activity_offer: '活动候补有位',
  case_told: '您提的意见，我们改了',
  coupon_granted: '卡券到账',
  coupon_expiring: '卡券快到期',
  card_invited: '家人邀请共用服务卡',
  card_expiring: '服务卡快到期',
  campaign_open: '抢红包预告',
  campaign_reminder: '开抢提醒',
  payout_waiting: '奖励待收款',
  payout_paid: '奖励到账',
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
  'rescue',
  'after_rating',
  'home',
  'preferences',
  'activity',
  'campaign',
] as const;
export type SubscribeScene = (typeof subscribeScenes)[number];
