import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inspectDataDir, openDataDir } from './data-dir.mjs';
import { lastJsonLine } from './files.mjs';
import { lockHolder, tryLock, withLock } from './lock.mjs';
import { waitUntil } from './ports.mjs';
import { beginningOf, isSameProcess } from './process-id.mjs';
import { duration } from './steps.mjs';
import { createSupervisor, run } from './supervisor.mjs';

/** @type {string} */
let dir;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'cheban-lib-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const stale = () => JSON.stringify({ pid: process.pid, beginning: 'long ago', note: 'killed' });

describe('lock', () => {
  it('has one holder, and is free again after release', () => {
    const path = join(dir, 'lock');
    const first = tryLock(path, 'copy');
    expect(lockHolder(path)).toMatchObject({ pid: process.pid, note: 'copy' });
    expect(tryLock(path)).toMatchObject({ holder: { note: 'copy' } });
    if ('release' in first) first.release();
    expect(tryLock(path)).toHaveProperty('release');
    expect(readdirSync(dir)).toEqual(['lock']);
  });

  it('is taken over from a process that is gone, even if its id lives on', () => {
    const path = join(dir, 'lock');
    writeFileSync(path, stale());
    expect(lockHolder(path)).toBeUndefined();
    expect(tryLock(path, 'new')).toHaveProperty('release');
    expect(lockHolder(path)?.note).toBe('new');
  });

  it('lets one work at a time', async () => {
    let inside = 0;
    const work = () =>
      withLock(join(dir, 'lock'), async () => {
        inside += 1;
        const seen = inside;
        await new Promise((resolve) => setImmediate(resolve));
        inside -= 1;
        return seen;
      });
    expect(await Promise.all([work(), work(), work()])).toEqual([1, 1, 1]);
  });
});

describe('data folder', () => {
  it('is made with secrets only its owner can read, and keeps them', async () => {
    const path = join(dir, 'a', 'b');
    const first = await openDataDir(path);
    expect(Buffer.from(first.secrets.dataKey, 'base64')).toHaveLength(32);
    first.release();
    const second = await openDataDir(path);
    expect(second.secrets).toEqual(first.secrets);
    expect(second.created).toBe(false);
    second.release();
  });

  it('refuses a folder of somebody else and a second holder, and touches neither', async () => {
    writeFileSync(join(dir, 'letter'), 'dear');
    await expect(openDataDir(dir, { fresh: true })).rejects.toThrow(/left alone/);
    expect(readdirSync(dir)).toEqual(['letter']);
    const path = join(dir, 'ours');
    const held = await openDataDir(path, { note: 'copy' });
    expect(() => inspectDataDir(path)).toThrow(/Another copy is already running/);
    await expect(openDataDir(path)).rejects.toThrow(/already running/);
    held.release();
  });

  it('leaves nothing behind when there is too little room or a last look refuses', async () => {
    const path = join(dir, 'a', 'b', 'c');
    await expect(openDataDir(path, { leastFreeBytes: Number.MAX_SAFE_INTEGER })).rejects.toThrow(
      /Too little room/,
    );
    const refuse = () => Promise.reject(new Error('port taken'));
    await expect(openDataDir(path, { before: refuse })).rejects.toThrow('port taken');
    expect(readdirSync(dir)).toEqual([]);
  });

  it('drops nothing with fresh when a last look refuses', async () => {
    const path = join(dir, 'a');
    (await openDataDir(path)).release();
    mkdirSync(join(path, 'mysql'));
    const refuse = () => Promise.reject(new Error('port taken'));
    await expect(openDataDir(path, { fresh: true, before: refuse })).rejects.toThrow('port taken');
    expect(readdirSync(path)).toContain('mysql');
  });

  it('says in a sentence that a file is in the way', async () => {
    writeFileSync(join(dir, 'file'), '');
    await expect(openDataDir(join(dir, 'file', 'a'))).rejects.toThrow(/--data DIR/);
  });

  it('ends what a killed start left running', async () => {
    const path = join(dir, 'a');
    (await openDataDir(path)).release();
    const left = spawn('sleep', ['60'], { detached: true });
    const pid = Number(left.pid);
    const child = { name: 'mysql', pid, beginning: beginningOf(pid), patienceMs: 1000 };
    const other = { name: 'innocent', pid: process.pid, beginning: 'long ago', patienceMs: 1000 };
    writeFileSync(join(path, 'processes.json'), JSON.stringify([other, child]));
    writeFileSync(join(path, 'start.lock'), stale());
    (await openDataDir(path)).release();
    expect(isSameProcess(child)).toBe(false);
    expect(JSON.parse(readFileSync(join(path, 'processes.json'), 'utf8'))).toEqual([]);
  });
});

