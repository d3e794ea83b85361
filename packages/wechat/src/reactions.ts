/**
 * What the caller should do about a provider's error.
 *
 * - `RETRY`: back off and send the same payload again.
 * - `TOKEN`: refresh the access token once and retry once (the clients do it themselves).
 * - `DROP`: give this recipient, consent or code up; a retry cannot help.
 * - `CONFIG`: a person must change something at the provider; stop this template or feature.
 * - `BUG`: our payload is wrong.
 * - `WAIT`: pause until the quota resets.
 * - `QUERY`: ask for the state before doing anything else.
 * - `UNKNOWN`: no rule; look at the outcome before repeating.
 */
export type Reaction = 'RETRY' | 'TOKEN' | 'DROP' | 'CONFIG' | 'BUG' | 'WAIT' | 'QUERY' | 'UNKNOWN';

/** WeChat errcode → reaction. Sources: the error tables of the API pages on developers.weixin.qq.com. */
export const WECHAT_REACTIONS: Readonly<Record<number, Reaction>> = {
  [-1]: 'RETRY',
  40001: 'TOKEN',
  40002: 'BUG',
  40003: 'DROP',
  40013: 'CONFIG',
  40014: 'TOKEN',
  40029: 'DROP',
  40037: 'CONFIG',
  40038: 'WAIT',
  40125: 'CONFIG',
  40129: 'BUG',
  40163: 'DROP',
  40164: 'CONFIG',
  40165: 'CONFIG',
  40169: 'BUG',
  40226: 'DROP',
  40249: 'CONFIG',
  41002: 'BUG',
  41004: 'BUG',
  41008: 'BUG',
  41030: 'CONFIG',
  42001: 'TOKEN',
  43004: 'DROP',
  43019: 'DROP',
  43101: 'DROP',
  43104: 'BUG',
  43107: 'CONFIG',
  43108: 'RETRY',
  44002: 'BUG',
  45009: 'WAIT',
  45011: 'RETRY',
  45015: 'DROP',
  45047: 'DROP',
  45103: 'BUG',
  45109: 'BUG',
  45168: 'CONFIG',
  47001: 'BUG',
  47003: 'BUG',
  48001: 'CONFIG',
  48004: 'CONFIG',
  50001: 'DROP',
  50002: 'DROP',
  61010: 'DROP',
};

/** WeChat errcodes that mean "this access token is not, or no longer, good". */
export const TOKEN_ERRCODES: ReadonlySet<number> = new Set([40001, 40014, 42001]);

/** Aliyun SMS code → reaction. Source: the Dysmsapi error list on help.aliyun.com. */
export const ALIYUN_REACTIONS: Readonly<Record<string, Reaction>> = {
  'isv.BUSINESS_LIMIT_CONTROL': 'WAIT',
  'isv.DAY_LIMIT_CONTROL': 'WAIT',
  'isv.MOBILE_NUMBER_ILLEGAL': 'DROP',
  'isv.SMS_SIGNATURE_ILLEGAL': 'CONFIG',
  'isv.SMS_TEMPLATE_ILLEGAL': 'CONFIG',
  'isv.SMS_SIGNATURE_SCENE_ILLEGAL': 'CONFIG',
  'isv.BLACK_KEY_CONTROL_LIMIT': 'CONFIG',
  'isv.AMOUNT_NOT_ENOUGH': 'CONFIG',
  'isv.OUT_OF_SERVICE': 'CONFIG',
  'isp.RAM_PERMISSION_DENY': 'CONFIG',
  SignatureDoesNotMatch: 'CONFIG',
  'InvalidAccessKeyId.NotFound': 'CONFIG',
  InvalidTimeStamp: 'CONFIG',
  'isv.TEMPLATE_MISSING_PARAMETERS': 'BUG',
  'isv.INVALID_PARAMETERS': 'BUG',
  'isv.INVALID_JSON_PARAM': 'BUG',
  'isv.PARAM_LENGTH_LIMIT': 'BUG',
  'isv.PARAM_NOT_SUPPORT_URL': 'BUG',
  'isv.MOBILE_COUNT_OVER_LIMIT': 'BUG',
  'isp.SYSTEM_ERROR': 'RETRY',
};

/** QWeather HTTP status → reaction. 401 and 403 can freeze the account when repeated: stop at once. */
export const WEATHER_REACTIONS: Readonly<Record<number, Reaction>> = {
  400: 'BUG',
  401: 'CONFIG',
  403: 'CONFIG',
  404: 'BUG',
  429: 'RETRY',
};
