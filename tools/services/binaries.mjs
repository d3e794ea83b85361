import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

// Debian keeps servers in sbin folders that an ordinary user's PATH leaves out; Homebrew has its own.
const MORE_FOLDERS = [
  '/usr/sbin',
  '/usr/local/sbin',
  '/sbin',
  '/usr/local/bin',
  '/opt/homebrew/bin',
  '/usr/libexec',
];

/**
 * Folders in which programs are looked for: the PATH, then the usual places for servers.
 * @param {NodeJS.ProcessEnv} [env]
 */
export function programFolders(env = process.env) {
  return [...(env['PATH'] ?? '').split(delimiter).filter(Boolean), ...MORE_FOLDERS];
}

/**
 * The first of some programs that is on this machine.
 * @param {string[]} names in order of preference
 * @param {string[]} [folders] where to look
 * @returns {string | undefined} absolute path
 */
export function findBinary(names, folders = programFolders()) {
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not here.
      }
    }
  }
  return undefined;
}

/**
 * The database server and, for MariaDB, what makes its first data folder.
 * @param {string[]} [folders]
 * @returns {{ server: string, install: string | undefined } | undefined}
 */
export function findDatabase(folders) {
  const server = findBinary(['mariadbd', 'mysqld'], folders);
  if (!server) return undefined;
  return { server, install: findBinary(['mariadb-install-db', 'mysql_install_db'], folders) };
}

/**
 * @param {string[]} [folders]
 * @returns {string | undefined}
 */
export function findRedis(folders) {
  return findBinary(['redis-server', 'valkey-server'], folders);
}
