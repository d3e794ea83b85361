export { type Acs3Request, acs3Query, signAcs3 } from './acs3-signature.js';
export { type Outcome, ProviderError, type ProviderErrorInit } from './errors.js';
export { type HttpOptions, ProviderHttp } from './http.js';
export {
  type ContentCheck,
  MiniProgramClient,
  type MiniProgramSession,
  type PhotoCheck,
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
export {
  PayClient,
  type PayOrder,
  type Refund,
  type RefundRequest,
  type RefundState,
  type Trade,
  type TradeState,
} from './pay/pay.client.js';
export { type PayAccount, whyNotGenuine } from './pay/pay-call.js';
export { PAY_REACTIONS } from './pay/pay-errors.js';
export { NoticeError, type NoticeErrorReason, openNotice, type PayNotice } from './pay/pay-notice.js';
export { openResource, type PayResource, sealResource } from './pay/pay-resource.js';
export {
  isSignature,
  type MerchantKey,
  type PaymentParams,
  paymentText,
  readAuthorization,
  replyText,
  requestText,
  signText,
} from './pay/pay-signature.js';
export {
  type Transfer,
  TransferClient,
  type TransferRequest,
  type TransferState,
} from './pay/transfer.client.js';
export { parseProviderJson } from './provider-json.js';
export { openPush, type PushQuery, type PushSettings, verifyPushUrl } from './push.js';
export { MAX_PUSH_BYTES } from './push-body.js';
export { decryptPush, encryptPush, isPushSignature, pushSignature, readAesKey } from './push-crypto.js';
export { PushError, type PushErrorReason } from './push-error.js';
export type { MediaVerdict, PushEvent, TemplateFinish } from './push-events.js';
export { ALIYUN_REACTIONS, type Reaction, WEATHER_REACTIONS, WECHAT_REACTIONS } from './reactions.js';
export {
  SMS_VARIABLE_LIMIT,
  SmsClient,
  type SmsClientOptions,
  type SmsDetail,
  type SmsMessage,
} from './sms.client.js';
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
  NAME_LIMITS,
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
