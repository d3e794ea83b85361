import { type Outcome, ProviderError } from './errors.js';
import type { Reaction } from './reactions.js';

interface Call {
  readonly api: string;
  readonly method: 'GET' | 'POST';
}

export function deadlineError(): Error {
  return Object.assign(new Error('The call took too long'), { name: 'TimeoutError' });
}

// Failures that come before a single byte of the request has left this machine.
const BEFORE_WRITING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_INVALID_ARG',
  'UND_ERR_DESTROYED',
  'UND_ERR_CLOSED',
]);
const TIMEOUTS = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

/** Reading again is harmless; repeating a write that may be done is the caller's decision. */
export function reactionTo(call: Call, outcome: Outcome): Reaction {
  return outcome === 'not_done' || call.method === 'GET' ? 'RETRY' : 'UNKNOWN';
}

/** What a call that broke on its way ends with. */
export function transportError(call: Call, error: unknown): ProviderError {
  const codes = errorCodes(error);
  const isTimeout =
    codes.some((code) => TIMEOUTS.has(code)) || (error instanceof Error && error.name === 'TimeoutError');
  const outcome: Outcome = codes.some((code) => BEFORE_WRITING.has(code)) ? 'not_done' : 'maybe_done';
  return new ProviderError({
    api: call.api,
    code: isTimeout ? 'timeout' : 'network',
    reaction: reactionTo(call, outcome),
    outcome,
    providerText: codes[0] ?? (error instanceof Error ? error.name : 'unknown'),
    cause: error,
  });
}

/** The codes of an error, of its cause and of the parts of an AggregateError (several addresses tried). */
function errorCodes(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return [];
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown };
  return [
    ...(typeof code === 'string' ? [code] : []),
    ...errorCodes(cause),
    ...(Array.isArray(errors) ? errors.flatMap(errorCodes) : []),
  ];
}
