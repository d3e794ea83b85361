#!/usr/bin/env node
// npm run faults [-- --seeds N --only E13,E40]: every fault experiment with many seeds, and the table of docs/faults.md.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { layGround } from '../bench/ground.mjs';
import { readJson } from '../lib/files.mjs';
import { onFirstSignal } from '../lib/on-signal.mjs';
import { ROOT } from '../lib/root.mjs';
import { createSteps } from '../lib/steps.mjs';
import { printFailure, Stop } from '../lib/stop.mjs';
import { run } from '../lib/supervisor.mjs';
import { requireNode } from '../lib/workspace.mjs';
import { experiments } from './experiments.mjs';
import { HELP, readOptions } from './options.mjs';
import { judge, rowOf, writeTable } from './table.mjs';

const ROOMS = ['kernel', 'contracts', 'api-client', 'wechat', 'simulator', 'server'];
/** Packages, build, services, tables. */
const GROUND_STEPS = 4;
const DOCUMENT = join(ROOT, 'docs', 'faults.md');
const LONG = { FAULT_KILLS: '50' };
/** The long counts are for the first seed; the others repeat the experiment with other dice, not its length. */
const SHORTER = { FAULT_KILLS: '5', FAULT_PLANNED: '5000', FAULT_BOOTS: '20', FAULT_DATABASE_KILLS: '2' };

const aborter = new AbortController();
onFirstSignal(() => aborter.abort());

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(HELP);
  else await runAll(options);
} catch (error) {
  if (!aborter.signal.aborted) printFailure(error);
  process.exitCode = aborter.signal.aborted ? 130 : 1;
}

async function runAll(/** @type {import('./options.mjs').FaultOptions} */ options) {
  requireNode();
  const chosen = experiments.filter(({ id }) => options.only.includes(id));
  const tests = chosen.flatMap(({ proofs, broken }) => [...proofs, ...broken]);
  const steps = createSteps({ total: GROUND_STEPS + options.seeds });
  const ground = await layGround({ step: steps.run, signal: aborter.signal }, ROOMS);
  const on = new Date().toISOString().slice(0, 10);
  /** @type {import('./table.mjs').Run[]} */
  const runs = [];
  const verdicts = () => chosen.flatMap((experiment) => judge(experiment, runs, on) ?? []);
  try {
    for (let seed = options.from; seed < options.from + options.seeds; seed += 1)
      await steps.run(`Seed ${seed}`, async (note) => {
        runs.push({ seed, seen: await runSeed(seed, tests, options, ground.services, note) });
        // After every seed: who ends a run of hours in the middle keeps what it has shown.
        if (options.table) writeFileSync(DOCUMENT, writeTable(readFileSync(DOCUMENT, 'utf8'), verdicts()));
      });
  } finally {
    await ground.clear();
  }
  const seen = verdicts();
  process.stdout.write(`\n${seen.map(rowOf).join('\n')}\n`);
  const unseen = chosen.filter(({ id }) => !seen.some((verdict) => verdict.id === id)).map(({ id }) => id);
  if (unseen.length > 0) process.stdout.write(`\nNot met on this machine: ${unseen.join(', ')}\n`);
  if (seen.some(({ failed }) => failed.length > 0)) process.exitCode = 1;
}

/** @returns {Promise<import('./table.mjs').Seen[]>} */
async function runSeed(
  /** @type {number} */ seed,
  /** @type {import('./experiments.mjs').Tests[]} */ tests,
  /** @type {import('./options.mjs').FaultOptions} */ { quick, from },
  /** @type {import('../services/provide-services.mjs').Services} */ services,
  /** @type {(text: string) => void} */ note,
) {
  const report = join(ROOT, '.cheban-bench', `faults-${process.pid}-${seed}.json`);
  const { code, output } = await run(
    process.execPath,
    [
      ...[join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'), 'run'],
      ...['faults', 'medium', 'medium-alone'].flatMap((name) => ['--project', name]),
      ...['--reporter=json', `--outputFile=${report}`, '--reporter=dot'],
      ...['-t', tests.map(({ match }) => `(?:${match.source})`).join('|')],
      ...new Set(tests.map(({ file }) => file)),
    ],
    {
      cwd: ROOT,
      env: {
        ...process.env,
        ...(seed === from && !quick ? LONG : SHORTER),
        FAULT_SEED: String(seed),
        FAULT_ROUNDS: '1',
        FUZZ_SEED: String(seed),
        ...(quick ? {} : { FAULT_LONG: '1' }),
        DATABASE_URL: services.databaseUrl,
        REDIS_URL: services.redisUrl,
      },
      signal: aborter.signal,
      onLine: note,
    },
  );
  const told = readJson(report);
  rmSync(report, { force: true });
  if (!told)
    throw new Stop(`Seed ${seed} ended before it told its results.`, { detail: output.slice(-4_000) });
  const seen = [];
  let failed = 0;
  for (const file of told.testResults)
    for (const test of file.assertionResults) {
      if (test.status !== 'passed' && test.status !== 'failed') continue;
      const passed = test.status === 'passed';
      seen.push({ file: relative(ROOT, file.name), name: test.fullName, passed });
      if (passed) continue;
      failed += 1;
      process.stdout.write(
        `\n✗ seed ${seed}: ${test.fullName}\n${test.failureMessages.join('\n').slice(0, 2_000)}\n`,
      );
    }
  // Something broke beside the tests: what was not run must not look like what this machine cannot run.
  if (code !== 0 && failed === 0)
    throw new Stop(`Seed ${seed} ended with ${code}, and no test has failed.`, {
      detail: output.slice(-4_000),
    });
  return seen;
}
