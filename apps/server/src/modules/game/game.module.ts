import { Module } from '@nestjs/common';
import { CampaignModule } from '../campaign/index.js';
import { CareModule } from '../care/index.js';
import { MediaModule } from '../media/index.js';
import { OwnerModule } from '../owner/index.js';
import { PaymentModule } from '../payment/index.js';
import { StoreModule } from '../store/index.js';
import { SuspicionModule } from '../suspicion/index.js';
import { GameController } from './http/game.controller.js';
import { StaffGameController } from './http/staff-game.controller.js';
import { SweepGamesHandler } from './jobs/sweep-games.handler.js';
import { GameRepository } from './persistence/game.repository.js';
import { GameFigures } from './persistence/game-figures.repository.js';
import { PlayRepository } from './persistence/play.repository.js';
import { PrizeStock } from './persistence/prize-stock.repository.js';
import { WinRepository } from './persistence/win.repository.js';
import { Award } from './usecases/award.js';
import { CheckGame } from './usecases/check-game.queries.js';
import { DecideGame } from './usecases/decide-game.usecase.js';
import { GameEntry } from './usecases/game-entry.js';
import { GameResults } from './usecases/game-results.queries.js';
import { HandOutWins } from './usecases/hand-out-wins.usecase.js';
import { OwnerGames } from './usecases/owner-games.queries.js';
import { PlanGame } from './usecases/plan-game.usecase.js';
import { PlayList } from './usecases/play-list.queries.js';
import { PlayQuiz } from './usecases/play-quiz.usecase.js';
import { PlayViews } from './usecases/play-views.queries.js';
import { QuizSteps } from './usecases/quiz-steps.js';
import { QuizViews } from './usecases/quiz-views.js';
import { GameRehearsal } from './usecases/rehearsal.usecase.js';
import { RunGames } from './usecases/run-games.usecase.js';
import { SpinWheel } from './usecases/spin-wheel.usecase.js';
import { StaffGames } from './usecases/staff-games.queries.js';

/** Games: quiz and lottery wheel, with prizes that never run below nothing. */
@Module({
  imports: [
    CampaignModule,
    CareModule,
    MediaModule,
    OwnerModule,
    PaymentModule,
    StoreModule,
    SuspicionModule,
  ],
  controllers: [GameController, StaffGameController],
  providers: [
    Award,
    CheckGame,
    DecideGame,
    GameEntry,
    GameFigures,
    GameRehearsal,
    GameRepository,
    GameResults,
    HandOutWins,
    OwnerGames,
    PlanGame,
    PlayList,
    PlayQuiz,
    PlayRepository,
    PlayViews,
    PrizeStock,
    QuizSteps,
    QuizViews,
    RunGames,
    SpinWheel,
    StaffGames,
    SweepGamesHandler,
    WinRepository,
  ],
  exports: [GameRehearsal],
})
export class GameModule {}
