#!/usr/bin/env node
// npm run cheban -- [--data DIR] COMMAND …: runs the server's command line against the copy that runs on a data folder.
// Everything after --data DIR is passed on; so are stdout, stderr and the exit code.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { readJson } from '../lib/files.mjs';
import { isSameProcess } from '../lib/process-id.mjs';
import { ROOT } from '../lib/root.mjs';
import { printFailure, Stop } from '../lib/stop.mjs';
import { dataDirOf } from '../start/options.mjs';

try {
  const { named, rest } = splitArgs(process.argv.slice(2));
  const dataDir = dataDirOf(named);
  const running = readJson(join(dataDir, 'run.json'));
  if (!running?.running || !isSameProcess(running)) {
    throw new Stop(
      `No copy of Cheban is running on ${dataDir}; start one with npm start${named ? ` -- --data ${named}` : ''}.`,
    );
  }
  const child = spawn(process.execPath, [join(ROOT, 'apps', 'server', 'dist', 'main.cli.js'), ...rest], {
    // Files are named from where the person stands.
    cwd: process.env['INIT_CWD'] ?? process.cwd(),
    env: { ...process.env, ...running.env },
    stdio: 'inherit',
  });
  for (const signal of /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM']))
    process.on(signal, () => child.kill(signal));
  child.once('error', (error) => {
    printFailure(error);
    process.exitCode = 1;
  });
  child.once('exit', (code) => {
    process.exitCode = code ?? 1;
  });
} catch (error) {
  printFailure(error);
  process.exitCode = 1;
}

/** Takes --data out, wherever it stands; the rest belongs to the server's command line. */
function splitArgs(/** @type {string[]} */ args) {
  const rest = [...args];
  const at = rest.findIndex((arg) => arg === '--data' || arg.startsWith('--data='));
  if (at < 0) return { named: undefined, rest };
  const [arg = ''] = rest.splice(at, 1);
  if (arg.startsWith('--data=')) return { named: arg.slice('--data='.length), rest };
  const [named] = rest.splice(at, 1);
  if (named === undefined) throw new Stop('--data wants a folder.');
  return { named, rest };
}
