import { ProviderError } from '../errors.js';
import type { Reaction } from '../reactions.js';

/**
 * WeChat Pay code → reaction. `QUERY`: nobody may repeat with another number, and only a query tells what happened.
 * Sources: error tables of the order, refund and transfer pages on pay.weixin.qq.com.
 */
export const PAY_REACTIONS: Readonly<Record<string, Reaction>> = {
  SYSTEM_ERROR: 'QUERY',
  PARAM_ERROR: 'BUG',
  INVALID_REQUEST: 'BUG',
  SIGN_ERROR: 'CONFIG',
  NO_AUTH: 'CONFIG',
  APPID_MCHID_NOT_MATCH: 'CONFIG',
  MCH_NOT_EXISTS: 'CONFIG',
  NOT_ENOUGH: 'WAIT',
  FREQUENCY_LIMITED: 'RETRY',
  FREQUENCY_LIMIT_EXCEED: 'RETRY',
  RATELIMIT_EXCEEDED: 'RETRY',
  OUT_TRADE_NO_USED: 'QUERY',
  ORDERPAID: 'QUERY',
  ORDER_CLOSED: 'DROP',
  ORDER_NOT_EXIST: 'DROP',
  RESOURCE_NOT_EXISTS: 'DROP',
  NOT_FOUND: 'DROP',
  ALREADY_EXISTS: 'BUG',
  USER_ACCOUNT_ABNORMAL: 'DROP',
  USER_ERROR: 'DROP',
  RULE_LIMIT: 'DROP',
  TRADE_ERROR: 'DROP',
};

/** The error of an answer with a status of 4xx. WeChat Pay checks before it works, but its SYSTEM_ERROR may follow the work. */
export function payError(api: string, status: number, code: string, message: string): ProviderError {
  return new ProviderError({
    api,
    code: code || `http_${status}`,
    reaction: PAY_REACTIONS[code] ?? (status === 429 ? 'RETRY' : status === 401 ? 'CONFIG' : 'UNKNOWN'),
    outcome: code === 'SYSTEM_ERROR' ? 'maybe_done' : 'not_done',
    providerText: message,
  });
}
