import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { LOGGER, type Logger } from '../../../platform/logging/index.js';
import { LookAround } from './look-around.usecase.js';
import { NotifyRobot } from './notify-robot.usecase.js';

const EVERY_MS = 60_000;

/**
 * The watchdog of API processes: when every worker is dead, somebody must still say so. Leases and claims keep it
 * apart from the worker's.
 */
@Injectable()
export class WatchTimer implements OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly watchdog: LookAround,
    private readonly robot: NotifyRobot,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Looks once a minute until shutdown. Called by the API's main, never by tests. */
  start(): void {
    this.timer = setInterval(() => {
      this.running = this.running.then(() => this.tick());
    }, EVERY_MS);
    this.timer.unref();
  }

  private async tick(): Promise<void> {
    try {
      await this.watchdog.run();
      await this.robot.run();
    } catch (error) {
      this.logger.warn({ err: error }, 'the watchdog stumbled');
    }
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }
}
