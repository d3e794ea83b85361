import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../lib/root.mjs';

const NOT_OURS = new Set(['node_modules', 'dist', '.git', '.cheban', '.swc', '.temp', 'coverage']);

/**
 * All files that belong to the repository: what git knows or would take in; without git, what is not made by tools.
 * @param {string} [root]
 * @returns {string[]} paths from the root, with slashes, sorted
 */
export function repositoryFiles(root = ROOT) {
  if (existsSync(join(root, '.git'))) {
    const told = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    const files = new Set(told.split('\0').filter(Boolean));
    return [...files].filter((file) => existsSync(join(root, file))).sort();
  }
  /** @type {string[]} */
  const found = [];
  const walk = (/** @type {string} */ inner) => {
    for (const entry of readdirSync(join(root, inner), { withFileTypes: true })) {
      const path = inner ? `${inner}/${entry.name}` : entry.name;
      if (entry.isDirectory()) {
        if (!NOT_OURS.has(entry.name)) walk(path);
      } else found.push(path);
    }
  };
  walk('');
  return found.sort();
}
