import { ApiError } from '@cheban/api-client';
import { errors } from '@cheban/contracts/constants';
import { session } from '.';

/** An error of the contracts that did not come over the JSON transport. */
export function refused(code: 'AUTH.REQUIRED' | 'SERVER.UNAVAILABLE'): ApiError {
  const { status, text, retry } = errors[code];
  return new ApiError(status, code, text, retry);
}

/**
 * Runs what the JSON transport cannot carry (files) with the log-in of the owner, and once more with a fresh one if it
 * is refused as too old.
 * @param run rejects when no answer came
 * @param lost what to say then
 * @throws ApiError AUTH.REQUIRED or NETWORK
 */
export async function withToken<A extends { readonly status: number }>(
  run: (token: string) => Promise<A>,
  lost: string,
): Promise<A> {
  const once = async (token: string) => {
    try {
      return await run(token);
    } catch {
      throw new ApiError(0, 'NETWORK', lost, true);
    }
  };
  const tokens = await session.tokens();
  if (!tokens) throw refused('AUTH.REQUIRED');
  const answer = await once(tokens.accessToken);
  if (answer.status !== 401) return answer;
  const renewed = await session.renew(tokens);
  if (!renewed) throw refused('AUTH.REQUIRED');
  return once(renewed.accessToken);
}
