import type { ApiRequest, ApiResponse, Transport } from '@cheban/api-client';

interface RetryOptions {
  /** Waits before each further try, in ms. */
  readonly waitsMs?: readonly number[];
  /** Sleeps; passed in by tests. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** 0 to 1; spreads the retries of many phones after an outage. */
  readonly random?: () => number;
}

const defaultWaitsMs = [300, 900];
const busy = new Set([502, 503, 504]);

/**
 * Tries reads again after a lost connection or a busy server. Changes get one try: whether to send them again is the
 * person's decision, with the same idempotency key.
 */
export function withRetry(next: Transport, options: RetryOptions = {}): Transport {
  const waits = options.waitsMs ?? defaultWaitsMs;
  const sleep = options.sleep ?? ((ms: number) => new Promise<void>((done) => setTimeout(done, ms)));
  const random = options.random ?? Math.random;
  return async (request: ApiRequest): Promise<ApiResponse> => {
    for (let attempt = 0; ; attempt += 1) {
      const wait = request.method === 'GET' ? waits[attempt] : undefined;
      try {
        const answer = await next(request);
        if (wait === undefined || !busy.has(answer.status)) return answer;
      } catch (error) {
        if (wait === undefined) throw error;
      }
      await sleep(wait * (0.75 + random() / 2));
    }
  };
}
