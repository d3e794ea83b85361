/**
 * What a person reads when a copy is up: where to look and how to log in.
 * @param {import('./copy.mjs').Copy} copy
 * @param {string} took
 */
export function welcome({ addresses, demo }, took) {
  const lines = [
    '',
    `Cheban is ready after ${took}. Ctrl-C stops it and keeps the data.`,
    '',
    `  Owner app   ${addresses.owner}`,
    `  Console     ${addresses.console}`,
    `  Phones      ${addresses.phones}   what owners' phones show`,
    `  API         ${addresses.api}   (${addresses.api}/docs)`,
  ];
  /** @type {{ login: string, password: string, role: string, store: string }[]} */
  const staff = Array.isArray(demo?.staff) ? demo.staff : [];
  if (staff.length > 0) {
    lines.push('', '  Log-ins of the demo group for the console:');
    const width = (/** @type {'login' | 'password' | 'store'} */ key) =>
      Math.max(...staff.map((one) => String(one[key] ?? '').length));
    const [login, password, store] = [width('login'), width('password'), width('store')];
    for (const one of staff) {
      lines.push(
        `    ${String(one.login).padEnd(login)}  ${String(one.password).padEnd(password)}  ${String(one.store ?? '').padEnd(store)}  ${one.role}`,
      );
    }
  }
  return `${lines.join('\n')}\n\n`;
}
