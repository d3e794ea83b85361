import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import swc from 'unplugin-swc';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Packages as source, so that tests of one room never run against a stale build of another. */
const alias = readdirSync(`${root}packages`).flatMap((name) => {
  const manifest = `${root}packages/${name}/package.json`;
  if (!existsSync(manifest)) return [];
  const { exports } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    exports: Record<string, { types: string }>;
  };
  return Object.entries(exports).map(([door, { types }]) => ({
    find: new RegExp(`^@cheban/${name}${door.slice(1)}$`),
    replacement: `${root}packages/${name}/${types.slice(2)}`,
  }));
});

/** Nest reads parameter types that only SWC writes. */
const nest = {
  plugins: [
    swc.vite({
      module: { type: 'es6' },
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
        keepClassNames: true,
      },
    }),
  ],
  oxc: false as const,
};

const OUT = ['**/node_modules/**', '**/dist/**'];

/** One project for each kind of test; `npm test` runs them by name (tools/test/suites.mjs). */
const project = (name: string, include: string[], more: object = {}, slow?: object) => ({
  extends: true as const,
  ...more,
  test: { name, include, exclude: OUT, environment: 'node' as const, ...slow },
});

/** One file after the other, with time for real services. */
const SLOW = { testTimeout: 120_000, hookTimeout: 180_000, fileParallelism: false };

/** All files in one process: the server is loaded once instead of once for each of them, which halves the run. */
const SHARED = { ...SLOW, isolate: false };
/** The same in two processes: each has schemas and a Redis database of its own. */
const PAIR = { ...SHARED, fileParallelism: true, maxWorkers: 2 };

export default defineConfig({
  resolve: { alias },
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // The five seconds of Vitest run out where other work holds both cores; a test that hangs fails all the same.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      project('packages', ['packages/*/{src,test}/**/*.spec.ts']),
      project('server', ['apps/server/src/**/*.spec.ts', 'apps/server/test/unit/**/*.spec.ts'], nest),
      project('simulator', ['apps/simulator/{src,test}/**/*.spec.ts']),
      project('console', ['apps/console/{src,test}/**/*.spec.{ts,tsx}']),
      project('miniapp', ['apps/miniapp/{src,test}/**/*.spec.{ts,tsx}'], {
        resolve: { alias: [{ find: /^@\//, replacement: `${root}apps/miniapp/src/` }] },
      }),
      project('tools', ['tools/{lib,build,checks,cli,test,faults}/**/*.spec.mjs']),
      project('start', ['tools/{start,services,bench,simulate}/**/*.spec.mjs'], {}, SLOW),
      project('medium', ['apps/server/test/medium/*.spec.ts'], nest, PAIR),
      // What puts other modules in the place of the server's own, or changes the settings of Redis, runs by itself.
      project('medium-alone', ['apps/server/test/medium/alone/*.spec.ts'], nest, {
        ...SLOW,
        sequence: { groupOrder: 1 },
      }),
      // Processes that are killed and boot again take what a slow machine makes of it. `npm run faults` runs these together
      // with those above, which have other numbers of workers.
      project('faults', ['apps/server/test/faults/**/*.spec.ts'], nest, {
        ...SHARED,
        testTimeout: 300_000,
        sequence: { groupOrder: 2 },
      }),
      project('e2e', ['e2e/**/*.spec.ts'], {}, SLOW),
      project('weapp', ['tools/weapp-runner/**/*.spec.{mjs,ts}'], {}, SLOW),
    ],
  },
});
