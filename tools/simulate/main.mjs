#!/usr/bin/env node
// npm run simulate [-- --cars N --days N --seed N]: a year of a dealership group in minutes, checked every day.
import { writeFileSync } from 'node:fs';
import { layGround } from '../bench/ground.mjs';
import { writeJson } from '../lib/files.mjs';
import { onFirstSignal } from '../lib/on-signal.mjs';
import { createSteps } from '../lib/steps.mjs';
import { printFailure } from '../lib/stop.mjs';
import { requireNode } from '../lib/workspace.mjs';
import { HELP, readOptions } from './options.mjs';
import { reportPage } from './report.mjs';
import { summaryOf } from './summary.mjs';

const ROOMS = ['kernel', 'contracts', 'api-client', 'wechat', 'simulator', 'server'];
/** Packages, build, services, tables, and the days. */
const STEPS = 5;

const aborter = new AbortController();
onFirstSignal(() => aborter.abort());

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(HELP);
  else await simulate(options);
} catch (error) {
  if (!aborter.signal.aborted) printFailure(error);
  process.exitCode = aborter.signal.aborted ? 130 : 1;
}

async function simulate(/** @type {import('./options.mjs').SimulateOptions} */ options) {
  requireNode();
  const steps = createSteps({ total: options.compare ? 2 * STEPS : STEPS });
  const play = async (/** @type {boolean} */ engine) => {
    const ground = await layGround({ step: steps.run, signal: aborter.signal }, ROOMS);
    try {
      const { from: startOn, days, cars, seed, minutes } = options;
      return await steps.run(engine ? 'A year with Cheban' : 'The same year, nobody reminded', (note) =>
        ground.script('apps/server/year/run.mjs', [], { startOn, days, cars, seed, minutes, engine }, note),
      );
    } finally {
      await ground.clear();
    }
  };
  const year = await play(true);
  const without = options.compare ? await play(false) : null;
  const summary = summaryOf(options, year, without);
  writeFileSync(options.report, reportPage(options, year, without, summary));
  if (options.json) writeJson(options.json, { options, summary, year, without }, 0o644);
  process.stdout.write(`\n${summary.map(([what, figure]) => `${what}: ${figure}`).join('\n')}\n`);
  process.stdout.write(`\nCharts: ${options.report}\n`);
  if (year.wrong.length === 0) return;
  process.stdout.write(
    `\nWrong:\n${year.wrong.map((/** @type {string} */ line) => `  ${line}`).join('\n')}\n`,
  );
  process.exitCode = 1;
}
