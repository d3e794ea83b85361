/**
 * Database and Redis of a test's own, which it may kill and start again on the same port. `canStart` says whether this
 * machine has the programs; where services come from containers, tests that need these are passed over.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort } from '../../support/free-port.js';
import { pause } from './random.js';

const FOLDERS = [
  ...(process.env.PATH ?? '').split(delimiter),
  '/usr/sbin',
  '/usr/local/sbin',
  '/usr/local/bin',
];
const READY_LOOKS = 1_200;
const LOOK_MS = 50;

export interface PrivateService {
  url: string;
  start(): Promise<void>;
  /** SIGKILL: no goodbye, no flush. */
  kill(): Promise<void>;
  /** Kills it and removes what it has kept. */
  clear(): Promise<void>;
  /** Its folder, emptied only while it is killed. */
  dataDir: string;
}

function find(...names: string[]): string | null {
  for (const name of names) {
    for (const folder of FOLDERS) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // Not here.
      }
    }
  }
  return null;
}

const mariadb = { server: find('mariadbd'), install: find('mariadb-install-db') };
const redis = find('redis-server', 'valkey-server');

export const canStart = {
  database: mariadb.server !== null && mariadb.install !== null,
  redis: redis !== null,
};

/** A MariaDB as durable as we demand of one, with its files under `folder`. */
export async function privateDatabase(folder = tmpdir()): Promise<PrivateService> {
  const home = await mkdtemp(join(folder, 'cheban-fault-db-'));
  const dataDir = join(home, 'data');
  const port = await freePort();
  const user = userInfo().username;
  // A server that starts clears temporary tables out of its folder, also while it installs: never out of another one's.
  const temporary = `--tmpdir=${home}`;
  execFileSync(String(mariadb.install), [
    '--no-defaults',
    `--datadir=${dataDir}`,
    temporary,
    `--user=${user}`,
    '--auth-root-authentication-method=socket',
    '--skip-test-db',
    '--skip-name-resolve',
  ]);
  const init = join(home, 'init.sql');
  await writeFile(
    init,
    "CREATE USER IF NOT EXISTS 'fault'@'127.0.0.1' IDENTIFIED BY 'fault';\nGRANT ALL PRIVILEGES ON *.* TO 'fault'@'127.0.0.1';\n",
  );
  const service = keep({
    command: String(mariadb.server),
    args: [
      '--no-defaults',
      `--datadir=${dataDir}`,
      temporary,
      `--user=${user}`,
      '--bind-address=127.0.0.1',
      `--port=${port}`,
      '--socket=mysql.sock',
      '--pid-file=mysql.pid',
      `--init-file=${init}`,
      '--skip-name-resolve',
      '--character-set-server=utf8mb4',
      '--collation-server=utf8mb4_unicode_ci',
      '--default-time-zone=+00:00',
      '--innodb-flush-log-at-trx-commit=1',
      '--innodb-buffer-pool-size=64M',
      '--loose-innodb-log-file-size=32M',
      '--skip-log-bin',
    ],
    port,
    say: '',
    isReady: (answer) => answer[4] === 10,
    home,
  });
  return { url: `mysql://fault:fault@127.0.0.1:${port}/`, dataDir, ...service };
}

/** A Redis that keeps its log and never evicts, unless `settings` say otherwise. */
export async function privateRedis(...settings: string[]): Promise<PrivateService> {
  const home = await mkdtemp(join(tmpdir(), 'cheban-fault-redis-'));
  const dataDir = join(home, 'data');
  await mkdir(dataDir);
  const port = await freePort();
  const service = keep({
    command: String(redis),
    args: [
      ...['--bind', '127.0.0.1', '--port', String(port), '--dir', dataDir],
      ...['--appendonly', 'yes', '--save', '', '--maxmemory-policy', 'noeviction'],
      ...settings,
    ],
    port,
    say: 'PING\r\n',
    isReady: (answer) => answer.toString().startsWith('+PONG'),
    home,
  });
  return { url: `redis://127.0.0.1:${port}/0`, dataDir, ...service };
}

function keep(options: {
  command: string;
  args: string[];
  port: number;
  say: string;
  isReady: (answer: Buffer) => boolean;
  home: string;
}) {
  let child: ChildProcess | null = null;
  const kill = async () => {
    const running = child;
    child = null;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const gone = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGKILL');
    await gone;
  };
  return {
    start: async () => {
      child = spawn(options.command, options.args, { stdio: 'ignore' });
      for (let look = 0; look < READY_LOOKS; look += 1) {
        if (options.isReady(await firstAnswer(options.port, options.say))) return;
        await pause(LOOK_MS);
      }
      throw new Error(`${options.command} does not come up`);
    },
    kill,
    clear: async () => {
      await kill();
      await rm(options.home, { recursive: true, force: true });
    },
  };
}

/** The first packet of a server; empty if there is none within a moment. */
function firstAnswer(port: number, say: string): Promise<Buffer> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    const end = (answer: Buffer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(1_000, () => end(Buffer.alloc(0)));
    socket.once('error', () => end(Buffer.alloc(0)));
    socket.once('data', end);
    if (say !== '') socket.write(say);
  });
}
