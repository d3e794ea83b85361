/** Real sender processes that a test may kill. They run the server's build (apps/server/dist). */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { World } from '../../support/world.js';
import { environmentOf } from './api-process.js';

const FILE = fileURLToPath(new URL('./sender-child.mjs', import.meta.url));

export interface SenderProcess {
  /** Lets it send, with its clock so many milliseconds ahead of the machine's. */
  go(clockOffsetMs: number): void;
  /** Resolves when it has once found nothing left to send. */
  idle(): Promise<void>;
  /** Stops it in the middle of whatever it does, as a blocked event loop would; it does not notice. */
  freeze(): void;
  thaw(): void;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
}

/** Boots a sender on the world's database, Redis and simulator. Rejects if it does not come up. */
export async function bootSender(world: World): Promise<SenderProcess> {
  const child = spawn(process.execPath, [FILE], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...environmentOf(world), DATABASE_POOL: '8', LOG_LEVEL: 'error' },
  });
  const words = listen(child);
  await words.wait('ready');
  return {
    go: (offsetMs) => child.stdin?.write(`go ${offsetMs}\n`),
    idle: () => words.wait('idle'),
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    kill: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill('SIGKILL');
      }),
  };
}

function listen(child: ChildProcess) {
  const heard = new Set<string>();
  const waiting = new Map<string, { resolve: () => void; reject: (error: Error) => void }>();
  let errors = '';
  child.stderr?.on('data', (text) => {
    errors = `${errors}${text}`.slice(-4_000);
  });
  child.stdout?.on('data', (text: Buffer) => {
    for (const word of text.toString().split('\n')) {
      heard.add(word);
      waiting.get(word)?.resolve();
      waiting.delete(word);
    }
  });
  child.once('exit', (code, signal) => {
    for (const { reject } of waiting.values())
      reject(new Error(`The sender ended (${signal ?? code}): ${errors}`));
    waiting.clear();
  });
  return {
    wait: (word: string) =>
      heard.has(word)
        ? Promise.resolve()
        : new Promise<void>((resolve, reject) => {
            waiting.set(word, { resolve, reject });
          }),
  };
}
