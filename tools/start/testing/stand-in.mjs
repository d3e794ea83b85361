import { spawn } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopLeftOvers } from '../../lib/left-overs.mjs';
import { waitUntil } from '../../lib/ports.mjs';
import { ROOT } from '../../lib/root.mjs';

const SERVE = `
import { createServer } from 'node:http';
const server = createServer((request, response) => {
  if (request.url === '/api/who') return response.end(JSON.stringify(request.headers));
  if (request.url === '/api/die') return response.end('', () => { console.error('last words of the api'); process.exit(7); });
  if (request.url === '/api/events') {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    setTimeout(() => response.write('data: one\\n\\n'), 50);
    return;
  }
  response.end('{"ok":true}');
});
server.listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => { server.closeAllConnections(); server.close(); });
`;
const WORKER = `setInterval(() => {}, 1000);`;
const CLI = `
const [command, ...rest] = process.argv.slice(2);
if (command === 'fail') { console.log('{"ok":false}'); process.exit(3); }
console.log('noise');
console.log(JSON.stringify({ command, rest, demo: process.env.CHEBAN_DEMO, keyBytes: Buffer.from(process.env.CHEBAN_DATA_KEY ?? '', 'base64').length,
  database: process.env.DATABASE_URL, staff: [{ login: 'zhang', password: 'demo', role: 'advisor', store: 'S1' }] }));
`;
const LOOP = `
export const steps = [
  { name: 'health', run: async ({ addresses, state }) => { state.ok = (await (await fetch(addresses.api + '/health/live')).json()).ok; return 'fine'; } },
  { name: 'memory', run: async ({ state }) => { if (!state.ok || process.env.CHEBAN_TEST_BREAK) throw new Error('does not hold'); } },
];
`;

/**
 * The real tools around a small stand-in for the workspace: every room is a file or two. Database and Redis are real.
 */
export function createStandIn() {
  const root = mkdtempSync(join(tmpdir(), 'cheban-start-'));
  /** @type {import('node:child_process').ChildProcess[]} */
  const started = [];
  fill();

  function fill() {
    cpSync(join(ROOT, 'tools'), join(root, 'tools'), { recursive: true });
    write(
      'package.json',
      JSON.stringify({ type: 'module', engines: { node: '>=20.19.0' }, packageManager: 'pnpm@0.0.0' }),
    );
    write('pnpm-lock.yaml', 'lockfileVersion: 9.0\n');
    write('node_modules/.modules.yaml', '{}');
    utimesSync(join(root, 'pnpm-lock.yaml'), 1, 1);
    write('tools/start/loop.mjs', LOOP);
    const copyBuild = 'mkdir -p dist && cp src/* dist/';
    for (const dir of ['packages/kernel', 'packages/contracts', 'packages/api-client', 'packages/wechat']) {
      room(dir, { build: copyBuild }, { 'index.js': '' });
    }
    room('apps/simulator', { build: copyBuild }, { 'main.js': SERVE });
    room(
      'apps/server',
      { build: copyBuild },
      { 'main.api.js': SERVE, 'main.worker.js': WORKER, 'main.cli.js': CLI },
    );
    room(
      'apps/console',
      { build: copyBuild },
      { 'index.html': `<p>console</p>${' '.repeat(4000)}`, 'app-a1b2c3d4.js': '1' },
    );
    room(
      'apps/miniapp',
      { 'build:h5': 'mkdir -p dist/h5 && cp src/* dist/h5/' },
      { 'index.html': '<p>owner</p>' },
    );
  }

  function write(/** @type {string} */ path, /** @type {string} */ text) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  }

  function room(
    /** @type {string} */ dir,
    /** @type {object} */ scripts,
    /** @type {Record<string, string>} */ files,
  ) {
    write(`${dir}/package.json`, JSON.stringify({ type: 'module', scripts }));
    for (const [name, text] of Object.entries(files)) write(`${dir}/src/${name}`, text);
  }

  /** @returns {import('../../lib/left-overs.mjs').Child[]} */
  function childrenOf(/** @type {string} */ data) {
    try {
      return JSON.parse(readFileSync(join(data, 'processes.json'), 'utf8'));
    } catch {
      return [];
    }
  }

  function start(/** @type {string[]} */ args, /** @type {NodeJS.ProcessEnv} */ more = {}) {
    const { DATABASE_URL: _database, REDIS_URL: _redis, ...env } = process.env;
    const child = spawn(process.execPath, [join(root, 'tools/start/main.mjs'), ...args], {
      cwd: root,
      env: { ...env, INIT_CWD: root, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    started.push(child);
    let [out, errors] = ['', ''];
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    const ended = new Promise((resolve) => child.once('close', (code) => resolve(code)));
    const isReady = async () => /^READY .*\n/m.test(out);
    return {
      child,
      out: () => out,
      errors: () => errors,
      ended: () => ended,
      ready: async () => {
        const ready = await waitUntil(isReady, { timeoutMs: 90_000, giveUp: () => child.exitCode !== null });
        if (!ready) throw new Error(`not ready:\n${out}\n${errors}`);
        return JSON.parse(String(/^READY (.*)$/m.exec(out)?.[1]));
      },
    };
  }

  function cli(/** @type {string[]} */ args) {
    return new Promise(
      (/** @type {(told: { code: number | null, out: string, errors: string }) => void} */ resolve) => {
        const child = spawn(process.execPath, [join(root, 'tools/cli/main.mjs'), ...args], { cwd: root });
        let [out, errors] = ['', ''];
        child.stdout.on('data', (chunk) => {
          out += chunk;
        });
        child.stderr.on('data', (chunk) => {
          errors += chunk;
        });
        child.once('close', (code) => resolve({ code, out, errors }));
      },
    );
  }

  /** Ends all that the tests started. */
  async function stopAll() {
    for (const child of started.splice(0)) {
      child.kill('SIGTERM');
      await waitUntil(async () => child.exitCode !== null || child.signalCode !== null, {
        timeoutMs: 30_000,
      });
    }
  }

  /** Removes the stand-in, with whatever a failed test left running on its data folders. */
  async function remove() {
    await stopAll();
    for (const name of readdirSync(root))
      if (name.startsWith('data-')) await stopLeftOvers(join(root, name), () => {});
    rmSync(root, { recursive: true, force: true });
  }

  return { root, write, childrenOf, start, cli, stopAll, remove };
}
