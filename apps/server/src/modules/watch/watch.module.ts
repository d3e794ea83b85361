import { Module } from '@nestjs/common';
import { CareModule } from '../care/index.js';
import { MessagingModule } from '../messaging/index.js';
import { StoreModule } from '../store/index.js';
import { DeliveryController } from './http/delivery.controller.js';
import { WatchController } from './http/watch.controller.js';
import { LookAroundHandler, NotifyRobotHandler } from './jobs/watch.handler.js';
import { AlarmRepository } from './persistence/alarm.repository.js';
import { Alarms } from './usecases/alarms.queries.js';
import { DeliveryQueries } from './usecases/delivery.queries.js';
import { DeliveryFilters } from './usecases/delivery-filter.js';
import { ExportDeliveries } from './usecases/export-deliveries.usecase.js';
import { LookAround } from './usecases/look-around.usecase.js';
import { NoticesAfterRestore } from './usecases/notices-after-restore.usecase.js';
import { NotifyRobot } from './usecases/notify-robot.usecase.js';
import { QuotaQueries } from './usecases/quota.queries.js';
import { Resend } from './usecases/resend.usecase.js';
import { RuleNames } from './usecases/rule-names.js';
import { TestOwnCircuit } from './usecases/test-own-circuit.usecase.js';
import { WatchFactsQueries } from './usecases/watch-facts.queries.js';
import { WatchTimer } from './usecases/watch-timer.js';

/** What people need so that sending stays healthy: alarms, quotas, the delivery log, resend. */
@Module({
  imports: [CareModule, MessagingModule, StoreModule],
  controllers: [DeliveryController, WatchController],
  providers: [
    AlarmRepository,
    Alarms,
    DeliveryFilters,
    NoticesAfterRestore,
    DeliveryQueries,
    ExportDeliveries,
    LookAround,
    LookAroundHandler,
    NotifyRobot,
    NotifyRobotHandler,
    QuotaQueries,
    Resend,
    RuleNames,
    TestOwnCircuit,
    WatchFactsQueries,
    WatchTimer,
  ],
  exports: [WatchTimer],
})
export class WatchModule {}
