/** WeChat Pay's words in Chinese for staff. Codes that are not here are shown as they are. */
const problems: Readonly<Record<string, string>> = {
  timeout: '微信支付没有及时答复，正在用同一单号核实',
  network: '连不上微信支付，稍后自动重试',
  malformed: '微信支付的答复读不出来，正在核实',
  bad_reply: '答复的签名不对，正在核实',
  SYSTEM_ERROR: '微信支付系统忙，正在用同一单号核实',
  NOT_ENOUGH: '商户余额不足，请充值，到账后自动继续',
  FREQUENCY_LIMITED: '调用太快，稍后自动继续',
  FREQUENCY_LIMIT_EXCEED: '调用太快，稍后自动继续',
  RATELIMIT_EXCEEDED: '调用太快，稍后自动继续',
  NO_AUTH: '商户没有开通这个功能，请管理员核对',
  SIGN_ERROR: '签名不对，请管理员核对商户密钥',
  APPID_MCHID_NOT_MATCH: '商户号没有绑定小程序，请管理员核对',
  MCH_NOT_EXISTS: '商户号不存在，请管理员核对',
  PARAM_ERROR: '微信支付不接受这笔请求的内容',
  INVALID_REQUEST: '微信支付不接受这笔请求',
  USER_ACCOUNT_ABNORMAL: '车主的微信账户异常，请联系车主',
  ABNORMAL: '车主的收款账户异常，请在商户平台处理',
  CLOSED: '微信支付已关闭这笔退款',
  NO_OPENID: '车主还没有登录小程序，登录后自动发放',
  OWNER_GONE: '车主已注销账号，款项退回预算',
  NOT_SET_UP: '门店还没有设置微信支付商户',
  ACCOUNT_FROZEN: '车主的微信账户被冻结',
  ACCOUNT_NOT_EXIST: '车主的微信账户不存在',
  REAL_NAME_CHECK_FAIL: '车主还没有微信实名',
  OPENID_INVALID: '车主的微信标识失效',
  TRANSFER_QUOTA_EXCEED: '超过商户的转账额度',
  DAY_RECEIVED_COUNT_EXCEED: '车主今天收款次数已满',
  DAY_RECEIVED_QUOTA_EXCEED: '车主今天收款金额已满',
  OVERDUE_CLOSE: '24 小时内没有收款，已自动关闭',
  PAYEE_ACCOUNT_ABNORMAL: '车主的收款账户异常',
  PAYER_ACCOUNT_ABNORMAL: '商户的付款账户异常',
  TRANSFER_RISK: '微信风控拦截了这笔转账',
  MCH_CANCEL: '门店撤回',
};

/** At most 80 characters. */
export function sayProblem(code: string): string {
  if (/^http_\d+$/.test(code)) return '微信支付系统忙，正在核实';
  return problems[code] ?? `微信支付：${code}`.slice(0, 80);
}
