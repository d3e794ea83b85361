import { spec } from '../error-spec.js';

/** What owners and staff of the circle 车主圈 may meet. */
export const circleErrors = spec({
  'CIRCLE.STATE': { status: 409, retry: false, text: '这条内容刚刚有了变化，请看最新状态再操作。' },
  'CIRCLE.TOPIC': { status: 409, retry: false, text: '这个话题现在不能发帖，请换一个话题。' },
  'CIRCLE.TOPIC_NAME': { status: 409, retry: false, text: '已经有同名的话题，请换一个名字。' },
  'CIRCLE.BLOCKED': {
    status: 403,
    retry: false,
    text: '您暂时不能发言，原因见车主圈首页；有疑问请联系门店。',
  },
  'CIRCLE.NO_CAR': {
    status: 409,
    retry: false,
    text: '绑定爱车后才能在车主圈发言，请先在“我的”里添加爱车。',
  },
});
