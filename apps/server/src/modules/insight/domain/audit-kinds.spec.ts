import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { auditPatterns } from './audit-kinds.js';

const modules = fileURLToPath(new URL('../..', import.meta.url));
/** What the server writes into the log: `action: 'store.update'`, the beginning of a name that is put together too. */
const WRITTEN = /action: ['`]([a-z-]+\.[a-z.-]*)/g;
const patterns = Object.values(auditPatterns).flat();
const takes = (pattern: string, action: string) =>
  new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('%', '.*')}$`).test(action);

it('finds whatever is written into the audit log under some kind', () => {
  const written = readdirSync(modules, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'))
    .flatMap((path) => [...readFileSync(join(modules, path), 'utf8').matchAll(WRITTEN)])
    .map(([, action = '']) => action);
  expect(written.length).toBeGreaterThan(50);
  expect(written.filter((action) => !patterns.some((pattern) => takes(pattern, action)))).toEqual([]);
});
