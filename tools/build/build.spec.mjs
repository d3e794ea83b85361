import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { build } from './build.mjs';

/** @type {string} */
let root;
/** @type {import('./rooms.mjs').Room[]} */
const rooms = [
  { name: 'kernel', dir: 'packages/kernel', script: 'build', output: 'dist', needs: [], mirrors: true },
  { name: 'server', dir: 'apps/server', script: 'build', output: 'dist', needs: ['kernel'], mirrors: true },
  {
    name: 'front',
    dir: 'apps/front',
    script: 'build',
    output: 'dist',
    needs: [],
    settings: ['CHEBAN_TEST_COLOUR'],
  },
];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cheban-build-'));
  for (const room of rooms) {
    const copy = 'mkdir -p dist && for f in src/*.ts; do cp "$f" "dist/$(basename "$f" .ts).js"; done';
    write(`${room.dir}/package.json`, JSON.stringify({ scripts: { build: copy } }));
    write(`${room.dir}/src/a.ts`, room.name);
  }
});
afterEach(() => {
  delete process.env['CHEBAN_TEST_COLOUR'];
  rmSync(root, { recursive: true, force: true });
});

const go = async () => (await build(rooms, { root, cache: join(root, 'cache') })).built.sort();

it('builds what changed and what stands on it, nothing else', async () => {
  expect(await go()).toEqual(['front', 'kernel', 'server']);
  expect(await go()).toEqual([]);
  write('apps/server/src/b.ts', 'b');
  expect(await go()).toEqual(['server']);
  write('packages/kernel/src/a.ts', 'other');
  expect(await go()).toEqual(['kernel', 'server']);
  write('packages/kernel/src/a.spec.ts', 'a test');
  expect(await go()).toEqual([]);
  process.env['CHEBAN_TEST_COLOUR'] = 'red';
  expect(await go()).toEqual(['front']);
  rmSync(join(root, 'apps/front/dist'), { recursive: true });
  expect(await go()).toEqual(['front']);
});

it('removes outputs whose source is gone', async () => {
  write('apps/server/src/migration.ts', 'drop');
  await go();
  expect(existsSync(join(root, 'apps/server/dist/migration.js'))).toBe(true);
  rmSync(join(root, 'apps/server/src/migration.ts'));
  await go();
  expect(existsSync(join(root, 'apps/server/dist/migration.js'))).toBe(false);
});

it('fails with the output of the build, and builds again next time', async () => {
  const good = readFileSync(join(root, 'apps/server/package.json'), 'utf8');
  write(
    'apps/server/package.json',
    JSON.stringify({ scripts: { build: 'mkdir -p dist; touch dist/x; echo broken here; exit 2' } }),
  );
  await expect(go()).rejects.toMatchObject({
    message: expect.stringContaining('exit code 2'),
    detail: 'broken here',
  });
  write('apps/server/package.json', good);
  expect(await go()).toContain('server');
});

function write(/** @type {string} */ path, /** @type {string} */ text) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
