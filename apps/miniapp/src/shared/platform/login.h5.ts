import type { LoginPlatform } from './types';

export const login: LoginPlatform = {
  silent: false,
  async credential() {
    const query = new URLSearchParams(window.location.search);
    const [code, state] = [query.get('code'), query.get('state')];
    if (!code) return null;
    // The code works once: take it out of the address, so that a reload or a shared link does not send it again.
    query.delete('code');
    query.delete('state');
    const rest = query.toString();
    window.history.replaceState(
      null,
      '',
      `${window.location.pathname}${rest ? `?${rest}` : ''}${window.location.hash}`,
    );
    return { kind: 'web', code, state: state ?? '' };
  },
  redirect(authorizeUrl) {
    window.location.assign(authorizeUrl);
  },
};
