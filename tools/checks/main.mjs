#!/usr/bin/env node
// npm run check [-- --require-builds]: everything that can be told without running the system.
// The last line is one JSON object: {"passed": n, "failed": n}.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, ROOT } from '../lib/root.mjs';
import { createSteps } from '../lib/steps.mjs';
import { printFailure } from '../lib/stop.mjs';
import { run } from '../lib/supervisor.mjs';
import { checkBoundaries } from './boundaries.mjs';
import { checkBundleBudget } from './bundle-budget.mjs';
import { lintCompose, lintDockerfile } from './compose-lint.mjs';
import { checkFileNames } from './file-names.mjs';
import { checkFileSize } from './file-size.mjs';
import { checkHygiene } from './hygiene.mjs';
import { repositoryFiles } from './repository-files.mjs';
import { checkSource } from './source-rules.mjs';

const MOST_SHOWN = 40;
const requireBuilds = process.argv.includes('--require-builds');
const files = repositoryFiles();
const read = (/** @type {string} */ file) => readFileSync(join(ROOT, file), 'utf8');
const bin = (/** @type {string} */ name) => join(ROOT, 'node_modules', '.bin', name);

class Found extends Error {
  constructor(/** @type {string[]} */ problems) {
    super(`${problems.length} problems`);
    this.problems = problems;
  }

  shown() {
    const more = this.problems.length - MOST_SHOWN;
    return [...this.problems.slice(0, MOST_SHOWN), ...(more > 0 ? [`… and ${more} more`] : [])]
      .map((line) => `    ${line}`)
      .join('\n');
  }
}

/** @typedef {{ problems: string[], note?: string }} Outcome */
/** @type {{ name: string, run: () => Promise<Outcome> | Outcome }[]} */
const checks = [
  {
    name: 'Format and lint (biome)',
    run: () => command(bin('biome'), ['check', '--error-on-warnings', '.']),
  },
  ...typedRooms().map((room) => ({
    name: `Types of ${room}`,
    run: () => {
      const memory = join(CACHE, 'tsc', `${room.replaceAll('/', '-')}.tsbuildinfo`);
      return command(bin('tsc'), ['-p', room, '--noEmit', '--incremental', '--tsBuildInfoFile', memory]);
    },
  })),
  {
    name: 'Boundaries (who may import whom)',
    run: async () => ({ problems: (await checkBoundaries()).map((found) => found.text) }),
  },
  {
    name: 'Settings, clock, forwardRef',
    run: () => ({
      problems: files
        .flatMap((file) => (/\.tsx?$/.test(file) ? checkSource(file, read(file)) : []))
        .map((found) => found.text),
    }),
  },
  { name: 'File names', run: () => ({ problems: checkFileNames(files) }) },
  { name: 'File sizes', run: () => ({ problems: checkFileSize(files, read) }) },
  {
    name: 'Hygiene of the repository',
    run: () => ({
      problems: files.flatMap((file) => checkHygiene(file, read(file))).map((found) => found.text),
    }),
  },
  {
    name: 'Bundle budget of the mini-program',
    run: () => checkBundleBudget(join(ROOT, 'apps/miniapp/dist/weapp'), { required: requireBuilds }),
  },
  {
    name: 'Compose files and Dockerfiles',
    run: () => ({
      problems: files.flatMap((file) => {
        if (/(^|\/)docker-compose[^/]*\.yml$/.test(file)) return lintCompose(read(file), file);
        return /Dockerfile$/.test(file) ? lintDockerfile(read(file), file) : [];
      }),
    }),
  },
];

const steps = createSteps({ total: checks.length });
let failed = 0;
for (const { name, outcome } of begun()) {
  try {
    await steps.run(name, async () => {
      const { problems, note } = await outcome;
      if (problems.length > 0) throw new Found(problems);
      return note ? { skipped: note } : undefined;
    });
  } catch (error) {
    failed += 1;
    if (error instanceof Found) process.stdout.write(`${error.shown()}\n`);
    else printFailure(error);
  }
}
process.stdout.write(`${JSON.stringify({ passed: checks.length - failed, failed })}\n`);
process.exitCode = failed > 0 ? 1 : 0;

/** Works through the checks two at a time, as type checks take most of the time and one core each. They are told in order. */
function begun() {
  const begins = checks.map(({ name, run: check }) => {
    /** @type {(value?: unknown) => void} */
    let start = () => {};
    const outcome = new Promise((resolve) => {
      start = resolve;
    }).then(check);
    return { name, outcome, start };
  });
  const waiting = begins.values();
  const lane = async () => {
    for (const { outcome, start } of waiting) {
      start();
      // Whoever tells it meets the error; the lane goes on.
      await outcome.catch(() => {});
    }
  };
  void lane();
  void lane();
  return begins;
}

/** Rooms that have a tsconfig.json. */
function typedRooms() {
  return ['packages', 'apps', 'e2e', 'tools'].flatMap((parent) => {
    const own = existsSync(join(ROOT, parent, 'tsconfig.json')) ? [parent] : [];
    const inner = existsSync(join(ROOT, parent))
      ? readdirSync(join(ROOT, parent))
          .map((name) => `${parent}/${name}`)
          .filter((room) => existsSync(join(ROOT, room, 'tsconfig.json')))
      : [];
    return [...own, ...inner];
  });
}

/** @returns {Promise<Outcome>} */
async function command(/** @type {string} */ program, /** @type {string[]} */ args) {
  const { code, output } = await run(program, args, { cwd: ROOT, env: { ...process.env, FORCE_COLOR: '0' } });
  return { problems: code === 0 ? [] : output.trimEnd().split('\n') };
}
