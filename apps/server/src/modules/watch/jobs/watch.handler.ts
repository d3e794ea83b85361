import { Injectable } from '@nestjs/common';
import { type JobHandler, JobHandlerFor } from '../../../platform/queue/index.js';
import { LookAround } from '../usecases/look-around.usecase.js';
import { NotifyRobot } from '../usecases/notify-robot.usecase.js';
import { lookAroundJob } from './look.job.js';
import { notifyRobotJob } from './notify.job.js';

@Injectable()
@JobHandlerFor(lookAroundJob)
export class LookAroundHandler implements JobHandler<typeof lookAroundJob> {
  constructor(private readonly watchdog: LookAround) {}

  async run(): Promise<void> {
    await this.watchdog.run();
  }
}

@Injectable()
@JobHandlerFor(notifyRobotJob)
export class NotifyRobotHandler implements JobHandler<typeof notifyRobotJob> {
  constructor(private readonly robot: NotifyRobot) {}

  async run(): Promise<void> {
    await this.robot.run();
  }
}
