import type { MessageKind } from '@cheban/contracts';

export interface TemplateSeed {
  kind: MessageKind;
  channel: 'subscribe' | 'official_account' | 'sms';
  templateId: string;
  title: string;
  /** Template key → word name. `plate` is not a word: it is read from the car at send time. */
  fields: Record<string, string>;
  /** The approved text of an SMS template. */
  smsText?: string;
}

/** Name of the word that is filled with the car's plate at send time. */
export const PLATE = 'plate';
/** What stands in place of the plate of a car that has none yet; fits WeChat's car_number. */
export const NO_PLATE = '新车';

const serviceDue = { thing1: 'model', car_number2: PLATE, date3: 'date', thing4: 'reason' };
const booking = { thing1: 'store', time2: 'time', car_number3: PLATE, thing4: 'service' };
const visit = { car_number1: PLATE, phrase2: 'step', time3: 'time', thing4: 'note' };
const rating = { thing1: 'store', time2: 'time', thing3: 'service' };
const activity = { thing1: 'service', time2: 'time', thing3: 'store', thing4: 'note' };
const told = { thing1: 'store', thing2: 'note', date3: 'date' };
const weather = { thing1: 'weather', time2: 'time', thing3: 'reason' };

const family = (kinds: MessageKind[], name: string, title: string, fields: Record<string, string>) =>
  kinds.flatMap((kind): TemplateSeed[] => [
    { kind, channel: 'subscribe', templateId: `sub-${name}`, title, fields },
    { kind, channel: 'official_account', templateId: `tpl-${name}`, title, fields },
  ]);

/** Of red packets and prizes: WeChat forbids them to the official account. */
const subscribeOnly = (kind: MessageKind, name: string, title: string): TemplateSeed => ({
  kind,
  channel: 'subscribe',
  templateId: `sub-${name}`,
  title,
  fields: activity,
});

const sms = (kind: MessageKind, templateId: string, words: string[]): TemplateSeed => ({
  kind,
  channel: 'sms',
  templateId,
  title: '短信通知',
  fields: Object.fromEntries(words.map((word) => [word, word])),
});

/** Offers by SMS: only to owners who asked for them. The text is the simulator's; a carrier approves one like it. */
const OFFER_SMS: TemplateSeed = {
  kind: 'win_back',
  channel: 'sms',
  templateId: 'SMS_CAMPAIGN',
  title: '优惠短信',
  fields: { store: 'store', text: 'reason' },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: placeholders of the carrier's template
  smsText: '${store}：${text}。拒收请回复R',
};

/**
 * The set of a fresh deployment. Some kinds have no template on purpose and so stay in the inbox: the steps of a running
 * visit (`visit_progress`), because five pushes for one visit would be a nuisance; `booking_requested`, because the
 * owner has just done it on the screen and the credit is better kept for the confirmation; `birthday`, and in WeChat
 * `win_back`, because its templates are neither for wishes nor for marketing.
 */
export function defaultTemplates(dueSmsCode: string): TemplateSeed[] {
  return [
    ...family(['first_service_due', 'service_due'], 'service-due', '保养提醒', serviceDue),
    ...family(
      ['insurance_due', 'inspection_due', 'warranty_due', 'licence_due', 'declined_due'],
      'service-due',
      '到期提醒',
      serviceDue,
    ),
    ...family(['booking_confirmed'], 'booking', '预约成功通知', booking),
    ...family(['booking_changed', 'booking_cancelled'], 'booking-changed', '预约变更通知', booking),
    ...family(
      ['visit_checked_in', 'visit_delayed', 'visit_ready', 'visit_quote', 'rescue_progress'],
      'visit',
      '维修进度通知',
      visit,
    ),
    ...family(['booking_reminder'], 'booking-reminder', '预约到店提醒', booking),
    ...family(['waiting_offer'], 'waiting', '候补到位提醒', booking),
    ...family(['visit_thanks', 'rating_invitation', 'rating_reminder'], 'rating', '服务评价邀请', rating),
    ...family(['weather_alert', 'weather_change'], 'weather', '天气预警提醒', weather),
    ...family(
      ['activity_signed_up', 'activity_reminder', 'activity_offer'],
      'activity',
      '活动报名提醒',
      activity,
    ),
    ...family(['activity_changed', 'activity_cancelled'], 'activity-changed', '活动变更通知', activity),
    subscribeOnly('campaign_reminder', 'campaign', '活动提醒'),
    subscribeOnly('payout_waiting', 'payout', '奖励领取提醒'),
    ...family(['case_told'], 'told', '意见处理结果', told),
    ...family(['weather_check'], 'service-due', '到期提醒', serviceDue),
    sms('first_service_due', dueSmsCode, [PLATE, 'reason', 'date', 'store']),
    sms('service_due', dueSmsCode, [PLATE, 'reason', 'date', 'store']),
    sms('booking_confirmed', 'SMS_BOOKING', ['time', 'store', PLATE, 'service']),
    sms('booking_reminder', 'SMS_BOOKING', ['time', 'store', PLATE, 'service']),
    sms('visit_delayed', 'SMS_VISIT', [PLATE, 'step', 'time']),
    sms('visit_ready', 'SMS_VISIT', [PLATE, 'step', 'time']),
    sms('rescue_progress', 'SMS_VISIT', [PLATE, 'step', 'time']),
    OFFER_SMS,
  ];
}
