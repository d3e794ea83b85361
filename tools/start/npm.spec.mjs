import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { freeBase, waitUntil } from '../lib/ports.mjs';
import { isSameProcess } from '../lib/process-id.mjs';
import { ROOT } from '../lib/root.mjs';
import { createStandIn } from './testing/stand-in.mjs';

const { root, write, childrenOf, remove } = createStandIn();
afterAll(remove);

// Whoever holds `npm start` knows npm's process only, and npm may put a shell between.
it.each([
  ['SIGINT', 'as in package.json'],
  ['SIGTERM', 'as in package.json'],
  ['SIGTERM', 'behind a shell'],
  ['SIGKILL', 'as in package.json'],
])('%s to npm stops every process (%s)', async (signal, how) => {
  const { scripts, engines, packageManager } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const start = how === 'behind a shell' ? scripts.start.replace(/^exec /, 'true && ') : scripts.start;
  write('package.json', JSON.stringify({ type: 'module', engines, packageManager, scripts: { start } }));
  const data = join(root, 'data-npm');
  const { npm_lifecycle_event: _event, ...env } = process.env;
  const args = ['start', '--', '--data', 'data-npm', '--port', String(await freeBase())];
  const npm = spawn('npm', args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let errors = '';
  npm.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  npm.stdout.on('data', (chunk) => {
    out += chunk;
  });
  const isUp = async () => /^READY /m.test(out);
  expect(await waitUntil(isUp, { timeoutMs: 90_000, giveUp: () => npm.exitCode !== null }), errors).toBe(
    true,
  );
  const children = childrenOf(data);
  expect(children.length).toBeGreaterThanOrEqual(6);
  npm.kill(/** @type {NodeJS.Signals} */ (signal));
  expect(await waitUntil(async () => !children.some(isSameProcess), { timeoutMs: 30_000 })).toBe(true);
  expect(await waitUntil(async () => childrenOf(data).length === 0, { timeoutMs: 10_000 })).toBe(true);
});
