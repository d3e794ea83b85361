import { hostname } from 'node:os';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { type Job, Worker } from 'bullmq';
import { monotonicMs } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { LOGGER, type Logger, withLogContext } from '../logging/index.js';
import { Metrics } from '../metrics/index.js';
import { connectBlockingRedis, KEY_PREFIX } from '../redis/index.js';
import { JOB_HANDLER, type JobDefinition, type JobHandler, type QueueName, queueNames } from './job.js';
import { JobRuns } from './job-runs.js';

const concurrency: Record<QueueName, number> = { events: 4, care: 2, send: 4, long: 1 };

/**
 * Runs the job handlers of this process. Locks are short and renewed, stalls are found within seconds and never
 * count as failures, so that a job whose worker was killed is run again soon however often that happens.
 */
@Injectable()
export class WorkerHost implements OnApplicationShutdown {
  private readonly workers: Worker[] = [];
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly ticks = new Set<Promise<void>>();
  private readonly wakes = new Map<string, (() => void)[]>();
  private stopping = false;
  private readonly handlers = new Map<
    string,
    { definition: JobDefinition; handler: JobHandler<JobDefinition> }
  >();
  readonly holder = `${hostname()}-${process.pid}`;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
    private readonly metrics: Metrics,
    private readonly runs: JobRuns,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Finds the handlers. Throws if a job of `definitions` has none or two: a boot error, not a surprise at night. */
  collect(definitions: readonly JobDefinition[]): void {
    for (const wrapper of this.discovery.getProviders()) {
      if (!wrapper.metatype || !wrapper.instance) continue;
      const definition = this.reflector.get<JobDefinition | undefined>(
        JOB_HANDLER,
        wrapper.metatype as () => void,
      );
      if (!definition) continue;
      const known = this.handlers.get(definition.name);
      if (known && known.handler !== wrapper.instance)
        throw new Error(`Job ${definition.name} has two handlers`);
      this.handlers.set(definition.name, {
        definition,
        handler: wrapper.instance as JobHandler<JobDefinition>,
      });
    }
    const missing = definitions
      .filter((definition) => !this.handlers.has(definition.name))
      .map(({ name }) => name);
    if (missing.length > 0) throw new Error(`Jobs without a handler: ${missing.join(', ')}`);
  }

  start(): void {
    for (const name of queueNames) {
      const worker = new Worker(name, (job) => this.process(job), {
        connection: connectBlockingRedis(this.config.redisUrl),
        prefix: KEY_PREFIX,
        concurrency: concurrency[name],
        lockDuration: 10_000,
        stalledInterval: 3_000,
        maxStalledCount: 1_000_000,
        skipVersionCheck: true,
      });
      worker.on('error', (error) => this.logger.debug({ err: error, queue: name }, 'worker connection'));
      worker.on('failed', (job, error) =>
        this.logger.error({ err: error, job: job?.name, jobId: job?.id }, 'job failed'),
      );
      this.workers.push(worker);
    }
    for (const { definition, handler } of this.handlers.values()) {
      if (definition.everyMs) this.startTicker(definition, handler, definition.everyMs);
    }
  }

  /**
   * Periodic work runs on timers of the process, not on schedules in Redis: it goes on when Redis is empty or away.
   * Ticks of several workers are kept apart by the handlers' own leases and row claims. A ring that comes while the
   * work runs makes it run once more.
   */
  private startTicker(definition: JobDefinition, handler: JobHandler<JobDefinition>, everyMs: number): void {
    let running = false;
    let again = false;
    const tick = async () => {
      if (running) {
        again = true;
        return;
      }
      running = true;
      try {
        do {
          again = false;
          await this.measure(definition, () => handler.run({}));
        } while (again && !this.stopping);
      } catch (error) {
        this.logger.error({ err: error, job: definition.name }, 'tick failed');
      } finally {
        running = false;
      }
    };
    const run = () => {
      if (this.stopping) return;
      const work = tick().finally(() => this.ticks.delete(work));
      this.ticks.add(work);
    };
    run();
    this.timers.push(setInterval(run, everyMs));
    if (definition.wakeOn)
      this.wakes.set(definition.wakeOn, [...(this.wakes.get(definition.wakeOn) ?? []), run]);
  }

  /** Runs the periodic jobs that wait for this ring. */
  wake(what: string): void {
    for (const run of this.wakes.get(what) ?? []) run();
  }

  /** Runs a periodic job now, in this process. */
  async runNow(definition: JobDefinition): Promise<void> {
    const entry = this.handlers.get(definition.name);
    if (entry) await this.measure(entry.definition, () => entry.handler.run({}));
  }

  private async process(job: Job): Promise<void> {
    const entry = this.handlers.get(job.name);
    if (!entry) throw new Error(`No handler for job ${job.name}`);
    const payload = entry.definition.payload.parse(job.data);
    await withLogContext({ jobId: job.id ?? '' }, () =>
      this.measure(entry.definition, () => entry.handler.run(payload)),
    );
  }

  private async measure(definition: JobDefinition, work: () => Promise<void>): Promise<void> {
    const { name, everyMs } = definition;
    const start = monotonicMs();
    let outcome = 'ok';
    try {
      await work();
      await this.note(() => this.runs.ended(name, everyMs ?? null));
    } catch (error) {
      outcome = 'failed';
      await this.note(() => this.runs.failed(name, everyMs ?? null, (error as Error).message));
      throw error;
    } finally {
      this.metrics.jobSeconds.observe({ job: name, outcome }, (monotonicMs() - start) / 1000);
    }
  }

  /** The note about a run must not turn a good run into a failed one. */
  private async note(write: () => Promise<void>): Promise<void> {
    await write().catch((error: unknown) => this.logger.warn({ err: error }, 'job run not noted'));
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping = true;
    for (const timer of this.timers) clearInterval(timer);
    await Promise.allSettled(this.ticks);
    await Promise.allSettled(this.workers.map((worker) => worker.close()));
  }
}
