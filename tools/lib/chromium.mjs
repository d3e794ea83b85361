/** Says to Chromium: no sandbox (it may run as root), no graphics card, and nothing asked of anybody on its own. */
export const QUIET_CHROMIUM = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
