const TEXT =
  /\.([cm]?[jt]sx?|json|ya?ml|md|css|scss|html|sh|conf|wxs|txt|toml)$|Dockerfile$|^\.ci\/|^\.[a-z]+rc$|ignore$/;
const LARGEST_TEXT = 2_000_000;

/**
 * @typedef {{ name: string, reason: string, applies: (path: string) => boolean, pattern: RegExp }} HygieneRule
 */

/** @type {HygieneRule[]} */
export const hygieneRules = [
  {
    name: 'no-registry-host',
    reason: 'where packages come from is the business of whoever installs them',
    applies: () => true,
    pattern: /\bregistry\.[\w-]+\.(org|com|cn|net|io)\b|\bnpm[m]irror\b|\bregistry=h/i,
  },
  {
    name: 'no-machine-path',
    reason: 'a path of one machine means nothing on another',
    applies: () => true,
    pattern: /(^|[\s'"`(=:,])(\/(work|root|farm)\/|\/(home|Users)\/\w+\/|[A-Z]:\\Users\\)/,
  },
  {
    name: 'no-tarball-in-lock-file',
    reason: 'a lock file with addresses ties the installation to one registry',
    applies: (path) => path.endsWith('pnpm-lock.yaml'),
    pattern: /tarball:|https?:\/\//,
  },
  {
    name: 'one-lock-file',
    reason: 'two lock files tell two truths; this workspace has pnpm-lock.yaml',
    applies: (path) => /(^|\/)(package-lock\.json|yarn\.lock|npm-shrinkwrap\.json)$/.test(path),
    pattern: /^/,
  },
  {
    name: 'no-open-ends',
    reason: 'what is left to do belongs into an issue, what is listed works',
    applies: (path) => /^(apps|packages|tools|e2e|deploy)\/.*\.[cm]?[jt]sx?$/.test(path),
    pattern: /\/[/*].*\b(TO[D]O|FIX[M]E|X[X]X|HA[C]K)\b/,
  },
  {
    name: 'no-focused-test',
    reason: 'a focused or skipped test silently switches others off',
    applies: (path) => /\.spec\.[cm]?[jt]sx?$/.test(path),
    pattern: /\b(it|test|describe)\.(only|skip|todo)\b/,
  },
];

/**
 * Holds the hygiene rules against one file.
 * @param {string} path from the root
 * @param {string} text
 * @returns {{ rule: string, text: string }[]} the first place for each rule
 */
export function checkHygiene(path, text) {
  if (!TEXT.test(path) || text.length > LARGEST_TEXT) return [];
  return hygieneRules
    .filter((rule) => rule.applies(path))
    .flatMap((rule) => {
      const at = text.split('\n').findIndex((line) => rule.pattern.test(line));
      return at < 0 ? [] : [{ rule: rule.name, text: `${path}:${at + 1}: [${rule.name}] ${rule.reason}` }];
    });
}
