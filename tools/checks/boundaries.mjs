import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import { ROOT } from '../lib/root.mjs';

const configuration = createRequire(import.meta.url)(join(ROOT, '.dependency-cruiser.cjs'));

/** Names of all boundary rules. */
export const ruleNames = configuration.forbidden.map((/** @type {{ name: string }} */ one) => one.name);

/**
 * Holds the boundary rules against a tree laid out like this repository.
 * @param {string} [root]
 * @returns {Promise<{ rule: string, from: string, to: string, text: string }[]>} what is forbidden, with the reason
 */
export async function checkBoundaries(root = ROOT) {
  const folders = ['apps', 'packages'].flatMap((parent) => {
    const path = join(root, parent);
    if (!existsSync(path)) return [];
    return readdirSync(path).flatMap((name) =>
      ['src', 'test']
        .map((inner) => `${parent}/${name}/${inner}`)
        .filter((folder) => existsSync(join(root, folder))),
    );
  });
  const { output } = await cruise(
    folders,
    {
      ...configuration.options,
      ruleSet: { forbidden: configuration.forbidden },
      validate: true,
      baseDir: root,
    },
    { ...configuration.options.enhancedResolveOptions, alias: { '@': join(root, 'apps/miniapp/src') } },
  );
  if (typeof output === 'string') throw new Error(output);
  const reasons = new Map(
    configuration.forbidden.map((/** @type {{ name: string, comment: string }} */ one) => [
      one.name,
      one.comment,
    ]),
  );
  return output.summary.violations.map((found) => ({
    rule: found.rule.name,
    from: found.from,
    to: found.to,
    text: `${found.from} → ${found.to}  [${found.rule.name}] ${reasons.get(found.rule.name) ?? ''}`,
  }));
}
