import { existsSync } from 'node:fs';
import { run } from '../lib/supervisor.mjs';
import { findBinary } from './binaries.mjs';

/** What to ask apt for; the core packages hold the database server without a system service, the last is the fallback. */
const DEBIAN_PACKAGES = {
  database: [['mariadb-server-core', 'mariadb-client-core'], ['mariadb-server']],
  redis: [['redis-server']],
  browser: [['chromium', 'fonts-noto-cjk']],
};

/**
 * How this process may install Debian packages: as root, or by sudo without a password.
 * @returns {Promise<string[] | undefined>} what to put before `apt-get`; undefined when it may not
 */
async function aptPrefix() {
  if (!existsSync('/etc/debian_version')) return undefined;
  const apt = findBinary(['apt-get']);
  if (!apt) return undefined;
  if (process.getuid?.() === 0) return [apt];
  const sudo = findBinary(['sudo']);
  if (!sudo) return undefined;
  const asked = await run(sudo, ['-n', 'true']);
  return asked.code === 0 ? [sudo, '-n', apt] : undefined;
}

/**
 * Installs what is missing on Debian or Ubuntu.
 * @param {(keyof typeof DEBIAN_PACKAGES)[]} wanted
 * @param {{ log: (text: string) => void, signal?: AbortSignal }} options
 * @returns {Promise<{ ok: true } | { ok: false, reason: string }>} reason: a half sentence
 */
export async function installDebian(wanted, { log, signal }) {
  const prefix = await aptPrefix();
  if (!prefix)
    return {
      ok: false,
      reason: 'packages cannot be installed here (not Debian or Ubuntu, or neither root nor sudo)',
    };
  const [command, ...before] = /** @type {[string, ...string[]]} */ (prefix);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (/** @type {string[]} */ ...args) =>
    run(command, [...before, ...args], { env, onLine: log, signal });
  log('apt-get update');
  const updated = await apt('update');
  for (const what of wanted) {
    let last = updated;
    for (const packages of DEBIAN_PACKAGES[what]) {
      log(`apt-get install ${packages.join(' ')}`);
      last = await apt('install', '-y', '--no-install-recommends', ...packages);
      if (last.code === 0) break;
    }
    if (last.code !== 0) {
      const why =
        last.output
          .trimEnd()
          .split('\n')
          .reverse()
          .find((line) => /^E:/.test(line)) ?? `exit code ${last.code}`;
      return { ok: false, reason: `apt-get install failed (${why.replace(/^E:\s*/, '').trim()})` };
    }
  }
  return { ok: true };
}
