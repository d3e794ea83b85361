import ts from 'typescript';

const SPEC = /\.spec\.tsx?$|\/testing\//;
const SERVER = /^apps\/server\/src\//;
const CLOCKED = /^(apps\/server|packages\/(kernel|contracts))\/src\//;
const SETTLED = /^(apps\/(server|simulator)|packages\/[^/]+)\/src\//;
const SQL_CLOCK =
  /\b(NOW|SYSDATE|LOCALTIME|LOCALTIMESTAMP|UTC_TIMESTAMP|UTC_DATE|CURDATE|CURTIME|CURRENT_TIMESTAMP|CURRENT_DATE|UNIX_TIMESTAMP)\s*\(\s*\d?\s*\)|\bCURRENT_TIMESTAMP\b/i;

/**
 * @typedef {{ name: string, reason: string, applies: (path: string) => boolean, breaks: (node: ts.Node) => boolean }} SourceRule
 */

/** @type {SourceRule[]} */
export const sourceRules = [
  {
    name: 'env-in-config-only',
    reason: 'settings are read and checked once, in platform/config, so that a wrong one fails at boot',
    applies: (path) =>
      SETTLED.test(path) &&
      !path.startsWith('apps/server/src/platform/config/') &&
      !/^apps\/simulator\/src\/(main|config)\.ts$/.test(path),
    breaks: (node) =>
      (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) &&
      ts.isIdentifier(node.expression) &&
      node.expression.text === 'process' &&
      memberName(node) === 'env',
  },
  {
    name: 'clock-in-clock-only',
    reason: 'time comes from the injected clock, so that tests and the send calendar can travel in it',
    applies: (path) => CLOCKED.test(path) && !path.startsWith('apps/server/src/platform/clock/'),
    breaks: (node) =>
      (ts.isNewExpression(node) && isNamed(node.expression, 'Date') && (node.arguments?.length ?? 0) === 0) ||
      (ts.isCallExpression(node) && isNamed(node.expression, 'Date')) ||
      ((ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) &&
        isNamed(node.expression, 'Date') &&
        memberName(node) === 'now'),
  },
  {
    name: 'no-clock-in-sql',
    reason: 'SQL gets the time as a parameter, never from the database',
    applies: (path) => SERVER.test(path) && !path.startsWith('apps/server/src/platform/clock/'),
    breaks: (node) =>
      (ts.isStringLiteralLike(node) ||
        ts.isTemplateHead(node) ||
        ts.isTemplateMiddle(node) ||
        ts.isTemplateTail(node)) &&
      SQL_CLOCK.test(node.text),
  },
  {
    name: 'no-forward-ref',
    reason: 'two modules that need each other want an event between them, not forwardRef',
    applies: (path) => SERVER.test(path),
    breaks: (node) => ts.isIdentifier(node) && node.text === 'forwardRef',
  },
];

/**
 * Holds the source rules against one file.
 * @param {string} path from the root
 * @param {string} text
 * @returns {{ rule: string, text: string }[]} one for each place
 */
export function checkSource(path, text) {
  if (!/\.tsx?$/.test(path) || SPEC.test(path)) return [];
  const rules = sourceRules.filter((rule) => rule.applies(path));
  if (rules.length === 0) return [];
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
  /** @type {{ rule: string, text: string }[]} */
  const found = [];
  const visit = (/** @type {ts.Node} */ node) => {
    for (const rule of rules) {
      if (!rule.breaks(node)) continue;
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      found.push({ rule: rule.name, text: `${path}:${line + 1}: [${rule.name}] ${rule.reason}` });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function memberName(/** @type {ts.PropertyAccessExpression | ts.ElementAccessExpression} */ node) {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  return ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : undefined;
}

/** @returns {boolean} */
function isNamed(/** @type {ts.Node} */ node, /** @type {string} */ name) {
  return (
    (ts.isIdentifier(node) && node.text === name) ||
    (ts.isPropertyAccessExpression(node) && isNamed(node.expression, 'globalThis') && node.name.text === name)
  );
}
