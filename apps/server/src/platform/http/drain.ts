import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config/index.js';

/**
 * The last moments of an API process. After SIGTERM it says that it is not ready, and asks every client to close its
 * connection, but serves whoever still comes: a load balancer needs some seconds to see that it should go elsewhere.
 */
@Injectable()
export class Drain implements BeforeApplicationShutdown {
  private begun = false;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  get isOn(): boolean {
    return this.begun;
  }

  async beforeApplicationShutdown(signal?: string): Promise<void> {
    if (!signal || this.config.drainMs === 0) return;
    this.begun = true;
    await new Promise((resolve) => setTimeout(resolve, this.config.drainMs));
  }
}
