import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writeJson } from './files.mjs';
import { withLock } from './lock.mjs';
import { CACHE, ROOT } from './root.mjs';
import { asFileStop, Stop } from './stop.mjs';
import { run } from './supervisor.mjs';

const NO_NETWORK =
  /ENOTFOUND|EAI_AGAIN|ENETUNREACH|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|META_FETCH_FAIL/;
const STAMP = join(CACHE, 'install.json');

/** Refuses a Node.js that is too old for this workspace, with one sentence. */
export function requireNode() {
  const { engines } = readJson(join(ROOT, 'package.json'));
  const least = String(engines.node).replace(/^>=/, '').split('.').map(Number);
  const own = process.versions.node.split('.').map(Number);
  const difference = least.map((part, index) => (own[index] ?? 0) - part).find((part) => part !== 0) ?? 0;
  if (difference < 0) {
    throw new Stop(`Node.js ${process.versions.node} is too old: Cheban needs ${least.join('.')} or newer.`);
  }
}

/**
 * Installs the workspace's packages as the lock file says, unless that has been done since the lock file last changed.
 * @param {{ note?: (text: string) => void, signal?: AbortSignal }} [options]
 * @returns {Promise<{ skipped?: string }>}
 */
export async function installWorkspace({ note = () => {}, signal } = {}) {
  if (isInstalled()) return { skipped: 'up to date' };
  try {
    mkdirSync(CACHE, { recursive: true });
  } catch (error) {
    throw asFileStop(error, ROOT);
  }
  return withLock(
    join(CACHE, 'workspace.lock'),
    async () => {
      if (isInstalled()) return { skipped: 'up to date' };
      const { packageManager } = readJson(join(ROOT, 'package.json'));
      const result = await run('npx', ['--yes', packageManager, 'install', '--frozen-lockfile'], {
        cwd: ROOT,
        // Without CI pnpm may stop to ask a question that nobody can see.
        env: { ...process.env, CI: 'true' },
        onLine: note,
        signal,
      });
      if (result.code !== 0) throw installFailure(result);
      writeJson(STAMP, { lock: lockHash() }, 0o644);
      return {};
    },
    (holder) => note(`waiting for process ${holder.pid}, which is installing or building`),
  );
}

function installFailure(/** @type {{ code: number, output: string }} */ { code, output }) {
  const detail = output.trimEnd().split('\n').slice(-15).join('\n');
  if (/ENOSPC|no space left/i.test(output)) {
    return new Stop(
      `The disk is full: the packages do not fit into ${ROOT}; free some space and run this again.`,
    );
  }
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return new Stop(`No permission to install packages into ${ROOT}; run this as the owner of that folder.`, {
      detail,
    });
  }
  if (NO_NETWORK.test(output)) {
    return new Stop(
      'The packages could not be fetched: no network, or the npm registry does not answer; connect and run this again.',
    );
  }
  return new Stop(`Installing the packages failed (exit code ${code}).`, { detail });
}

function isInstalled() {
  const modules = join(ROOT, 'node_modules', '.modules.yaml');
  if (!existsSync(modules)) return false;
  if (statSync(modules).mtimeMs > statSync(join(ROOT, 'pnpm-lock.yaml')).mtimeMs) return true;
  return readJson(STAMP)?.lock === lockHash();
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(ROOT, 'pnpm-lock.yaml')))
    .digest('hex');
}
