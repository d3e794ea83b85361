#!/usr/bin/env node
// npm start: from a clone to a running copy with a demo group. See HELP in options.mjs.
import { inspectDataDir } from '../lib/data-dir.mjs';
import { onFirstSignal } from '../lib/on-signal.mjs';
import { createSteps, duration } from '../lib/steps.mjs';
import { printFailure } from '../lib/stop.mjs';
import { requireNode } from '../lib/workspace.mjs';
import { runCheck } from './check.mjs';
import { START_STEPS, startCopy } from './copy.mjs';
import { HELP, readOptions } from './options.mjs';
import { welcome } from './welcome.mjs';

const aborter = new AbortController();
/** @type {import('./copy.mjs').Copy | undefined} */
let copy;

/** Ends everything and leaves. Called at most once: by a signal, by the death of a child, or at the end of a check. */
async function leave(/** @type {number} */ code) {
  await copy?.stop();
  process.exit(code);
}

let leaving = false;
function leaveOnce(/** @type {number} */ code) {
  if (leaving) return;
  leaving = true;
  leave(code);
}

onFirstSignal((signal) => {
  process.stderr.write('\nStopping; the data is kept.\n');
  aborter.abort();
  // While starting, startCopy itself notices, ends what it has started and throws.
  if (copy) leaveOnce(signal === 'SIGINT' ? 130 : 0);
});

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(HELP);
    process.exit(0);
  }
  requireNode();
  const dataDir = inspectDataDir(options.dataDir);
  const steps = createSteps({ total: START_STEPS });
  copy = await startCopy({
    ...options,
    dataDir,
    steps,
    signal: aborter.signal,
    onDeath: (failure) => {
      if (!copy || leaving) return;
      printFailure(failure);
      leaveOnce(1);
    },
  });
  if (aborter.signal.aborted) leaveOnce(0);
  else if (options.check) {
    const held = await runCheck(copy);
    leaveOnce(held ? 0 : 1);
  } else {
    process.stdout.write(welcome(copy, duration(steps.elapsed())));
    process.stdout.write(`READY ${JSON.stringify(copy.addresses)}\n`);
  }
} catch (error) {
  if (aborter.signal.aborted) process.exit(130);
  printFailure(error);
  process.exit(1);
}
