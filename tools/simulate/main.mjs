#!/usr/bin/env node
// npm run simulate [-- --cars N --days N --seed N]: a year of a dealership group in minutes, checked every day.
import { writeFileSync } from 'node:fs';
import { layGround } from '../bench/ground.mjs';
import { writeJson } from '../lib/files.mjs';
import { onFirstSignal } from '../lib/on-signal.mjs';
import { createSteps } from '../lib/steps.mjs';
import { printFailure } from '../lib/stop.mjs';
import { requireNode } from '../lib/workspace.mjs';
import { afterword, createPace, forecast } from './estimate.mjs';
import { HELP, readOptions } from './options.mjs';
import { reportPage } from './report.mjs';
import { summaryOf } from './summary.mjs';

const ROOMS = ['kernel', 'contracts', 'api-client', 'wechat', 'simulator', 'server'];
/** Packages, build, services, tables. */
const STEPS = 4;

/** Minutes since this process was started. */
const sinceStart = () => performance.now() / 60_000;

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
  process.stdout.write(`${forecast(options)}\n`);
  const steps = createSteps({ total: (options.compare ? 2 * STEPS : STEPS) + 1 });
  /** @type {import('../bench/ground.mjs').Ground[]} */
  const grounds = [];
  let year;
  let without = null;
  try {
    for (const mark of options.compare ? ['', '-without'] : [''])
      grounds.push(await layGround({ step: steps.run, signal: aborter.signal }, ROOMS, mark));
    const { from: startOn, days, cars, seed } = options;
    // The minutes are those of the whole run: what was built and laid belongs to them.
    const minutes = options.minutes && Math.max(0, options.minutes - sinceStart());
    [year, without = null] = await steps.run(`${days} days`, (note) => {
      const told = ['', ''];
      const pace = createPace({ days, minutes });
      let left = '';
      // Side by side: each of the two keeps one core busy.
      return Promise.all(
        grounds.map((ground, index) =>
          ground.script(
            'apps/server/year/run.mjs',
            [],
            { startOn, days, cars, seed, minutes, engine: index === 0 },
            (line) => {
              // The last line is the result.
              if (!line.startsWith('day ')) return;
              told[index] = index === 0 ? line : `without Cheban ${line}`;
              // The year with everything is the one that takes longer.
              if (index === 0) left = pace(Number(line.split(' ')[1]));
              note([...told, left].filter(Boolean).join(' · '));
            },
          ),
        ),
      );
    });
  } finally {
    for (const ground of grounds) await ground.clear();
  }
  const summary = summaryOf(options, year, without);
  writeFileSync(options.report, reportPage(options, year, without, summary));
  if (options.json) writeJson(options.json, { options, summary, year, without }, 0o644);
  process.stdout.write(`\n${summary.map(([what, figure]) => `${what}: ${figure}`).join('\n')}\n`);
  process.stdout.write(`\nCharts: ${options.report}\n`);
  const after = afterword(options, { days: year.days.length, minutes: sinceStart() });
  if (after) process.stdout.write(`\n${after}\n`);
  if (year.wrong.length === 0) return;
  process.stdout.write(
    `\nWrong:\n${year.wrong.map((/** @type {string} */ line) => `  ${line}`).join('\n')}\n`,
  );
  process.exitCode = 1;
}
