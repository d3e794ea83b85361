import { Module } from '@nestjs/common';
import { OwnerModule } from '../owner/index.js';
import { VehicleModule } from '../vehicle/index.js';
import { CallbackController } from './http/callback.controller.js';
import { ChannelController } from './http/channel.controller.js';
import { MessageController } from './http/message.controller.js';
import { PreferenceController } from './http/preference.controller.js';
import { LinkFollowerHandler, SyncFollowersHandler } from './jobs/link-follower.handler.js';
import { SendHandler } from './jobs/send.handler.js';
import { SyncTemplatesHandler } from './jobs/sync-templates.handler.js';
import { CreditRepository } from './persistence/credit.repository.js';
import { MessageRepository } from './persistence/message.repository.js';
import { PushRepository } from './persistence/push.repository.js';
import { SendingRulesRepository } from './persistence/sending-rules.repository.js';
import { TemplateRepository } from './persistence/template.repository.js';
import { WishRepository } from './persistence/wish.repository.js';
import { CircuitQueries } from './usecases/circuit.queries.js';
import { CommitSending } from './usecases/commit-sending.usecase.js';
import { DeliverMessage } from './usecases/deliver-message.usecase.js';
import { DeliveryLog } from './usecases/delivery-log.queries.js';
import { EventOccasions } from './usecases/event-occasions.queries.js';
import { EventRules } from './usecases/event-rules.queries.js';
import { FollowerSync } from './usecases/follower-sync.usecase.js';
import { InboxQueries } from './usecases/inbox.queries.js';
import { MapTemplate } from './usecases/map-template.usecase.js';
import { MessageChecks } from './usecases/message-checks.usecase.js';
import { Messages } from './usecases/messages.usecase.js';
import { MessagesAfterRestore } from './usecases/messages-after-restore.usecase.js';
import { OpenMessages } from './usecases/open-messages.queries.js';
import { PreferenceQueries } from './usecases/preference.queries.js';
import { PrepareSending } from './usecases/prepare-sending.usecase.js';
import { ProviderEvents } from './usecases/provider-events.usecase.js';
import { ReachQueries } from './usecases/reach.queries.js';
import { RecoverSending } from './usecases/recover-sending.usecase.js';
import { ResendMessage } from './usecases/resend-message.usecase.js';
import { SavePreferences } from './usecases/save-preferences.usecase.js';
import { SendAlong } from './usecases/send-along.usecase.js';
import { SendDue } from './usecases/send-due.usecase.js';
import { SendForecast } from './usecases/send-forecast.queries.js';
import { SendResults } from './usecases/send-results.usecase.js';
import { SubscribeCredits } from './usecases/subscribe-credits.usecase.js';
import { TemplateFields } from './usecases/template-fields.queries.js';
import { TemplateHealth } from './usecases/template-health.queries.js';
import { TemplateSetup } from './usecases/template-setup.usecase.js';
import { TemplateSync } from './usecases/template-sync.usecase.js';
import { TemplateUses } from './usecases/template-uses.js';
import { TestCircuit } from './usecases/test-circuit.usecase.js';
import { ToldQueries } from './usecases/told.queries.js';
import { Wishes } from './usecases/wishes.usecase.js';

/** Messages: planned once, sent by the best channel, never twice, never lost. */
@Module({
  imports: [OwnerModule, VehicleModule],
  controllers: [MessageController, PreferenceController, CallbackController, ChannelController],
  providers: [
    CircuitQueries,
    CommitSending,
    CreditRepository,
    DeliverMessage,
    DeliveryLog,
    EventOccasions,
    EventRules,
    FollowerSync,
    InboxQueries,
    LinkFollowerHandler,
    MapTemplate,
    MessageChecks,
    MessageRepository,
    Messages,
    MessagesAfterRestore,
    PreferenceQueries,
    OpenMessages,
    PrepareSending,
    ProviderEvents,
    PushRepository,
    ReachQueries,
    ResendMessage,
    SavePreferences,
    RecoverSending,
    SendAlong,
    SendDue,
    SendForecast,
    SendHandler,
    SendingRulesRepository,
    SendResults,
    SubscribeCredits,
    SyncFollowersHandler,
    SyncTemplatesHandler,
    TemplateFields,
    TemplateHealth,
    TemplateRepository,
    TemplateSetup,
    ToldQueries,
    TemplateSync,
    TemplateUses,
    TestCircuit,
    Wishes,
    WishRepository,
  ],
  exports: [
    ToldQueries,
    CircuitQueries,
    DeliveryLog,
    EventOccasions,
    EventRules,
    FollowerSync,
    InboxQueries,
    MessageChecks,
    Messages,
    OpenMessages,
    PreferenceQueries,
    ResendMessage,
    SendDue,
    SendForecast,
    SubscribeCredits,
    TemplateFields,
    TemplateHealth,
    TemplateSetup,
    TemplateSync,
    TemplateUses,
    TestCircuit,
    Wishes,
  ],
})
export class MessagingModule {}
