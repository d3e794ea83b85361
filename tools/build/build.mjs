import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { readJson, writeJson } from '../lib/files.mjs';
import { withLock } from '../lib/lock.mjs';
import { CACHE, ROOT } from '../lib/root.mjs';
import { Stop } from '../lib/stop.mjs';
import { run } from '../lib/supervisor.mjs';
import { sourceHash } from './source-hash.mjs';

const AT_ONCE = 2;

/**
 * Builds rooms whose sources changed since their last build, those that others need first, two at a time.
 * @param {import('./rooms.mjs').Room[]} rooms with everything they need
 * @param {object} [options]
 * @param {(text: string) => void} [options.note]
 * @param {AbortSignal} [options.signal]
 * @param {string} [options.root]
 * @param {string} [options.cache] where the hashes of what is built are kept
 * @returns {Promise<{ built: string[], skipped?: string }>}
 */
export async function build(rooms, { note = () => {}, signal, root = ROOT, cache = CACHE } = {}) {
  const stale = () => findStale(rooms, root, cache);
  if (stale().size === 0) return { built: [], skipped: 'up to date' };
  mkdirSync(cache, { recursive: true });
  const work = async () => {
    const todo = stale();
    const built = await buildAll(rooms, todo, { note, signal, root, cache });
    return built.length > 0 ? { built } : { built, skipped: 'up to date' };
  };
  return withLock(join(cache, 'workspace.lock'), work, (holder) =>
    note(`waiting for process ${holder.pid}, which is installing or building`),
  );
}

/** The rooms whose output does not come from the sources as they are, with the hash it should come from. */
function findStale(
  /** @type {import('./rooms.mjs').Room[]} */ rooms,
  /** @type {string} */ root,
  /** @type {string} */ cache,
) {
  /** @type {Map<string, string>} */
  const hashes = new Map();
  /** @type {Map<string, string>} */
  const stale = new Map();
  for (const room of rooms) {
    if (!existsSync(join(root, room.dir, 'package.json')))
      throw new Stop(`${room.dir} is missing: the clone is not complete.`);
    const needs = room.needs.map((name) => String(hashes.get(name)));
    const settings = room.settings?.map((name) => process.env[name]);
    const hash = sourceHash({ root, dir: room.dir, script: room.script, needs, settings });
    hashes.set(room.name, hash);
    const output = join(root, room.dir, room.output);
    const whole = existsSync(output) && readdirSync(output).length > 0;
    if (!whole || readJson(stampOf(cache, room))?.hash !== hash) stale.set(room.name, hash);
  }
  return stale;
}

/**
 * @typedef {{ note: (text: string) => void, signal?: AbortSignal, root: string, cache: string }} Context
 */

async function buildAll(
  /** @type {import('./rooms.mjs').Room[]} */ rooms,
  /** @type {Map<string, string>} */ todo,
  /** @type {Context} */ context,
) {
  const waiting = rooms.filter((room) => todo.has(room.name));
  const total = waiting.length;
  /** @type {Map<string, Promise<string>>} */
  const running = new Map();
  /** @type {string[]} */
  const built = [];
  while (built.length < total) {
    const blocked = new Set([...waiting.map((room) => room.name), ...running.keys()]);
    const next = waiting.find(
      (room) => !room.needs.some((name) => blocked.has(name)) && !sharesFolder(room, running, rooms),
    );
    if (next && running.size < AT_ONCE) {
      waiting.splice(waiting.indexOf(next), 1);
      running.set(
        next.name,
        buildOne(next, String(todo.get(next.name)), context).then(() => next.name),
      );
      context.note(`${built.length} of ${total} · ${[...running.keys()].join(', ')}`);
      continue;
    }
    try {
      const name = await Promise.race(running.values());
      running.delete(name);
      built.push(name);
    } catch (error) {
      // Let the other one end by itself: half an output would look whole.
      await Promise.allSettled(running.values());
      throw error;
    }
    context.note(`${built.length} of ${total} · ${[...running.keys()].join(', ')}`);
  }
  return built;
}

/** Two builds of one package (h5, weapp) share temporary files. */
function sharesFolder(
  /** @type {import('./rooms.mjs').Room} */ room,
  /** @type {Map<string, unknown>} */ running,
  /** @type {import('./rooms.mjs').Room[]} */ rooms,
) {
  return rooms.some((other) => running.has(other.name) && other.dir === room.dir);
}

async function buildOne(
  /** @type {import('./rooms.mjs').Room} */ room,
  /** @type {string} */ hash,
  /** @type {Context} */ { root, cache, signal },
) {
  const dir = join(root, room.dir);
  const script = readJson(join(dir, 'package.json'))?.scripts?.[room.script];
  if (!script) throw new Stop(`${room.dir}/package.json has no script "${room.script}".`);
  // Gone before, written after: an interrupted build is built again.
  rmSync(stampOf(cache, room), { force: true });
  const bins = [join(dir, 'node_modules', '.bin'), join(root, 'node_modules', '.bin')];
  const env = {
    ...process.env,
    PATH: [...bins, process.env['PATH'] ?? ''].join(delimiter),
    NODE_ENV: 'production',
    // What is shown of a failure is plain text, also on a terminal.
    NO_COLOR: '1',
    FORCE_COLOR: '0',
  };
  const result = await run('sh', ['-c', script], { cwd: dir, env, signal });
  if (result.code !== 0) {
    if (/ENOSPC|no space left/i.test(result.output))
      throw new Stop(`The disk is full: ${room.dir} could not be built.`);
    throw new Stop(`Building ${room.dir} (${room.script}) failed with exit code ${result.code}.`, {
      detail: result.output.trimEnd().split('\n').slice(-40).join('\n'),
    });
  }
  if (room.mirrors) removeOrphans(join(dir, 'src'), join(dir, room.output));
  writeJson(stampOf(cache, room), { hash }, 0o644);
}

/**
 * Removes outputs whose source is gone. A build that only adds would leave, for example, a deleted migration to be run.
 * @param {string} sources
 * @param {string} output
 */
function removeOrphans(sources, output) {
  for (const entry of readdirSync(output, { withFileTypes: true })) {
    const path = join(output, entry.name);
    if (entry.isDirectory()) {
      if (existsSync(join(sources, entry.name))) removeOrphans(join(sources, entry.name), path);
      else rmSync(path, { recursive: true, force: true });
      continue;
    }
    const stem = entry.name.replace(/\.js(\.map)?$/, '');
    const origins = stem === entry.name ? [entry.name] : [`${stem}.ts`, `${stem}.tsx`, `${stem}.js`];
    if (!origins.some((name) => existsSync(join(sources, name)))) rmSync(path, { force: true });
  }
}

function stampOf(/** @type {string} */ cache, /** @type {import('./rooms.mjs').Room} */ room) {
  return join(cache, 'build', `${room.name}.json`);
}