describe('supervisor', () => {
  const node = (/** @type {string} */ text) => ({ command: process.execPath, args: ['-e', text] });

  it('ends a whole tree, last started first, also one that does not listen', async () => {
    const supervisor = createSupervisor({ dataDir: dir });
    const grandchild = `require('child_process').spawn(process.execPath, ['-e', "process.on('SIGTERM', () => {}); console.log('pid', process.pid); setInterval(() => {}, 1000)"], { stdio: 'inherit' });`;
    const tree = supervisor.start({ name: 'tree', ...node(`${grandchild} setInterval(() => {}, 1000)`) });
    const deaf = supervisor.start({
      name: 'deaf',
      ...node("process.on('SIGTERM', () => {}); console.log('deaf'); setInterval(() => {}, 1000)"),
      patienceMs: 200,
    });
    const log = (/** @type {string} */ name) => readFileSync(join(dir, 'logs', `${name}.log`), 'utf8');
    const ready = async () => /pid \d+/.test(log('tree')) && log('deaf').includes('deaf');
    expect(await waitUntil(ready, { timeoutMs: 10_000 })).toBe(true);
    const inner = Number(/pid (\d+)/.exec(log('tree'))?.[1]);
    await supervisor.stopAll();
    expect([beginningOf(tree.pid), beginningOf(deaf.pid)]).toEqual([undefined, undefined]);
    expect(await waitUntil(async () => beginningOf(inner) === undefined, { timeoutMs: 5000 })).toBe(true);
  });

  it('tells of a death with the last lines, once, and not of an asked end', async () => {
    /** @type {import('./stop.mjs').Stop[]} */
    const deaths = [];
    const supervisor = createSupervisor({ dataDir: dir, onDeath: (failure) => deaths.push(failure) });
    supervisor.start({ name: 'worker', ...node("console.error('last words'); process.exit(3)") });
    const missing = supervisor.start({ name: 'missing', command: join(dir, 'no-such-program'), args: [] });
    const other = supervisor.start({ name: 'other', ...node('setInterval(() => {}, 1000)') });
    expect(await waitUntil(async () => deaths.length === 2, { timeoutMs: 10_000 })).toBe(true);
    expect(missing.hasEnded()).toBe(true);
    const worker = deaths.find((failure) => failure.message.includes('worker'));
    expect(worker?.message).toMatch(/exit code 3/);
    expect(worker?.detail).toBe('last words');
    await supervisor.stopAll();
    expect(other.hasEnded()).toBe(true);
    expect(deaths).toHaveLength(2);
  });

  it('starts again what dies once it is told to keep alive, and not for ever', async () => {
    /** @type {string[]} */
    const told = [];
    const supervisor = createSupervisor({
      dataDir: dir,
      onDeath: () => told.push('gave up'),
      onRestart: () => told.push('again'),
    });
    const child = supervisor.start({
      name: 'mayfly',
      ...node('setTimeout(() => process.exit(1), 50)'),
      watched: false,
    });
    supervisor.keepAlive();
    child.watch();
    expect(await waitUntil(async () => told.includes('gave up'), { timeoutMs: 20_000 })).toBe(true);
    expect(told).toEqual(['again', 'again', 'again', 'again', 'again', 'gave up']);
    await supervisor.stopAll();
  }, 30_000);

  it('runs a command to its end, and ends it when asked', async () => {
    expect(
      await run(process.execPath, ['-e', "console.log('a'); console.error('b'); process.exit(4)"]),
    ).toMatchObject({
      code: 4,
      stdout: 'a\n',
    });
    expect(await run(join(dir, 'no-such-program'), [])).toMatchObject({ code: 127 });
    const aborter = new AbortController();
    const long = run('sleep', ['60'], { signal: aborter.signal });
    aborter.abort();
    expect((await long).code).not.toBe(0);
  });
});

it('finds the last JSON object in an output', () => {
  expect(lastJsonLine('noise\n{"a":1}\nCHECK {"b":2}\nbye\n')).toEqual({ b: 2 });
  expect(lastJsonLine('{"a":1}\n{broken}\n')).toEqual({ a: 1 });
  expect(lastJsonLine('nothing')).toBeUndefined();
});

it('says durations as people do', () => {
  expect([640, 3240, 125_000].map(duration)).toEqual(['640 ms', '3.2 s', '2 min 05 s']);
});
