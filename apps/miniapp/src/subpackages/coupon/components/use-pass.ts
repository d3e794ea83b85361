import { useCallback, useEffect } from 'react';
import { api } from '@/shared/api';
import { useResource } from '@/shared/data/use-resource';

/** A code to show, and when it ends by the clock of this phone. */
export interface Pass {
  readonly token: string;
  readonly codeText: string;
  readonly untilMs: number;
}

/** Pause between tries when a new code did not come, in ms. */
const againMs = 5_000;

/**
 * The code of a coupon for the counter. It lives for minutes only and renews itself, so that a picture of it is worth
 * nothing later.
 * @param couponId null while there is nothing to show
 */
export function usePass(couponId: string | null) {
  const { resource, reload } = useResource<Pass>(couponId === null ? null : `pass:${couponId}`, async () => {
    const { token, codeText, secondsLeft } = await api.coupon.pass({ body: { couponId } });
    return { token, codeText, untilMs: Date.now() + secondsLeft * 1000 };
  });
  const renew = useCallback(() => void reload(), [reload]);
  const pass = resource.data;
  // A code that has run out is not shown: the counter would refuse it.
  const good = pass !== undefined && pass.untilMs > Date.now() ? pass : undefined;
  const lost = resource.status === 'error';
  useEffect(() => {
    if (!lost) return undefined;
    const timer = setInterval(renew, againMs);
    return () => clearInterval(timer);
  }, [lost, renew]);
  return { pass: good, lost, renew };
}
