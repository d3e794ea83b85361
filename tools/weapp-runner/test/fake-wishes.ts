/** What the fake API tells of complaints, wishes and messages. */

export const complaint = {
  id: 'c9',
  title: '维修后仍有异响',
  state: 'waiting_owner',
  storeName: '浦东店',
  storePhone: '021-58880000',
  openedAt: '2026-11-20T02:00:00Z',
  closedAt: null,
  answer: null,
  asks: true,
  text: '我们更换了稳定杆胶套，请您确认是否解决。',
};

const way = (channel: string, on: boolean, why = '') => ({
  channel,
  label: channel,
  on,
  usable: on && why === '',
  why,
});
export const wishes = (on: boolean) => ({
  topics: [
    {
      topic: 'due',
      label: '保养与到期提醒',
      hint: '快到期时告诉您。',
      on,
      channels: [way('subscribe', true), way('official_account', true, '尚未关注公众号'), way('sms', true)],
      credits: 2,
      templates: [{ templateId: 'sub-service-due', title: '保养提醒', credits: 2 }],
    },
  ],
  always: '预约、到店、维修进度和交车这些与您正在办理的事有关的消息，始终会告诉您。',
  quietUntil: null,
  follower: false,
  phoneMasked: '138****0000',
  smsOffersSince: null,
  version: '1',
  log: [],
});

export const message = {
  id: 'm9',
  kind: 'new_car',
  class: 'care',
  title: '新车第一个月',
  body: '头 1500 公里请避免急加速和长时间高转速，轮胎和刹车也在磨合，多留一点车距。'.repeat(3),
  action: { label: '预约首保', page: 'subpackages/booking/create/index' },
  at: '2026-11-20T02:00:00Z',
  read: false,
};
