import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../lib/root.mjs';
import { checkBundleBudget } from './bundle-budget.mjs';
import { lintCompose, lintDockerfile } from './compose-lint.mjs';
import { checkFileNames } from './file-names.mjs';
import { checkFileSize } from './file-size.mjs';
import { checkHygiene, hygieneRules } from './hygiene.mjs';
import { checkSource, sourceRules } from './source-rules.mjs';

const M = 'apps/server/src/modules';

describe('file names', () => {
  it.each([
    `${M}/booking/index.ts`,
    `${M}/booking/booking.module.ts`,
    `${M}/booking/booking.events.ts`,
    `${M}/booking/http/owner-booking.controller.ts`,
    `${M}/booking/usecases/create-booking.usecase.ts`,
    `${M}/booking/usecases/booking.queries.ts`,
    `${M}/booking/usecases/slot-finder.ts`,
    `${M}/booking/usecases/create-booking.spec.ts`,
    `${M}/booking/domain/slot-capacity.ts`,
    `${M}/booking/persistence/booking.entity.ts`,
    `${M}/booking/jobs/expire.job.ts`,
    'apps/server/src/main.api.ts',
    'apps/server/src/database/migrations/0001-first.ts',
    'packages/contracts/src/booking/booking.routes.ts',
    'packages/wechat/src/weather.client.ts',
    'apps/miniapp/src/shared/platform/login.h5.ts',
    'apps/console/src/pages/my-day/index.tsx',
    'README.md',
  ])('accepts %s', (path) => expect(checkFileNames([path])).toEqual([]));

  it.each([
    ['apps/console/src/pages/MyDay.tsx', 'kebab-case'],
    ['apps/console/src/myDay/index.tsx', 'kebab-case'],
    ['packages/kernel/src/business_date.ts', 'kebab-case'],
    ['apps/server/src/platform/http/error.helper.ts', 'no role'],
    ['packages/contracts/src/booking/booking.dto.ts', 'no role'],
    [`${M}/booking/http/booking.controller.module.ts`, 'one role'],
    [`${M}/garage/index.ts`, 'has no level'],
    [`${M}/booking/dto/a.schema.ts`, 'no folder "dto"'],
    [`${M}/booking/usecases/booking.entity.ts`, 'end in .usecase.ts or .queries.ts'],
    [`${M}/booking/persistence/bookings.ts`, 'end in .entity.ts or .repository.ts or .mapper.ts'],
    [`${M}/booking/http/create-booking.usecase.ts`, 'end in .controller.ts'],
    [`${M}/booking/domain/index.ts`, "module's door"],
    [`${M}/booking/slot.ts`, 'only folders'],
  ])('refuses %s', (path, why) => expect(checkFileNames([path]).join()).toContain(why));
});

it('refuses files of more than 300 lines, in code only', () => {
  const lines = (/** @type {number} */ count) => () => 'x\n'.repeat(count);
  expect(checkFileSize(['apps/server/src/a.ts'], lines(300))).toEqual([]);
  expect(
    checkFileSize(['apps/server/src/a.ts', 'apps/console/src/a.tsx', 'tools/a.mjs'], lines(301)),
  ).toHaveLength(3);
  expect(checkFileSize(['docs/architecture.md', 'packages/kernel/table.json'], lines(900))).toEqual([]);
});

