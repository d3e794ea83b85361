import { ALIYUN_REACTIONS, type Reaction, WEATHER_REACTIONS, WECHAT_REACTIONS } from './reactions.js';

/** Whether the provider may already have done the work that was asked of it. */
export type Outcome = 'not_done' | 'maybe_done';

export type ProviderErrorInit = {
  /** Our own name of the call, for example `wx.subscribe.send`. */
  api: string;
  /** errcode or provider code, or `timeout` | `network` | `http_<status>` | `malformed`. */
  code: string;
  reaction: Reaction;
  outcome: Outcome;
  /** The template key at fault (47003 only), for example `thing1`. */
  field?: string;
  /** What the provider said. For logs, never for people and never to be matched on. */
  providerText: string;
  cause?: unknown;
};

/** A call to an external API that did not end in a clear success. */
export class ProviderError extends Error {
  readonly api: string;
  readonly code: string;
  readonly reaction: Reaction;
  readonly outcome: Outcome;
  readonly field: string | undefined;
  readonly providerText: string;

  constructor(init: ProviderErrorInit) {
    super(`${init.api} failed: ${init.code} ${init.providerText}`.trim(), { cause: init.cause });
    this.name = 'ProviderError';
    this.api = init.api;
    this.code = init.code;
    this.reaction = init.reaction;
    this.outcome = init.outcome;
    this.field = init.field;
    this.providerText = init.providerText;
  }
}

/**
 * The error of a WeChat answer whose errcode is not 0.
 * WeChat checks before it works, so an errcode always means "not done".
 */
export function wechatError(api: string, errcode: number, errmsg: string): ProviderError {
  return new ProviderError({
    api,
    code: String(errcode),
    reaction: WECHAT_REACTIONS[errcode] ?? 'UNKNOWN',
    outcome: 'not_done',
    field: errcode === 47003 ? faultyField(errmsg) : undefined,
    providerText: errmsg,
  });
}

/** The error of an Aliyun answer whose Code is not OK. */
export function aliyunError(api: string, code: string, message: string): ProviderError {
  return new ProviderError({
    api,
    code,
    reaction: ALIYUN_REACTIONS[code] ?? (code.startsWith('Throttling') ? 'RETRY' : 'UNKNOWN'),
    outcome: 'not_done',
    providerText: message,
  });
}

/** The error of a QWeather answer with an HTTP status of 4xx. */
export function weatherError(api: string, status: number, detail: string): ProviderError {
  return new ProviderError({
    api,
    code: String(status),
    reaction: WEATHER_REACTIONS[status] ?? 'UNKNOWN',
    outcome: 'not_done',
    providerText: detail,
  });
}

/** An answer that cannot be read: the work may be done, only the news of it is lost. */
export function malformedAnswer(api: string, text: string, cause?: unknown): ProviderError {
  return new ProviderError({
    api,
    code: 'malformed',
    reaction: 'UNKNOWN',
    outcome: 'maybe_done',
    providerText: text.slice(0, 200),
    cause,
  });
}

/** The key named in a 47003 text such as `argument invalid! data.thing1.value is empty rid: …`. */
function faultyField(errmsg: string): string | undefined {
  return /data\.([A-Za-z_]+\d*)(?:\.value)?/.exec(errmsg)?.[1];
}
