/**
 * Codes of WeChat, Aliyun and our own transport, as sentences for staff: what happened and what to do. Source: the
 * error tables of the API pages on developers.weixin.qq.com and help.aliyun.com.
 */
export interface Explanation {
  /** What happened. */
  text: string;
  /** What a person should do; empty if nothing. */
  advice: string;
}

const ASK_IT = '请让技术人员处理，处理好后在“渠道与模板”里测试一次。';

const table: Readonly<Record<string, Explanation>> = {
  '-1': { text: '微信系统繁忙。', advice: '' },
  '40001': { text: '微信拒绝了我们的凭证。', advice: `请核对小程序和公众号的密钥是否被更换。${ASK_IT}` },
  '40003': { text: '微信不认识这位接收人。', advice: '请车主重新登录一次小程序。' },
  '40013': { text: '小程序或公众号的编号（AppID）不对。', advice: ASK_IT },
  '40014': { text: '微信凭证已失效。', advice: '系统会自动更换凭证；反复出现请联系技术人员。' },
  '40037': {
    text: '模板编号不对，或模板已不在账号里。',
    advice: '请在“渠道与模板”里同步模板，并为这类消息重新选择模板。',
  },
  '40038': { text: '这位车主今天收到的这类消息已到微信上限。', advice: '' },
  '40125': { text: '小程序或公众号的密钥不对。', advice: ASK_IT },
  '40164': {
    text: '服务器地址不在微信的白名单里。',
    advice: '请在微信后台把服务器的出口 IP 加入白名单，再测试一次。',
  },
  '40165': {
    text: '消息要打开的小程序页面不对。',
    advice: '请确认小程序最新版本已发布，并已关联到公众号，再测试一次。',
  },
  '40249': {
    text: '微信认为模板内容违规，已拦截。',
    advice: '请登录公众号后台查看原因，修改内容或更换模板后再测试。',
  },
  '41030': { text: '消息要打开的页面还没有发布。', advice: '请先发布小程序的最新版本，再测试一次。' },
  '42001': { text: '微信凭证已过期。', advice: '系统会自动更换凭证；反复出现请联系技术人员。' },
  '43004': { text: '车主没有关注公众号。', advice: '可在到店时邀请车主关注公众号。' },
  '43019': { text: '车主在公众号的黑名单里。', advice: '如需联系，请在公众号后台把车主移出黑名单。' },
  '43101': {
    text: '车主没有订阅次数了，或关闭了这类订阅。',
    advice: '可请车主在小程序里再点一次“订阅提醒”。',
  },
  '43107': { text: '小程序的订阅消息功能被微信封禁。', advice: '请登录小程序后台查看处罚原因并申诉。' },
  '43108': { text: '同一时间给同一位车主发得太密。', advice: '' },
  '45009': {
    text: '今天的发送额度已用完。',
    advice: '明天零点后会自动恢复；如果常常不够，请在微信后台申请提高额度。',
  },
  '45011': { text: '一分钟内请求太多。', advice: '' },
  '45168': { text: '内容里有微信不允许的词。', advice: '请修改这类消息的文字，再测试一次。' },
  '47001': { text: '发给微信的内容格式不对。', advice: ASK_IT },
  '47003': {
    text: '有一个模板字段的内容不合规则。',
    advice: '请在“渠道与模板”里核对字段对应关系：文字是否太长、日期或车牌格式是否正确。',
  },
  '48001': {
    text: '账号没有这个接口的权限。',
    advice: '请确认账号已认证，并在微信后台开通模板消息或订阅消息。',
  },
  '48004': { text: '这个接口被微信封禁。', advice: '请登录微信后台查看处罚原因并申诉。' },
  '50001': { text: '接收人没有授权。', advice: '请车主重新登录一次小程序。' },
  '50002': { text: '接收人的微信账号受限。', advice: '请改用电话联系车主。' },
  'isv.BUSINESS_LIMIT_CONTROL': { text: '这个手机号短时间内收到的短信已到上限。', advice: '' },
  'isv.DAY_LIMIT_CONTROL': {
    text: '今天的短信额度已用完。',
    advice: '请在短信平台提高每日上限，或等明天自动恢复。',
  },
  'isv.MOBILE_NUMBER_ILLEGAL': { text: '手机号不正确。', advice: '请核对并更正车主的手机号。' },
  'isv.SMS_SIGNATURE_ILLEGAL': { text: '短信签名不可用。', advice: '请在短信平台检查签名是否审核通过。' },
  'isv.SMS_TEMPLATE_ILLEGAL': { text: '短信模板不可用。', advice: '请在短信平台检查模板是否审核通过。' },
  'isv.SMS_SIGNATURE_SCENE_ILLEGAL': {
    text: '短信签名和模板的用途不一致。',
    advice: '请在短信平台选用同一用途的签名和模板。',
  },
  'isv.BLACK_KEY_CONTROL_LIMIT': {
    text: '短信内容里有被禁止的词。',
    advice: '请修改短信模板的文字后再测试。',
  },
  'isv.AMOUNT_NOT_ENOUGH': { text: '短信余额不足。', advice: '请给短信账户充值，再测试一次。' },
  'isv.OUT_OF_SERVICE': { text: '短信业务已停机。', advice: '请检查短信账户是否欠费。' },
  'isp.RAM_PERMISSION_DENY': { text: '短信密钥没有发送权限。', advice: ASK_IT },
  SignatureDoesNotMatch: { text: '短信密钥不正确。', advice: ASK_IT },
  'InvalidAccessKeyId.NotFound': { text: '短信密钥不存在。', advice: ASK_IT },
  InvalidTimeStamp: { text: '服务器时钟不准，短信平台拒绝了请求。', advice: '请让技术人员校准服务器时间。' },
  'isv.TEMPLATE_MISSING_PARAMETERS': {
    text: '短信模板缺少内容。',
    advice: '请在“渠道与模板”里核对短信字段的对应关系。',
  },
  'isp.SYSTEM_ERROR': { text: '短信平台系统繁忙。', advice: '' },
  timeout: { text: '渠道没有在规定时间内答复。', advice: '' },
  network: { text: '网络不通，没有连上渠道。', advice: '反复出现时，请检查服务器的网络。' },
  malformed: { text: '渠道的答复看不懂。', advice: '' },
  before_network: { text: '发送前没有取到微信凭证。', advice: '反复出现时，请核对小程序和公众号的密钥。' },
};

/** The sentence for a code; an unknown one keeps its code, so that a technician can look it up. */
export function explainCode(code: string): Explanation {
  const known = table[code];
  if (known) return known;
  if (/^http_5\d\d$/.test(code)) return { text: '渠道的服务器出错了。', advice: '' };
  if (code.startsWith('Throttling')) return { text: '短信平台限制了发送速度。', advice: '' };
  return {
    text: `渠道拒绝了（代码 ${code}）。`,
    advice: '请把这个代码告诉技术人员。',
  };
}

/** The code that our own reasons carry in full-width brackets, such as “模板不可用（40037）”. */
export function codeIn(reason: string): string | null {
  return /（([\w.-]+)）/.exec(reason)?.[1] ?? null;
}