describe('source rules', () => {
  /** @type {Record<string, { red: [string, string][], green: [string, string][] }>} */
  const cases = {
    'env-in-config-only': {
      red: [
        ['apps/server/src/api.ts', 'export const a = process.env.PORT;'],
        ['apps/server/src/api.ts', "export const a = process['env'];"],
        ['packages/wechat/src/a.ts', 'const { HOME } = process.env;'],
        ['apps/simulator/src/world/people.ts', 'process.env.PORT;'],
      ],
      green: [
        ['apps/server/src/platform/config/config.ts', 'export const a = process.env.PORT;'],
        ['apps/simulator/src/main.ts', 'process.env.PORT;'],
        ['apps/server/src/api.ts', "export const a = 'process.env'; // process.env"],
      ],
    },
    'clock-in-clock-only': {
      red: [
        [`${M}/care/domain/due.ts`, 'export const now = new Date();'],
        [`${M}/care/domain/due.ts`, 'export const now = Date.now();'],
        ['packages/kernel/src/a.ts', 'export const now = Date();'],
        ['packages/kernel/src/a.ts', 'export const later = [Date.now];'],
        ['packages/kernel/src/a.ts', 'export const now = new globalThis.Date();'],
      ],
      green: [
        ['apps/server/src/platform/clock/clock.ts', 'export const now = new Date();'],
        [
          `${M}/care/domain/due.ts`,
          'export const then = new Date(5); export const wait = performance.now();',
        ],
        [`${M}/care/domain/due.spec.ts`, 'new Date();'],
      ],
    },
    'no-clock-in-sql': {
      red: [
        [`${M}/care/usecases/due.queries.ts`, "query('SELECT 1 WHERE due_at < NOW()');"],
        [
          `${M}/care/usecases/due.queries.ts`,
          `query(\`UPDATE message SET a = \${1}, sent_at = utc_timestamp(3)\`);`,
        ],
        [
          'apps/server/src/database/migrations/0001-a.ts',
          "query('created_at datetime DEFAULT CURRENT_TIMESTAMP');",
        ],
      ],
      green: [
        [`${M}/care/usecases/due.queries.ts`, "query('SELECT 1 WHERE due_at < ?', [now]);"],
        ['apps/server/src/platform/clock/drift.ts', "query('SELECT UTC_TIMESTAMP(3)');"],
      ],
    },
    'no-forward-ref': {
      red: [
        [
          `${M}/care/care.module.ts`,
          "import { forwardRef } from '@nestjs/common'; export const a = forwardRef(() => 1);",
        ],
      ],
      green: [['apps/console/src/a.tsx', "import { forwardRef } from 'react'; export const a = forwardRef;"]],
    },
  };

  it('has a case for every rule', () => {
    expect(Object.keys(cases).sort()).toEqual(sourceRules.map((rule) => rule.name).sort());
  });

  it.each(Object.entries(cases))('%s turns red where it must and only there', (name, { red, green }) => {
    for (const [path, text] of red) {
      expect(
        checkSource(path, text).map((found) => found.rule),
        `${path}: ${text}`,
      ).toContain(name);
    }
    for (const [path, text] of green) expect(checkSource(path, text), `${path}: ${text}`).toEqual([]);
  });
});

describe('hygiene', () => {
  // Put together here, so that this file itself stays clean.
  const registry = `https://${['registry', 'example', 'org'].join('.')}/a`;
  const machine = ['', 'root', 'cheban'].join('/');
  /** @type {Record<string, { red: [string, string][], green: [string, string][] }>} */
  const cases = {
    'no-registry-host': { red: [['a.md', registry]], green: [['a.md', 'the registry of your choice']] },
    'no-machine-path': {
      red: [
        ['tools/a.mjs', `open('${machine}')`],
        ['a.yml', `dir: ${machine}`],
      ],
      green: [['tools/a.mjs', `fetch('https://x.cn${machine}')`]],
    },
    'no-tarball-in-lock-file': {
      red: [['pnpm-lock.yaml', `resolution: {${'tarball'}: x}`]],
      green: [
        ['pnpm-lock.yaml', 'resolution: {integrity: sha512-x}'],
        ['a.md', 'https://x.cn'],
      ],
    },
    'one-lock-file': { red: [['apps/console/package-lock.json', '{}']], green: [['pnpm-lock.yaml', '{}']] },
    'no-open-ends': {
      red: [['apps/server/src/a.ts', `// ${'TO'}${'DO'}: later`]],
      green: [['apps/server/src/a.ts', '// what is done']],
    },
    'no-focused-test': {
      red: [
        ['apps/a.spec.ts', `it.${'only'}('x')`],
        ['apps/a.spec.ts', `describe.${'skip'}('x')`],
      ],
      green: [['apps/a.spec.ts', "it('only')"]],
    },
  };

  it('has a case for every rule', () => {
    expect(Object.keys(cases).sort()).toEqual(hygieneRules.map((rule) => rule.name).sort());
  });

  it.each(Object.entries(cases))('%s turns red where it must and only there', (name, { red, green }) => {
    for (const [path, text] of red) {
      expect(
        checkHygiene(path, text).map((found) => found.rule),
        `${path}: ${text}`,
      ).toContain(name);
    }
    for (const [path, text] of green) expect(checkHygiene(path, text), `${path}: ${text}`).toEqual([]);
  });
});

