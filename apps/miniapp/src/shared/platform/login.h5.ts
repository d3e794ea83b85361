import { newIdempotencyKey } from '@cheban/api-client';
import { type LoginTrip, readReturn, withState } from './login-return';
import type { LoginPlatform } from './types';

/** Ends with the tab: a log-in that was begun elsewhere is not ours to finish. */
const tripKey = 'cheban.login-trip';

function readTrip(): LoginTrip | undefined {
  try {
    const text = window.sessionStorage.getItem(tripKey);
    window.sessionStorage.removeItem(tripKey);
    return text === null ? undefined : (JSON.parse(text) as LoginTrip);
  } catch {
    return undefined;
  }
}

/** Read while the app is loaded, before the router looks at the address. */
function readArrival() {
  const query = new URLSearchParams(window.location.search);
  if (!query.has('code')) return null;
  const found = readReturn(window.location, readTrip());
  window.history.replaceState(
    null,
    '',
    found?.address ?? `${window.location.pathname}${window.location.hash}`,
  );
  return found;
}

let arrival = readArrival();

export const login: LoginPlatform = {
  silent: false,
  arrived: () => arrival !== null,
  async credential() {
    if (!arrival) return null;
    const { code, asked } = arrival;
    arrival = null;
    return { kind: 'web', code, asked };
  },
  redirect(authorizeUrl, next) {
    const state = newIdempotencyKey();
    try {
      const trip: LoginTrip = { state, next };
      window.sessionStorage.setItem(tripKey, JSON.stringify(trip));
    } catch {
      // Without storage the return is refused, and the person sees the log-in page again.
    }
    window.location.assign(withState(authorizeUrl, state));
  },
};
