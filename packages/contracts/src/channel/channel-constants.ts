/** Literals of channel operations, with their Chinese words. No zod: screens carry this file. */

/** Channels that speak through a template of a provider. */
export const pushChannels = ['subscribe', 'official_account', 'sms'] as const;
export type PushChannel = (typeof pushChannels)[number];

/** How a kind of message stands with its template on a channel. */
export const templateStates = ['ok', 'missing_in_account', 'fields_changed', 'not_set'] as const;
export type TemplateState = (typeof templateStates)[number];
export const templateStateLabel: Record<TemplateState, string> = {
  ok: '正常',
  missing_in_account: '模板已不在账号里',
  fields_changed: '模板字段已变',
  not_set: '未设置',
};

/** Words that a template's field may be filled with; `plate` is read from the car when the message is sent. */
export const templateWords = [
  'store',
  'service',
  'time',
  'date',
  'reason',
  'model',
  'step',
  'note',
  'weather',
  'plate',
] as const;
export type TemplateWord = (typeof templateWords)[number];
export const templateWordLabel: Record<TemplateWord, string> = {
  store: '门店名称',
  service: '服务项目',
  time: '时间',
  date: '日期',
  reason: '原因说明',
  model: '车型',
  step: '进度',
  note: '说明',
  weather: '天气',
  plate: '车牌号',
};

export const alarmNames = [
  'plan_mismatch',
  'lag',
  'unknown_grows',
  'circuit_open',
  'clock_drift',
  'worker_silent',
  'outbox_stuck',
  'template_drift',
  'jobs_failed',
  'rescue_waiting',
] as const;
export type AlarmName = (typeof alarmNames)[number];
export const alarmNameLabel: Record<AlarmName, string> = {
  plan_mismatch: '计划与发送记录不一致',
  lag: '发送滞后',
  unknown_grows: '结果待查增多',
  circuit_open: '渠道已暂停',
  clock_drift: '服务器时钟偏差',
  worker_silent: '后台程序没有动静',
  outbox_stuck: '内部事件积压',
  template_drift: '消息模板有变化',
  jobs_failed: '后台任务失败',
  rescue_waiting: '救援无人接单',
};

/** States of a message that a person may send again. */
export const resendableStates = ['failed', 'unknown', 'expired', 'delivered'] as const;
