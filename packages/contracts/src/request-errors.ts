import { spec } from './error-spec.js';

/** Errors that any request can meet, whatever it is about, and those of logging in. */
export const requestErrors = spec({
  'REQUEST.INVALID': { status: 400, retry: false, text: '填写的内容有误，请按提示修改后再提交。' },
  'REQUEST.TOO_LARGE': { status: 413, retry: false, text: '内容太大了，请缩小后再试。' },
  'REQUEST.UNSUPPORTED_TYPE': { status: 415, retry: false, text: '不支持这种内容格式。' },
  'REQUEST.NOT_FOUND': { status: 404, retry: false, text: '没有找到您要的内容，它可能已被删除。' },
  'REQUEST.TOO_MANY': { status: 429, retry: true, text: '操作太频繁了，请稍等片刻再试。' },
  'REQUEST.IDEMPOTENCY_KEY_REUSED': {
    status: 409,
    retry: false,
    text: '这个请求编号已用于另一次提交，请返回重新操作。',
  },
  'REQUEST.IN_PROGRESS': { status: 409, retry: true, text: '上一次提交还在处理中，请稍候。' },
  'SERVER.UNAVAILABLE': { status: 503, retry: true, text: '服务正忙，请稍后再试，您填写的内容不会丢失。' },
  'SERVER.INTERNAL': { status: 500, retry: true, text: '系统出了点问题，我们已收到通知，请稍后再试。' },

  'AUTH.REQUIRED': { status: 401, retry: false, text: '请先登录。' },
  'AUTH.EXPIRED': { status: 401, retry: false, text: '登录已过期，请重新登录。' },
  'AUTH.FORBIDDEN': { status: 403, retry: false, text: '您没有权限进行此操作，如有需要请联系管理员。' },
  'AUTH.CODE_INVALID': { status: 400, retry: false, text: '登录凭证已失效，请重新打开页面再试。' },
  'AUTH.WECHAT_REFUSED': { status: 403, retry: false, text: '微信暂时无法为您登录，请稍后再试或联系门店。' },
  'AUTH.WECHAT_BUSY': { status: 503, retry: true, text: '微信服务繁忙，请稍后再试。' },
  'AUTH.PASSWORD_WRONG': { status: 401, retry: false, text: '登录名或密码不正确。' },
  'AUTH.LOCKED': {
    status: 423,
    retry: true,
    text: '密码错误次数过多，账号已临时锁定，请 15 分钟后再试或联系管理员。',
  },
  'AUTH.PASSWORD_WEAK': { status: 400, retry: false, text: '新密码至少 10 位，且不能与登录名或旧密码相同。' },
  'AUTH.CONSENT_NEEDED': { status: 403, retry: false, text: '请先阅读并同意隐私保护指引。' },
  'AUTH.BIND_NEEDED': { status: 403, retry: false, text: '请先验证手机号，我们才能找到您的爱车。' },
  'AUTH.SMS_CODE_WRONG': { status: 400, retry: false, text: '验证码不正确或已过期，请重新获取。' },
  'AUTH.SMS_TOO_SOON': { status: 429, retry: true, text: '验证码刚刚发送过，请 60 秒后再试。' },
});
