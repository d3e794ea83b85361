import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines } from './files.mjs';
import { endGroup, noteChildren } from './left-overs.mjs';
import { beginningOf } from './process-id.mjs';
import { Stop } from './stop.mjs';

const LARGEST_LOG_BYTES = 20 * 1024 * 1024;
const LAST_LINES = 25;

/**
 * @typedef {object} Started
 * @property {string} name
 * @property {number} pid
 * @property {string} logFile
 * @property {() => boolean} hasEnded
 * @property {() => Promise<void>} stop ends the process and all it started
 * @property {() => void} watch from now on an unasked end is a failure
 */

/**
 * Keeps the long-running children of one data folder. Each gets a process group of its own, so that Ctrl-C reaches only
 * the supervisor, which then ends them in order: last started, first stopped. Nothing is restarted: a child that dies by
 * itself is a failure to be seen.
 * @param {{ dataDir: string, onDeath?: (failure: Stop) => void }} options onDeath: told when a child ends unasked
 */
export function createSupervisor({ dataDir, onDeath = () => {} }) {
  /** @type {(Started & { patienceMs: number, beginning: string | undefined })[]} */
  const children = [];
  const logs = join(dataDir, 'logs');
  const note = () =>
    noteChildren(
      dataDir,
      children.map(({ name, pid, beginning, patienceMs }) => ({ name, pid, beginning, patienceMs })),
    );

  /**
   * Starts a child with its output in `<data>/logs/<name>.log`.
   * @param {object} child
   * @param {string} child.name
   * @param {string} child.command
   * @param {string[]} child.args
   * @param {NodeJS.ProcessEnv} [child.env]
   * @param {string} [child.cwd]
   * @param {number} [child.patienceMs] how long it may take to end when asked to (SIGTERM), before SIGKILL
   * @param {boolean} [child.watched] whether an unasked end is a failure from the beginning (default) or only after `watch()`
   * @returns {Started}
   */
  function start({ name, command, args, env = process.env, cwd, patienceMs = 10_000, watched = true }) {
    mkdirSync(logs, { recursive: true });
    const logFile = join(logs, `${name}.log`);
    if (existsSync(logFile) && statSync(logFile).size > LARGEST_LOG_BYTES)
      renameSync(logFile, `${logFile}.1`);
    const output = openSync(logFile, 'a', 0o600);
    const process_ = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', output, output] });
    closeSync(output);
    let ended = false;
    let asked = false;
    let minded = watched;
    /** @type {string} */
    let how = '';
    const end = new Promise((resolve) => {
      process_.once('error', (error) => {
        how = error.message;
        ended = true;
        resolve(undefined);
      });
      process_.once('exit', (code, signal) => {
        how = signal ? `signal ${signal}` : `exit code ${code}`;
        ended = true;
        resolve(undefined);
      });
    });
    const pid = process_.pid ?? 0;
    const started = {
      name,
      pid,
      logFile,
      patienceMs,
      beginning: beginningOf(pid),
      hasEnded: () => ended,
      watch: () => {
        minded = true;
      },
      stop: async () => {
        asked = true;
        if (pid) await endGroup(pid, patienceMs, () => ended);
        const at = children.indexOf(started);
        if (at >= 0) children.splice(at, 1);
        note();
      },
    };
    children.push(started);
    note();
    end.then(() => {
      if (!asked && minded) onDeath(deathOf(name, how, logFile));
    });
    return started;
  }

  /** Ends all children, the last started first. Safe to call twice. */
  async function stopAll() {
    for (const child of [...children].reverse()) await child.stop();
  }

  return { start, stopAll, logs };
}

/**
 * The failure of a child that ended unasked.
 * @param {string} name
 * @param {string} how exit code or signal
 * @param {string} logFile
 */
export function deathOf(name, how, logFile) {
  return new Stop(`The ${name} process ended by itself (${how}); its log is ${logFile}.`, {
    detail: lastLines(logFile, LAST_LINES),
  });
}

/**
 * Runs a command to its end and gathers what it says.
 * @param {string} command
 * @param {string[]} args
 * @param {object} [options]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {string} [options.cwd]
 * @param {(line: string) => void} [options.onLine] told each line as it comes
 * @param {AbortSignal} [options.signal]
 * @returns {Promise<{ code: number, stdout: string, output: string }>} output: stdout and stderr as they came; code 127
 *   when the command does not exist
 */
export function run(command, args, { env = process.env, cwd, onLine, signal } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let output = '';
    const hear = (/** @type {Buffer} */ chunk) => {
      output += chunk;
      for (const line of chunk.toString().split('\n')) if (line.trim()) onLine?.(line);
    };
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      hear(chunk);
    });
    child.stderr.on('data', hear);
    const abort = () =>
      child.pid && endGroup(child.pid, 3000, () => child.exitCode !== null || child.signalCode !== null);
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
    child.once('error', (error) => resolve({ code: 127, stdout, output: `${output}${error.message}\n` }));
    child.once('close', (code) => {
      signal?.removeEventListener('abort', abort);
      resolve({ code: code ?? 1, stdout, output });
    });
  });
}
