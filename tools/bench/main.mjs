#!/usr/bin/env node
// npm run bench [-- --suite NAME --json FILE]: measures us against a peer, on the same machine in the same minutes.
import { writeJson } from '../lib/files.mjs';
import { onFirstSignal } from '../lib/on-signal.mjs';
import { createSteps } from '../lib/steps.mjs';
import { printFailure, Stop } from '../lib/stop.mjs';
import { requireNode } from '../lib/workspace.mjs';
import { HELP, readOptions } from './options.mjs';
import { asJson, asTable } from './report.mjs';
import { suites } from './suites.mjs';

const aborter = new AbortController();
onFirstSignal(() => aborter.abort());

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(HELP);
  else await measure(options);
} catch (error) {
  if (!aborter.signal.aborted) printFailure(error);
  process.exitCode = aborter.signal.aborted ? 130 : 1;
}

async function measure(/** @type {import('./options.mjs').BenchOptions} */ options) {
  requireNode();
  const chosen = choose(options.suites);
  const steps = createSteps({ total: chosen.reduce((sum, suite) => sum + suite.steps, 0) });
  /** @type {Record<string, import('./report.mjs').Figure>} */
  const figures = {};
  for (const suite of chosen) {
    process.stdout.write(`${suite.title}\n`);
    const { run } = await suite.open();
    Object.assign(figures, await run({ options, signal: aborter.signal, step: steps.run }));
  }
  process.stdout.write(`\n${asTable(figures)}\n`);
  if (options.quick)
    process.stdout.write('\nA quick run: it shows that the bench works, its figures mean nothing.\n');
  if (options.json) writeJson(options.json, asJson(figures), 0o644);
}

function choose(/** @type {string[]} */ names) {
  const unknown = names.find((name) => !suites.some((suite) => suite.name === name));
  if (unknown !== undefined)
    throw new Stop(
      `There is no suite "${unknown}"; known are ${suites.map((suite) => suite.name).join(', ')}.`,
    );
  return names.length === 0 ? suites : suites.filter((suite) => names.includes(suite.name));
}
