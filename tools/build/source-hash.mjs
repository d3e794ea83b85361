import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// What changes no output: tests, results, and what other tools leave in a room.
const NOT_SOURCES = new Set(['node_modules', 'dist', 'test', 'bench', 'design', '.temp', '.swc', 'coverage']);
const NOT_BUILT = /\.(spec|test)\.[cm]?[jt]sx?$|\.md$|\.log$|\.tsbuildinfo$/;

/** Files in the root that take part in every build. */
const SHARED = ['.swcrc', 'tsconfig.base.json', 'pnpm-lock.yaml'];

/**
 * All source files of a room.
 * @param {string} dir
 * @returns {string[]} paths from `dir`, sorted
 */
function sourceFiles(dir) {
  /** @type {string[]} */
  const found = [];
  const walk = (/** @type {string} */ inner) => {
    for (const entry of readdirSync(join(dir, inner), { withFileTypes: true })) {
      const path = inner ? `${inner}/${entry.name}` : entry.name;
      if (entry.isDirectory()) {
        if (!NOT_SOURCES.has(entry.name)) walk(path);
      } else if (!NOT_BUILT.test(entry.name)) found.push(path);
    }
  };
  walk('');
  return found.sort();
}

/**
 * A hash of everything a room's output is made from: names and contents of its sources, the shared settings, the lock
 * file, the Node.js line and the hashes of the rooms it needs.
 * @param {object} options
 * @param {string} options.root
 * @param {string} options.dir from root
 * @param {string} options.script
 * @param {(string | undefined)[]} [options.settings] values of the environment variables that the script reads
 * @param {string[]} options.needs hashes of the rooms that this one is built upon
 * @returns {string}
 */
export function sourceHash({ root, dir, script, needs, settings = [] }) {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([script, process.versions.node.split('.')[0], needs, settings]));
  for (const file of SHARED) {
    if (existsSync(join(root, file))) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  }
  for (const file of sourceFiles(join(root, dir))) {
    hash.update(`\0${file}\0`).update(readFileSync(join(root, dir, file)));
  }
  return hash.digest('hex');
}
