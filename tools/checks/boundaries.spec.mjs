import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkBoundaries, ruleNames } from './boundaries.mjs';
import levelTable from './module-levels.cjs';

const { beside, forbiddenFor, levels } = levelTable;

const M = 'apps/server/src/modules';

/** A tree of the same shape as ours in which nothing is forbidden. */
const CLEAN = {
  'packages/kernel/src/index.ts': `import { isHoliday } from 'chinese-days';\nexport const plate = isHoliday;\n`,
  'packages/contracts/src/index.ts': `import { z } from 'zod';\nimport { plate } from '@cheban/kernel';\nexport const view = [z, plate];\nexport type State = 'open';\n`,
  'packages/api-client/src/index.ts': `import { view } from '@cheban/contracts';\nexport const client = view;\n`,
  'packages/wechat/src/index.ts': `import { plate } from '@cheban/kernel';\nexport const wechat = plate;\n`,
  'packages/kernel/src/inside.ts': `export const inside = 1;\n`,
  'packages/kernel/src/index.spec.ts': `import { it } from 'vitest';\nimport { plate } from './index.js';\nit('', () => plate);\n`,
  'apps/simulator/src/main.ts': `import { wechat } from '@cheban/wechat';\nexport const simulator = wechat;\n`,
  'apps/simulator/src/index.ts': `export { simulator } from './main.js';\n`,
  'apps/server/test/world.ts': `import '../../simulator/src/index.js';\n`,
  'apps/console/src/main.tsx': `import { view } from '@cheban/contracts';\nexport const front = view;\n`,
  'apps/miniapp/src/app.tsx': `import { client } from '@cheban/api-client';\nimport { login } from '@/shared/login';\nexport const app = [client, login];\n`,
  'apps/miniapp/src/shared/login.h5.ts': `export const login = 1;\n`,
  'apps/miniapp/src/subpackages/booking/create.tsx': `import './slot';\nexport const create = 1;\n`,
  'apps/miniapp/src/subpackages/booking/slot.tsx': `export const slot = 1;\n`,
  'apps/miniapp/src/subpackages/visit/report.tsx': `export const report = 1;\n`,
  'apps/server/src/main.api.ts': `import './modules/booking/index.js';\n`,
  'apps/server/src/platform/database/index.ts': `import { DataSource } from 'typeorm';\nexport const unit = DataSource;\n`,
  'apps/server/src/database/data-source.ts': `import '../modules/booking/persistence/booking.entity.js';\nexport const source = 1;\n`,
  [`${M}/booking/index.ts`]: `export * from './booking.module.js';\n`,
  [`${M}/booking/booking.module.ts`]: `import { BookingController } from './http/booking.controller.js';\nimport './jobs/expire.handler.js';\nexport const BookingModule = BookingController;\n`,
  [`${M}/booking/http/booking.controller.ts`]: `import { Controller } from '@nestjs/common';\nimport { CreateBooking } from '../usecases/create-booking.usecase.js';\nexport const BookingController = [Controller, CreateBooking];\n`,
  [`${M}/booking/usecases/create-booking.usecase.ts`]: `import { unit } from '../../../platform/database/index.js';\nimport { free } from '../domain/slot.js';\nimport { repository } from '../persistence/booking.repository.js';\nimport { store } from '../../store/index.js';\nimport '../jobs/expire.job.js';\nexport const CreateBooking = [unit, free, repository, store];\n`,
  [`${M}/booking/domain/slot.ts`]: `import type { State } from '@cheban/contracts';\nimport { plate } from '@cheban/kernel';\nexport const free = plate as unknown as State;\n`,
  [`${M}/booking/persistence/booking.entity.ts`]: `import { Entity } from 'typeorm';\nexport const BookingEntity = Entity;\n`,
  [`${M}/booking/persistence/booking.repository.ts`]: `import { BookingEntity } from './booking.entity.js';\nexport const repository = BookingEntity;\n`,
  [`${M}/booking/jobs/expire.job.ts`]: `import { z } from 'zod';\nexport const expire = z;\n`,
  [`${M}/booking/jobs/expire.handler.ts`]: `import { CreateBooking } from '../usecases/create-booking.usecase.js';\nimport { expire } from './expire.job.js';\nexport const handler = [CreateBooking, expire];\n`,
  [`${M}/booking/testing/booking.factory.ts`]: `import { store } from '../../store/index.js';\nexport const factory = store;\n`,
  [`${M}/store/domain/hours.ts`]: `export const hours = 1;\n`,
  ...Object.fromEntries(
    Object.keys(levels)
      .filter((name) => name !== 'booking')
      .map((name) => [`${M}/${name}/index.ts`, `export const ${name} = 1;\n`]),
  ),
};

