/** Set by whoever hosts the mini-program outside WeChat (the test runner), to call another server. */
interface Host {
  __CHEBAN_API_BASE__?: string;
}

/**
 * Base URL of the API, without a trailing slash. H5 calls its own origin, so that one build serves any address; the
 * mini-program calls the address of its build, because WeChat only allows registered hosts.
 */
export function apiBase(): string {
  if (process.env.TARO_ENV === 'h5') return '/api';
  return (globalThis as Host).__CHEBAN_API_BASE__ ?? API_BASE;
}