describe('bundle budget', () => {
  const dir = mkdtempSync(join(tmpdir(), 'cheban-budget-'));
  const put = (/** @type {string} */ path, /** @type {number} */ bytes) => {
    mkdirSync(join(dir, path, '..'), { recursive: true });
    writeFileSync(join(dir, path), Buffer.alloc(bytes));
  };

  it('counts the main package and each subpackage by itself', () => {
    writeFileSync(
      join(dir, 'app.json'),
      JSON.stringify({ subPackages: [{ root: 'sub/booking', pages: ['a'] }] }),
    );
    put('app.js', 900_000);
    put('app.js.map', 900_000);
    put('sub/booking/a.js', 500_000);
    expect(checkBundleBudget(dir).problems).toEqual([]);
    put('sub/booking/b.js', 50_000);
    expect(checkBundleBudget(dir).problems).toEqual([
      expect.stringMatching(/^package sub\/booking has 538 KB/),
    ]);
    put('vendor.js', 200_000);
    expect(checkBundleBudget(dir).problems).toHaveLength(2);
    rmSync(dir, { recursive: true });
  });

  it('says when there is no build, and fails if one is required', () => {
    expect(checkBundleBudget('nowhere')).toEqual({ problems: [], note: expect.stringContaining('skipped') });
    expect(checkBundleBudget('nowhere', { required: true }).problems).toHaveLength(1);
  });
});

describe('compose lint', () => {
  const compose = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8');

  it('accepts our compose file', () => expect(lintCompose(compose)).toEqual([]));

  it.each([
    ['an image without a version', 'mysql:8', 'mysql:latest', 'not pinned'],
    ['a secret written out', /MYSQL_PASSWORD: \$\{[^}]*\}/, 'MYSQL_PASSWORD: secret', 'written out'],
    [
      'a secret with a default',
      /MYSQL_PASSWORD: \$\{[^}]*\}/,
      `MYSQL_PASSWORD: \${A:-secret}`,
      'written out',
    ],
    ['a service without health', /healthcheck:\n\s+test:/, 'labels:\n      test:', 'no healthcheck'],
    ['a broken file', /^services:/m, 'services: [', 'not YAML'],
    ['an unknown dependency', /depends_on:\n(\s+)mysql:/, 'depends_on:\n$1postgres:', 'no service'],
  ])('refuses %s', (_what, from, to, why) => {
    const broken = compose.replace(from instanceof RegExp ? from : new RegExp(`${from}[\\w.]*`), to);
    expect(broken).not.toBe(compose);
    expect(lintCompose(broken).join()).toContain(why);
  });

  it('wants pinned base images and an ordinary user', () => {
    expect(lintDockerfile('FROM node:20.20-slim AS a\nFROM a\nUSER node\n', 'x')).toEqual([]);
    expect(lintDockerfile('FROM node\nUSER node\n', 'x')).toHaveLength(1);
    expect(lintDockerfile('FROM node:latest\n', 'x')).toHaveLength(2);
  });
});
