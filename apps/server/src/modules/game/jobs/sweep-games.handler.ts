import { Injectable } from '@nestjs/common';
import { type JobHandler, JobHandlerFor } from '../../../platform/queue/index.js';
import { HandOutWins } from '../usecases/hand-out-wins.usecase.js';
import { RunGames } from '../usecases/run-games.usecase.js';
import { sweepGamesJob } from './sweep-games.job.js';

@Injectable()
@JobHandlerFor(sweepGamesJob)
export class SweepGamesHandler implements JobHandler<typeof sweepGamesJob> {
  constructor(
    private readonly games: RunGames,
    private readonly prizes: HandOutWins,
  ) {}

  async run(): Promise<void> {
    await this.games.run();
    await this.prizes.run();
    await this.games.settle();
  }
}
