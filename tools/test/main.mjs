#!/usr/bin/env node
// npm test [-- --only unit,medium]: from a fresh clone to a verdict. The very last line is "N passed, N failed".
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { lastJsonLine, readJson } from '../lib/files.mjs';
import { onFirstSignal } from '../lib/on-signal.mjs';
import { ROOT } from '../lib/root.mjs';
import { duration } from '../lib/steps.mjs';
import { printFailure, Stop } from '../lib/stop.mjs';
import { run } from '../lib/supervisor.mjs';
import { requireNode } from '../lib/workspace.mjs';
import { countVitest, judge, verdict } from './count.mjs';
import { createGrounds } from './grounds.mjs';
import { suites } from './suites.mjs';

const MOST_SHOWN = 20;
const MOST_REPEATED_CHARS = 3_000;
const aborter = new AbortController();
onFirstSignal(() => aborter.abort());

/** @type {{ suite: import('./suites.mjs').Suite, ms: number, count: import('./count.mjs').Count }[]} */
const results = [];
/** @type {Awaited<ReturnType<typeof createGrounds>> | undefined} */
let grounds;
let broken = false;
const begun = performance.now();
try {
  requireNode();
  const chosen = choose();
  grounds = await createGrounds(aborter.signal);
  await grounds.install();
  for (const suite of chosen) {
    const start = performance.now();
    process.stdout.write(`\n▶ ${suite.title}\n`);
    const count = await runSuite(suite, grounds);
    results.push({ suite, ms: performance.now() - start, count });
    aborter.signal.throwIfAborted();
  }
} catch (error) {
  broken = true;
  if (!aborter.signal.aborted) printFailure(error);
} finally {
  await grounds?.clear();
}

process.stdout.write('\n');
for (const { suite, ms, count } of results) {
  const mark = count.failed > 0 ? '✗' : '✓';
  process.stdout.write(
    `${mark} ${suite.name.padEnd(8)} ${count.passed} passed, ${count.failed} failed · ${duration(ms)}\n`,
  );
}
process.stdout.write(`  in ${duration(performance.now() - begun)}\n`);
const counts = results.map(({ count }) => count);
// Once more at the end: often the end of a log is all that is kept of it.
for (const { suite, count } of results) say(count.failures, `✗ ${suite.name}:`, MOST_REPEATED_CHARS);
if (broken) counts.push({ passed: 0, failed: 1, failures: [] });
const { line, code } = verdict(counts);
process.stdout.write(`${line}\n`);
process.exitCode = code;

function choose() {
  /** @type {string | undefined} */
  let only;
  try {
    only = parseArgs({ options: { only: { type: 'string' } } }).values.only;
  } catch {
    throw new Stop('npm test knows one option: --only NAME,NAME');
  }
  if (only === undefined) return suites;
  const names = only.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !suites.some((suite) => suite.name === name));
  if (unknown !== undefined) {
    throw new Stop(
      `There is no suite "${unknown}"; known are ${suites.map((suite) => suite.name).join(', ')}.`,
    );
  }
  return suites.filter((suite) => names.includes(suite.name));
}

/** @returns {Promise<import('./count.mjs').Count>} */
async function runSuite(
  /** @type {import('./suites.mjs').Suite} */ suite,
  /** @type {NonNullable<typeof grounds>} */ on,
) {
  const missing = suite.folders.find((folder) => !existsSync(join(ROOT, folder)));
  if (missing) return shown(failure(`${missing} is missing: the suite has lost its tests.`));
  let env;
  try {
    env = { ...process.env, ...(await on.provide(suite.needs)) };
  } catch (error) {
    printFailure(error);
    return failure(String(error));
  }
  const report = join(on.home, `${suite.name}.json`);
  const args = suite.projects
    ? [
        join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'),
        'run',
        ...suite.projects.flatMap((name) => ['--project', name]),
        '--reporter=json',
        `--outputFile=${report}`,
        '--reporter=default',
      ]
    : [...(suite.command ?? []), ...(suite.name === 'start' ? await on.ownStart('start') : [])];
  const limit = AbortSignal.timeout(suite.limitMs);
  const { code, stdout, output } = await run(process.execPath, args, {
    cwd: ROOT,
    env,
    signal: AbortSignal.any([limit, aborter.signal]),
    onLine: (text) => process.stdout.write(`  ${text}\n`),
  });
  const told = suite.projects ? readJson(report) : lastJsonLine(stdout);
  const count = suite.projects ? told && countVitest(told) : counted(told);
  return shown(judge({ code, timedOut: limit.aborted, count, output }));
}

/** @returns {import('./count.mjs').Count | undefined} */
function counted(/** @type {any} */ told) {
  if (!Number.isInteger(told?.passed) || !Number.isInteger(told?.failed)) return undefined;
  return { passed: told.passed, failed: told.failed, failures: [] };
}

/** @returns {import('./count.mjs').Count} */
function failure(/** @type {string} */ why) {
  return { passed: 0, failed: 1, failures: [why] };
}

function shown(/** @type {import('./count.mjs').Count} */ count) {
  say(count.failures, '  ✗');
  return count;
}

function say(
  /** @type {string[]} */ failures,
  /** @type {string} */ mark,
  mostChars = Number.POSITIVE_INFINITY,
) {
  for (const text of failures.slice(0, MOST_SHOWN)) {
    const said = text.length > mostChars ? `${text.slice(0, mostChars)} …` : text;
    process.stdout.write(`\n${mark} ${said.replaceAll('\n', '\n    ')}\n`);
  }
}
