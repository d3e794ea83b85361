import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { lastLines, writeWhole } from '../lib/files.mjs';
import { firstAnswer, freePort, waitUntil } from '../lib/ports.mjs';
import { Stop } from '../lib/stop.mjs';
import { deathOf, run } from '../lib/supervisor.mjs';

const DATABASE = 'cheban';
const USER = 'cheban';
const READY_MS = 90_000;
const PORT_TRIES = 3;

/**
 * Starts a private MariaDB or MySQL on loopback with its files in `<data>/mysql`.
 * @param {object} options
 * @param {string} options.dataDir
 * @param {{ server: string, install: string | undefined }} options.binaries
 * @param {string} options.password of the user `cheban`
 * @param {ReturnType<typeof import('../lib/supervisor.mjs').createSupervisor>} options.supervisor
 * @param {(text: string) => void} options.log
 * @returns {Promise<string>} the DATABASE_URL; its user may do everything, so that tests can make schemas of their own
 */
export async function startDatabase({ dataDir, binaries, password, supervisor, log }) {
  const home = join(dataDir, 'mysql');
  const isMariaDb = /mariadb/i.test((await run(binaries.server, ['--no-defaults', '--version'])).output);
  if (!existsSync(home)) await createFiles({ home, binaries, isMariaDb, log });

  // Run at each start before anyone may connect; thus the password in secrets.json is the truth and no client is needed.
  mkdirSync(temporaryOf(home), { recursive: true, mode: 0o700 });
  const initFile = join(dataDir, 'mysql-init.sql');
  writeWhole(initFile, initStatements(password));

  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    log(`starting ${isMariaDb ? 'MariaDB' : 'MySQL'} on port ${port}`);
    const server = supervisor.start({
      name: 'mysql',
      command: binaries.server,
      args: serverArgs({ home, port, initFile }),
      patienceMs: 60_000,
      watched: false,
    });
    const ready = await waitUntil(() => greets(port), { timeoutMs: READY_MS, giveUp: server.hasEnded });
    if (ready && !server.hasEnded()) {
      server.watch();
      return `mysql://${USER}:${password}@127.0.0.1:${port}/${DATABASE}`;
    }
    const end = lastLines(server.logFile, 40);
    const died = server.hasEnded();
    await server.stop();
    if (/No space left|Errcode: 28|error: 28/i.test(end)) {
      throw new Stop(
        `The disk is full: the database cannot write to ${home}; free some space and run this again.`,
      );
    }
    if (died && attempt < PORT_TRIES && /address already in use|bind on TCP/i.test(end)) continue;
    throw deathOf('mysql', died ? 'it did not come up' : `silent for ${READY_MS / 1000} s`, server.logFile);
  }
}

/**
 * A server greets every client with a packet that begins with protocol version 10; an error packet (too many
 * connections, starting) begins with 255.
 */
async function greets(/** @type {number} */ port) {
  const packet = await firstAnswer({ port });
  return packet[4] === 10;
}

