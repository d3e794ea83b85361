/** What this browser remembers while the person is on WeChat's log-in page. */
export interface LoginTrip {
  /** Random; comes back with the code, so that nobody else's code can be slipped in. */
  readonly state: string;
  /** Page path with query, without leading slash, that opens after the log-in. */
  readonly next: string;
}

/** What the address said when the app was opened. */
export interface LoginReturn {
  /** Single use. */
  readonly code: string;
  /** The state is the one we sent. */
  readonly asked: boolean;
  /** The address without the code; shared or reloaded, it sends nothing twice. */
  readonly address: string;
}

/**
 * Reads a return from WeChat's log-in page, or the link of a message that carries a code.
 * @param address path, query and hash
 * @param trip the log-in that this browser began, if any
 * @returns null when the address carries no code, or a code with a state that we did not send
 */
export function readReturn(
  address: { readonly pathname: string; readonly search: string; readonly hash: string },
  trip: LoginTrip | undefined,
): LoginReturn | null {
  const query = new URLSearchParams(address.search);
  const [code, state] = [query.get('code'), query.get('state')];
  if (!code) return null;
  const asked = state !== null && trip?.state === state;
  if (state !== null && !asked) return null;
  query.delete('code');
  query.delete('state');
  const rest = query.toString();
  const hash = asked && trip.next !== '' ? `#/${trip.next}` : address.hash;
  return { code, asked, address: `${address.pathname}${rest ? `?${rest}` : ''}${hash}` };
}

/** The log-in page with our own state instead of the one the server put there. */
export function withState(authorizeUrl: string, state: string): string {
  const url = new URL(authorizeUrl);
  url.searchParams.set('state', state);
  return url.href;
}
