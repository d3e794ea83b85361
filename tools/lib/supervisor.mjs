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

/** So many unasked ends of one child within a minute, and it is not started again. */
const MOST_RESTARTS = 5;
const RESTART_WINDOW_MS = 60_000;
const RESTART_PAUSE_MS = 300;

/**
 * Keeps the long-running children of one data folder. Each gets a process group of its own, so that Ctrl-C reaches only
 * the supervisor, which then ends them in order: last started, first stopped. While the copy comes up, a child that dies
 * by itself is a failure to be seen; after `keepAlive()` it is started again, five times a minute at most.
 * @param {{ dataDir: string, onDeath?: (failure: Stop) => void, onRestart?: (death: Stop) => void }} options onDeath: told
 *   when a child ended unasked and stays so; onRestart: when it was started again
 */
export function createSupervisor({ dataDir, onDeath = () => {}, onRestart = () => {} }) {
  /** @type {(Started & { patienceMs: number, beginning: string | undefined })[]} */
  const children = [];
  const logs = join(dataDir, 'logs');
  let keeping = false;
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
    let ended = false;
    let asked = false;
    let minded = watched;
    /** @type {number[]} */
    let deaths = [];
    const started = {
      name,
      pid: 0,
      logFile,
      patienceMs,
      /** @type {string | undefined} */
      beginning: undefined,
      hasEnded: () => ended,
      watch: () => {
        minded = true;
      },
      stop: async () => {
        asked = true;
        if (started.pid) await endGroup(started.pid, patienceMs, () => ended);
        const at = children.indexOf(started);
        if (at >= 0) children.splice(at, 1);
        note();
      },
    };

    const launch = () => {
      const output = openSync(logFile, 'a', 0o600);
      const process_ = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', output, output] });
      closeSync(output);
      ended = false;
      started.pid = process_.pid ?? 0;
      started.beginning = beginningOf(started.pid);
      process_.once('error', (error) => died(error.message));
      process_.once('exit', (code, signal) => died(signal ? `signal ${signal}` : `exit code ${code}`));
    };

    const died = (/** @type {string} */ how) => {
      if (ended) return;
      ended = true;
      if (asked || !minded) return;
      const death = deathOf(name, how, logFile);
      const now = performance.now();
      deaths = [...deaths.filter((at) => now - at < RESTART_WINDOW_MS), now];
      if (!keeping || deaths.length > MOST_RESTARTS) {
        onDeath(death);
        return;
      }
      setTimeout(() => {
        if (asked) return;
        launch();
        note();
        onRestart(death);
      }, RESTART_PAUSE_MS * deaths.length);
    };

    launch();
    children.push(started);
    note();
    return started;
  }

  /** From now on children that end by themselves are started again. */
  function keepAlive() {
    keeping = true;
  }

  /** Ends all children, the last started first. Safe to call twice. */
  async function stopAll() {
    for (const child of [...children].reverse()) await child.stop();
  }

  return { start, stopAll, keepAlive, logs };
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
