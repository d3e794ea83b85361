export { type Acs3Request, acs3Query, signAcs3 } from './acs3-signature.js';
export { type Outcome, ProviderError, type ProviderErrorInit } from './errors.js';
export { type HttpOptions, ProviderHttp } from './http.js';
export {
  type ContentCheck,
  MiniProgramClient,
  type MiniProgramSession,
  type QrCodeRequest,
  type SubscribeMessage,
} from './mini-program.client.js';
export {
  type Follower,
  type FollowerPage,
  OfficialAccountClient,
  type OfficialAccountOptions,
  type TemplateMessage,
} from './official-account.client.js';
export { parseProviderJson } from './provider-json.js';
export { openPush, type PushQuery, type PushSettings, verifyPushUrl } from './push.js';
export { MAX_PUSH_BYTES } from './push-body.js';
export { decryptPush, encryptPush, isPushSignature, pushSignature, readAesKey } from './push-crypto.js';
export { PushError, type PushErrorReason } from './push-error.js';
export type { PushEvent, TemplateFinish } from './push-events.js';
export { ALIYUN_REACTIONS, type Reaction, WEATHER_REACTIONS, WECHAT_REACTIONS } from './reactions.js';
export { SmsClient, type SmsClientOptions, type SmsDetail, type SmsMessage } from './sms.client.js';
export { readSmsReceipts, readSmsReplies, type SmsReceipt, type SmsReply } from './sms-callbacks.js';
export { type AccountTemplate, readKeywords, type TemplateKeyword } from './templates.js';
export {
  AccessTokens,
  type AccessTokensOptions,
  MemoryTokenStore,
  type StoredToken,
  type TokenStore,
} from './token.js';
export {
  checkValue,
  fitValue,
  VALUE_KINDS,
  type ValueKind,
  type ValueProblem,
  valueKind,
  valueLimit,
} from './values.js';
export {
  type WeatherAlert,
  type WeatherAlerts,
  WeatherClient,
  type WeatherClientOptions,
} from './weather.client.js';
export type { WechatAppOptions } from './wechat-call.js';
