#!/usr/bin/env node
// npm run build [-- NAME ...]: builds everything (or the named rooms and what they need) whose sources changed.
import { onFirstSignal } from '../lib/on-signal.mjs';
import { createSteps } from '../lib/steps.mjs';
import { printFailure, Stop } from '../lib/stop.mjs';
import { installWorkspace, requireNode } from '../lib/workspace.mjs';
import { build } from './build.mjs';
import { rooms } from './rooms.mjs';

const aborter = new AbortController();
onFirstSignal(() => aborter.abort());

try {
  requireNode();
  const steps = createSteps({ total: 2 });
  await steps.run('Packages', (note) => installWorkspace({ note, signal: aborter.signal }));
  const chosen = choose(process.argv.slice(2));
  await steps.run('Build', (note) => build(chosen, { note, signal: aborter.signal }));
} catch (error) {
  printFailure(error);
  process.exitCode = 1;
}

function choose(/** @type {string[]} */ names) {
  const unknown = names.find((name) => !rooms.some((room) => room.name === name));
  if (unknown)
    throw new Stop(`There is no room "${unknown}"; known are ${rooms.map((room) => room.name).join(', ')}.`);
  if (names.length === 0) return rooms;
  const wanted = new Set(names);
  // Needs stand before what needs them, so going backwards finds them all.
  for (const room of [...rooms].reverse())
    if (wanted.has(room.name)) for (const need of room.needs) wanted.add(need);
  return rooms.filter((room) => wanted.has(room.name));
}
