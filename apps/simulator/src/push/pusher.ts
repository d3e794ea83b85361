import { Agent, request } from 'undici';

import type { PushSettings } from '../world/settings.js';
import type { PushRequest } from './push-format.js';

type Job = { label: string; make: () => PushRequest; attempts: number };

export type PushRecord = { label: string; status: number | string; attempts: number; at: string };

const TRIES = 3;
const PARALLEL = 16;
const ANSWER_MS = 5_000;
const REORDER_MS = 150;
const REMEMBERED = 100;

/** First in, first out, without moving the rest at every take. */
class JobQueue {
  private jobs: Job[] = [];
  private next = 0;

  get length(): number {
    return this.jobs.length - this.next;
  }

  add(job: Job): void {
    this.jobs.push(job);
  }

  take(): Job | undefined {
    const job = this.jobs[this.next];
    if (!job) return undefined;
    this.next += 1;
    if (this.next >= 1024 && this.next * 2 >= this.jobs.length) {
      this.jobs = this.jobs.slice(this.next);
      this.next = 0;
    }
    return job;
  }

  clear(): void {
    this.jobs = [];
    this.next = 0;
  }
}

/**
 * Sends pushes to our server as WeChat does: three tries in all, five seconds for each answer.
 * Duplicates and a wrong order are made on purpose when the settings ask for them.
 */
export class Pusher {
  private readonly agent = new Agent({
    connections: PARALLEL,
    headersTimeout: ANSWER_MS,
    bodyTimeout: ANSWER_MS,
  });
  private readonly queue = new JobQueue();
  private readonly held: Job[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly waiting: (() => void)[] = [];
  private readonly log: PushRecord[] = [];
  private running = 0;
  private closed = false;
  private onHold = false;
  readonly counts = { acknowledged: 0, failed: 0 };

  constructor(private readonly settings: () => PushSettings) {}

  /** Sends after `delayMs`; `make` writes the request when its turn comes. */
  send(label: string, make: () => PushRequest, delayMs = 0): void {
    if (delayMs > 0) this.after(delayMs, () => this.accept(label, make));
    else this.accept(label, make);
  }

  /** Sends at once and waits for the answer. */
  async sendNow(label: string, make: () => PushRequest): Promise<void> {
    await this.deliver({ label, make, attempts: 0 });
  }

  /** Resolves when nothing is under way, delayed pushes included. */
  async idle(): Promise<void> {
    while (!this.closed && (this.queue.length > 0 || this.running > 0 || this.timers.size > 0)) {
      await new Promise<void>((done) => this.waiting.push(done));
    }
  }

  /** Keeps pushes back until `release`; those under way arrive. */
  hold(): void {
    this.onHold = true;
  }

  release(): void {
    this.onHold = false;
    this.work();
  }

  /** Newest first. */
  recent(): PushRecord[] {
    return [...this.log].reverse();
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    this.queue.clear();
    this.wake();
    await this.agent.destroy();
  }

  private accept(label: string, make: () => PushRequest): void {
    const { duplicate, reorder } = this.settings();
    for (let copy = 0; copy < Math.max(1, duplicate); copy += 1) {
      const job = { label, make, attempts: 0 };
      if (!reorder) this.queue.add(job);
      else if (this.held.push(job) === 1) {
        this.after(REORDER_MS, () => {
          for (const late of this.held.splice(0).reverse()) this.queue.add(late);
          this.work();
        });
      }
    }
    this.work();
  }

  private work(): void {
    // In reordered mode one at a time, so that the wrong order is a sure one.
    const limit = this.settings().reorder ? 1 : PARALLEL;
    while (this.running < limit && !this.closed && !this.onHold) {
      const job = this.queue.take();
      if (!job) break;
      this.running += 1;
      void this.deliver(job).finally(() => {
        this.running -= 1;
        this.work();
        this.wake();
      });
    }
  }

  private async deliver(job: Job): Promise<void> {
    job.attempts += 1;
    const status = await this.post(job.make());
    const isDone = status === 200;
    if (isDone || job.attempts >= TRIES || this.closed) {
      this.counts[isDone ? 'acknowledged' : 'failed'] += 1;
      this.log.push({ label: job.label, status, attempts: job.attempts, at: new Date().toISOString() });
      if (this.log.length > REMEMBERED) this.log.shift();
      return;
    }
    await this.deliver(job);
  }

  private async post(push: PushRequest): Promise<number | string> {
    try {
      const answer = await request(push.url, {
        method: 'POST',
        headers: { 'content-type': push.contentType },
        body: push.body,
        dispatcher: this.agent,
      });
      await answer.body.dump();
      return answer.statusCode;
    } catch (error) {
      return error instanceof Error ? ((error as { code?: string }).code ?? error.name) : 'unknown';
    }
  }

  private after(delayMs: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      work();
      this.wake();
    }, delayMs);
    this.timers.add(timer);
  }

  private wake(): void {
    for (const done of this.waiting.splice(0)) done();
  }
}