/** For each rule a file that breaks it: where it stands and what it imports. */
const BROKEN = {
  'no-circle': [
    `${M}/store/domain/hours.ts`,
    `import { days } from './days.js';\nexport const hours = days;\n`,
    `${M}/store/domain/days.ts`,
    `import { hours } from './hours.js';\nexport const days = hours;\n`,
  ],
  'no-unresolvable': ['apps/console/src/a.ts', `import './nowhere.js';\n`],
  'no-undeclared-package': ['apps/console/src/a.ts', `import 'typeorm';\n`],
  'no-undeclared-package-in-tests': ['apps/console/src/a.spec.ts', `import 'typeorm';\n`],
  'no-dev-package-in-production': [
    'apps/server/src/a.ts',
    `import { check } from 'fast-check';\nexport const a = check;\n`,
  ],
  'no-test-code-in-production': [
    `${M}/booking/usecases/a.usecase.ts`,
    `import '../testing/booking.factory.js';\n`,
  ],
  'apps-apart': ['apps/console/src/a.ts', `import '../../server/src/main.api.js';\n`],
  'apps-apart-in-tests': ['apps/server/test/a.spec.ts', `import '../../console/src/main.js';\n`],
  'packages-below-apps': ['packages/wechat/src/a.ts', `import '../../../apps/simulator/src/main.js';\n`],
  'package-door-from-apps': ['apps/console/src/a.ts', `import '../../../packages/kernel/src/inside.js';\n`],
  'package-door-from-packages': ['packages/contracts/src/a.ts', `import '../../kernel/src/inside.js';\n`],
  'kernel-imports-nothing': [
    'packages/kernel/src/a.ts',
    `import { readFileSync } from 'node:fs';\nexport const a = readFileSync;\n`,
  ],
  'contracts-only-kernel-and-zod': ['packages/contracts/src/a.ts', `import '@nestjs/common';\n`],
  'api-client-only-contracts': ['packages/api-client/src/a.ts', `import 'zod';\n`],
  'wechat-without-framework': ['packages/wechat/src/a.ts', `import '@nestjs/common';\n`],
  'fronts-know-contracts-only': ['apps/miniapp/src/a.ts', `import '@cheban/wechat';\n`],
  'simulator-knows-no-contracts': ['apps/simulator/src/a.ts', `import '@cheban/contracts';\n`],
  'http-only-usecases': [
    `${M}/booking/http/a.controller.ts`,
    `import '../persistence/booking.repository.js';\n`,
  ],
  'http-not-database': [
    `${M}/booking/http/a.controller.ts`,
    `import '../../../platform/database/index.js';\n`,
  ],
  'usecases-not-http': [`${M}/booking/usecases/a.usecase.ts`, `import '../http/booking.controller.js';\n`],
  'usecases-not-handlers': [`${M}/booking/usecases/a.usecase.ts`, `import '../jobs/expire.handler.js';\n`],
  'domain-is-pure': [`${M}/booking/domain/a.ts`, `import { z } from 'zod';\nexport const a = z;\n`],
  'domain-types-from-contracts-only': [
    `${M}/booking/domain/a.ts`,
    `import type { Entity } from 'typeorm';\nexport type A = typeof Entity;\n`,
  ],
  'persistence-only-own-domain': [
    `${M}/booking/persistence/a.repository.ts`,
    `import '../../store/index.js';\n`,
  ],
  'job-without-handler': [`${M}/booking/jobs/a.job.ts`, `import './expire.handler.js';\n`],
  'handler-only-usecases': [
    `${M}/booking/jobs/a.handler.ts`,
    `import '../persistence/booking.repository.js';\n`,
  ],
  'platform-not-modules': [
    'apps/server/src/platform/database/a.ts',
    `import '../../modules/store/index.js';\n`,
  ],
  'database-only-entities': ['apps/server/src/database/a.ts', `import '../modules/store/index.js';\n`],
  'module-door': [`${M}/booking/usecases/a.usecase.ts`, `import '../../store/domain/hours.js';\n`],
  'module-door-from-outside': ['apps/server/src/a.ts', `import './modules/store/domain/hours.js';\n`],
  'subpackages-apart': ['apps/miniapp/src/subpackages/visit/a.ts', `import '../booking/slot';\n`],
  'main-package-alone': ['apps/miniapp/src/shared/a.ts', `import '../subpackages/booking/slot';\n`],
  ...Object.fromEntries(
    Object.keys(levels)
      .filter((name) => forbiddenFor(name).length > 0)
      .map((name) => [
        `level-${name}`,
        [`${M}/${name}/usecases/a.usecase.ts`, `import '../../${forbiddenFor(name).at(-1)}/index.js';\n`],
      ]),
  ),
};

