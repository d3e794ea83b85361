import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const MEGABYTE = 1024 * 1024;
const MAIN_BUDGET = MEGABYTE;
const SUBPACKAGE_BUDGET = MEGABYTE / 2;

/**
 * Sizes of a built mini-program as WeChat counts them: every file, by the package it belongs to.
 * @param {string} dir of the weapp build
 * @returns {{ name: string, bytes: number, budget: number }[]} the main package first
 */
function measurePackages(dir) {
  const app = JSON.parse(readFileSync(join(dir, 'app.json'), 'utf8'));
  /** @type {string[]} */
  const roots = (app.subPackages ?? app.subpackages ?? []).map((/** @type {{ root: string }} */ one) =>
    one.root.replace(/^\/|\/$/g, ''),
  );
  const sizes = new Map([['main', 0], ...roots.map((root) => /** @type {[string, number]} */ ([root, 0]))]);
  const walk = (/** @type {string} */ inner) => {
    for (const entry of readdirSync(join(dir, inner), { withFileTypes: true })) {
      const path = inner ? `${inner}/${entry.name}` : entry.name;
      if (entry.isDirectory()) {
        walk(path);
        continue;
      }
      // Source maps and the developer tool's own settings are not uploaded.
      if (path.endsWith('.map') || /^project\.(private\.)?config\.json$/.test(path)) continue;
      const owner = roots.find((root) => path.startsWith(`${root}/`)) ?? 'main';
      sizes.set(owner, (sizes.get(owner) ?? 0) + statSync(join(dir, path)).size);
    }
  };
  walk('');
  return [...sizes].map(([name, bytes]) => ({
    name,
    bytes,
    budget: name === 'main' ? MAIN_BUDGET : SUBPACKAGE_BUDGET,
  }));
}

/**
 * Holds a weapp build against its budget.
 * @param {string} dir
 * @param {{ required?: boolean }} [options] required: whether a missing build is a problem
 * @returns {{ problems: string[], note: string }}
 */
export function checkBundleBudget(dir, { required = false } = {}) {
  if (!existsSync(join(dir, 'app.json'))) {
    const text = 'the mini-program is not built (npm run build -- weapp)';
    return required ? { problems: [text], note: '' } : { problems: [], note: `skipped: ${text}` };
  }
  const packages = measurePackages(dir);
  const kilobytes = (/** @type {number} */ bytes) => `${Math.ceil(bytes / 1024)} KB`;
  return {
    problems: packages
      .filter((one) => one.bytes > one.budget)
      .map((one) => `package ${one.name} has ${kilobytes(one.bytes)}, more than ${kilobytes(one.budget)}`),
    note: packages.map((one) => `${one.name} ${kilobytes(one.bytes)}`).join(', '),
  };
}