/** Makes the first files in a folder of another name and renames it: an interrupted install leaves nothing that looks whole. */
async function createFiles(
  /** @type {{ home: string, binaries: { server: string, install: string | undefined }, isMariaDb: boolean, log: (text: string) => void }} */ {
    home,
    binaries,
    isMariaDb,
    log,
  },
) {
  log('making the files of a new database');
  for (const entry of readdirSync(dirname(home))) {
    if (entry.startsWith('mysql.half-made'))
      rmSync(join(dirname(home), entry), { recursive: true, force: true });
  }
  const half = `${home}.half-made-${process.pid}`;
  mkdirSync(half, { recursive: true });
  chmodSync(half, 0o700);
  if (isMariaDb && !binaries.install) {
    throw new Stop(
      'mariadbd is here but mariadb-install-db is not; install the whole package mariadb-server.',
    );
  }
  const plain = plainPathTo(half);
  // A server that starts clears temporary tables out of its folder, also while it installs: the installation beside
  // ours, sharing /tmp, would lose its own.
  const temporary = mkdtempSync(join(tmpdir(), 'cheban-install-'));
  const env = { ...process.env, TMPDIR: temporary };
  const result = isMariaDb
    ? await run(
        String(binaries.install),
        [
          '--no-defaults',
          `--datadir=${plain.path}`,
          `--user=${userInfo().username}`,
          '--auth-root-authentication-method=socket',
          `--auth-root-socket-user=${userInfo().username}`,
          '--skip-test-db',
          '--skip-name-resolve',
        ],
        { env },
      )
    : await run(
        binaries.server,
        ['--no-defaults', '--initialize-insecure', `--datadir=${half}`, `--user=${userInfo().username}`],
        { env },
      );
  plain.remove();
  rmSync(temporary, { recursive: true, force: true });
  if (result.code !== 0) {
    rmSync(half, { recursive: true, force: true });
    const said = result.output.trimEnd().split('\n');
    // MariaDB's installer ends with a page of advice: what went wrong stands above it.
    const errors = said.filter((line) => /error/i.test(line) && !/examine the logs/i.test(line));
    const detail = [...errors.slice(0, 10), ...said.slice(-20)].join('\n');
    if (/No space left|Errcode: 28|error: 28|too little disk/i.test(result.output)) {
      throw new Stop(
        `The disk is full: a new database does not fit into ${home}; free some space and run this again.`,
      );
    }
    throw new Stop(`The database could not make its files in ${home} (exit code ${result.code}).`, {
      detail,
    });
  }
  renameSync(half, home);
}

/** MariaDB's installer is a shell script that stumbles over spaces in paths; a link leads it around them. */
function plainPathTo(/** @type {string} */ folder) {
  if (/^[\w./-]+$/.test(folder)) return { path: folder, remove: () => {} };
  const home = mkdtempSync(join(tmpdir(), 'cheban-link-'));
  const path = join(home, 'mysql');
  symlinkSync(folder, path);
  return { path, remove: () => rmSync(home, { recursive: true, force: true }) };
}

/** Beside the data folder: inside it would look like a database. */
const temporaryOf = (/** @type {string} */ home) => `${home}.tmp`;

function serverArgs(
  /** @type {{ home: string, port: number, initFile: string }} */ { home, port, initFile },
) {
  return [
    '--no-defaults',
    `--datadir=${home}`,
    // A server that starts clears temporary tables out of its folder: two on one machine must not share /tmp.
    `--tmpdir=${temporaryOf(home)}`,
    `--user=${userInfo().username}`,
    '--bind-address=127.0.0.1',
    `--port=${port}`,
    // Relative to the data folder: an absolute path may be longer than the 107 bytes a socket address holds.
    '--socket=mysql.sock',
    '--pid-file=mysql.pid',
    `--init-file=${initFile}`,
    '--skip-name-resolve',
    '--character-set-server=utf8mb4',
    '--collation-server=utf8mb4_unicode_ci',
    '--default-time-zone=+00:00',
    '--max-connections=400',
    '--max-allowed-packet=64M',
    '--innodb-flush-log-at-trx-commit=1',
    '--innodb-buffer-pool-size=256M',
    '--loose-innodb-log-file-size=128M',
    '--loose-mysqlx=OFF',
    '--skip-log-bin',
    // As MySQL 8 does by itself; MariaDB would let one INSERT … SELECT at a time number its rows.
    '--innodb-autoinc-lock-mode=2',
  ];
}

/** One statement a line, as init files want it; the password is hexadecimal and needs no quoting. */
function initStatements(/** @type {string} */ password) {
  const user = `'${USER}'@'127.0.0.1'`;
  return [
    `CREATE DATABASE IF NOT EXISTS ${DATABASE} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;`,
    `CREATE USER IF NOT EXISTS ${user} IDENTIFIED BY '${password}';`,
    `ALTER USER ${user} IDENTIFIED BY '${password}';`,
    `GRANT ALL PRIVILEGES ON *.* TO ${user};`,
    '',
  ].join('\n');
}
