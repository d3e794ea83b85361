import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../lib/root.mjs';
import { duration } from '../lib/steps.mjs';
import { Stop } from '../lib/stop.mjs';

const STEP_TIMEOUT_MS = 120_000;

/**
 * @typedef {object} CheckContext what each step gets
 * @property {import('./copy-env.mjs').Addresses} addresses
 * @property {any} demo what seed-demo told
 * @property {import('./copy.mjs').Copy['cli']} cli
 * @property {Record<string, any>} state empty at first; steps keep here what later ones need
 * @property {AbortSignal} signal aborted when the step has taken too long
 *
 * @typedef {{ name: string, run: (context: CheckContext) => Promise<void | string> }} CheckStep a step holds unless it
 *   throws; a text that it gives back is shown beside it
 */

/**
 * Walks the steps one after another and prints each with its time. After the first that does not hold, the rest cannot
 * mean anything and counts as failed.
 * The last line is one JSON object: {"passed": n, "failed": n, "ms": n}.
 * @param {import('./copy.mjs').Copy} copy
 * @param {CheckStep[]} [steps] default: those of loop.mjs
 * @param {(text: string) => void} [print]
 * @returns {Promise<boolean>} whether all held
 */
export async function runCheck(copy, steps, print = (text) => process.stdout.write(text)) {
  const list = steps ?? (await loadLoop());
  const begun = performance.now();
  /** @type {Record<string, any>} */
  const state = {};
  let passed = 0;
  for (const [index, step] of list.entries()) {
    const start = performance.now();
    const label = `${String(index + 1).padStart(2)}/${list.length} ${step.name}`;
    try {
      const signal = AbortSignal.timeout(STEP_TIMEOUT_MS);
      const context = { addresses: copy.addresses, demo: copy.demo, cli: copy.cli, state, signal };
      const told = await inTime(step.run(context), signal);
      print(`✓ ${label} · ${duration(performance.now() - start)}${told ? ` · ${told}` : ''}\n`);
      passed += 1;
    } catch (error) {
      print(`✗ ${label} · ${duration(performance.now() - start)}\n`);
      print(
        `  ${(error instanceof Error ? (error.stack ?? error.message) : String(error)).replaceAll('\n', '\n  ')}\n`,
      );
      for (const left of list.slice(index + 1)) print(`- ${left.name} · not reached\n`);
      break;
    }
  }
  const ms = Math.round(performance.now() - begun);
  print(`${JSON.stringify({ passed, failed: list.length - passed, ms })}\n`);
  return list.length > 0 && passed === list.length;
}

/** @returns {Promise<CheckStep[]>} */
async function loadLoop() {
  const file = join(ROOT, 'tools', 'start', 'loop.mjs');
  await access(file).catch(() => {
    throw new Stop('tools/start/loop.mjs is missing: there is no loop to walk.');
  });
  const { steps } = await import(pathToFileURL(file).href);
  if (!Array.isArray(steps) || steps.length === 0) throw new Stop('tools/start/loop.mjs has no steps.');
  return steps;
}

function inTime(/** @type {Promise<void | string>} */ work, /** @type {AbortSignal} */ signal) {
  return Promise.race([
    work,
    new Promise((_resolve, reject) => {
      signal.addEventListener(
        'abort',
        () => reject(new Error(`not done within ${STEP_TIMEOUT_MS / 1000} s`)),
        { once: true },
      );
    }),
  ]);
}