const DECLARED = {
  'packages/kernel': { dependencies: { 'chinese-days': '1' } },
  'packages/contracts': { dependencies: { zod: '1', '@cheban/kernel': '1', '@nestjs/common': '1' } },
  'packages/api-client': { dependencies: { zod: '1', '@cheban/contracts': '1' } },
  'packages/wechat': { dependencies: { '@cheban/kernel': '1', '@nestjs/common': '1' } },
  'apps/simulator': { dependencies: { '@cheban/wechat': '1', '@cheban/contracts': '1' } },
  'apps/console': { dependencies: { '@cheban/contracts': '1' } },
  'apps/miniapp': { dependencies: { '@cheban/api-client': '1', '@cheban/wechat': '1' } },
  'apps/server': {
    dependencies: {
      '@cheban/contracts': '1',
      '@cheban/kernel': '1',
      '@nestjs/common': '1',
      typeorm: '1',
      zod: '1',
    },
    devDependencies: { 'fast-check': '1' },
  },
};

/** @type {string} */
let root;

beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'cheban-boundaries-')));
  for (const [path, text] of Object.entries(CLEAN)) write(path, text);
  for (const [dir, declared] of Object.entries(DECLARED)) {
    const exports = dir.startsWith('packages/') ? { exports: { '.': './src/index.ts' } } : {};
    write(
      `${dir}/package.json`,
      JSON.stringify({ name: `@cheban/${dir.split('/')[1]}`, type: 'module', ...exports, ...declared }),
    );
  }
  for (const name of ['zod', 'typeorm', '@nestjs/common', 'chinese-days', 'fast-check', 'vitest']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(`node_modules/${name}/index.js`, 'module.exports = {};\n');
  }
  mkdirSync(join(root, 'node_modules/@cheban'), { recursive: true });
  for (const name of ['kernel', 'contracts', 'api-client', 'wechat']) {
    symlinkSync(join(root, 'packages', name), join(root, 'node_modules/@cheban', name));
  }
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

it('finds nothing in a clean tree', async () => {
  expect((await checkBoundaries(root)).map((found) => found.text)).toEqual([]);
});

it('has a forbidden import for every rule', () => {
  expect(Object.keys(BROKEN).sort()).toEqual([...ruleNames].sort());
});

it.each(Object.entries(BROKEN))('turns red for %s', async (name, files) => {
  for (let at = 0; at < files.length; at += 2) write(String(files[at]), String(files[at + 1]));
  try {
    const found = await checkBoundaries(root);
    expect(found.map((one) => one.rule)).toContain(name);
    expect(found.find((one) => one.rule === name)?.text).toMatch(/\] [A-Z].*\.$|\] [\w-]+ is of level/);
  } finally {
    for (let at = 0; at < files.length; at += 2) {
      const path = String(files[at]);
      const before = CLEAN[/** @type {keyof typeof CLEAN} */ (path)];
      if (before === undefined) rmSync(join(root, path));
      else write(path, before);
    }
  }
});

it('allows a neighbour of the same level only where listed, and never in a circle', () => {
  const visit = (/** @type {string} */ name, /** @type {string[]} */ way) => {
    expect(way, [...way, name].join(' → ')).not.toContain(name);
    for (const other of beside[name] ?? []) {
      expect(levels[other]).toBe(levels[name]);
      visit(other, [...way, name]);
    }
  };
  for (const name of Object.keys(beside)) visit(name, []);
  expect(forbiddenFor('store')).toContain('staff');
  expect(forbiddenFor('staff')).not.toContain('store');
});

function write(/** @type {string} */ path, /** @type {string} */ text) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
