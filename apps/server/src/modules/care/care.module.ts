import { Module } from '@nestjs/common';
import { BookingModule } from '../booking/index.js';
import { CouponModule } from '../coupon/index.js';
import { MessagingModule } from '../messaging/index.js';
import { OwnerModule } from '../owner/index.js';
import { StaffModule } from '../staff/index.js';
import { StoreModule } from '../store/index.js';
import { VehicleModule } from '../vehicle/index.js';
import { WorkshopModule } from '../workshop/index.js';
import { AnswerController } from './http/answer.controller.js';
import { CareController } from './http/care.controller.js';
import { CareCalendarController } from './http/care-calendar.controller.js';
import { CareRuleController } from './http/care-rule.controller.js';
import { FindUnheardHandler } from './jobs/find-unheard.handler.js';
import { PlanCareHandler } from './jobs/plan-care.handler.js';
import { TellCareHandler } from './jobs/tell-care.handler.js';
import { AudienceRepository } from './persistence/audience.repository.js';
import { CareAnswerRepository } from './persistence/care-answer.repository.js';
import { CareHealthRepository } from './persistence/care-health.repository.js';
import { CareItemRepository } from './persistence/care-item.repository.js';
import { CareRoundRepository } from './persistence/care-round.repository.js';
import { CareRuleRepository } from './persistence/care-rule.repository.js';
import { DueCarRepository } from './persistence/due-car.repository.js';
import { DueListRepository } from './persistence/due-list.repository.js';
import { ForecastRepository } from './persistence/forecast.repository.js';
import { RuleEditionRepository } from './persistence/rule-edition.repository.js';
import { RuleSubjectRepository } from './persistence/rule-subject.repository.js';
import { AnswerReminder } from './usecases/answer-reminder.usecase.js';
import { Audiences } from './usecases/audiences.queries.js';
import { CallAnswers } from './usecases/call-answers.usecase.js';
import { CarPeople } from './usecases/car-people.queries.js';
import { CareAfterRestore } from './usecases/care-after-restore.usecase.js';
import { CareCalendar } from './usecases/care-calendar.queries.js';
import { CareCampaigns } from './usecases/care-campaigns.js';
import { CareCheck } from './usecases/care-check.usecase.js';
import { CareFactsQueries } from './usecases/care-facts.queries.js';
import { CareForecast } from './usecases/care-forecast.queries.js';
import { CareOverview } from './usecases/care-overview.queries.js';
import { CareReactions } from './usecases/care-reactions.usecase.js';
import { CareWhy } from './usecases/care-why.queries.js';
import { CouponAudience } from './usecases/coupon-audience.js';
import { DecideRule } from './usecases/decide-rule.usecase.js';
import { DueList } from './usecases/due-list.queries.js';
import { EditRule } from './usecases/edit-rule.usecase.js';
import { EventPreview } from './usecases/event-preview.queries.js';
import { FindUnheard } from './usecases/find-unheard.usecase.js';
import { LendEventRules } from './usecases/lend-event-rules.js';
import { PartFromCar } from './usecases/part-from-car.usecase.js';
import { PlanCare } from './usecases/plan-care.usecase.js';
import { PlanCars } from './usecases/plan-cars.usecase.js';
import { PlanRounds } from './usecases/plan-rounds.usecase.js';
import { RepeatedReminders } from './usecases/repeated-reminders.usecase.js';
import { ReshapePlan } from './usecases/reshape-plan.usecase.js';
import { RuleAudiences } from './usecases/rule-audiences.queries.js';
import { RuleBook } from './usecases/rule-book.js';
import { RuleForecast } from './usecases/rule-forecast.queries.js';
import { RuleList } from './usecases/rule-list.queries.js';
import { RulePreview } from './usecases/rule-preview.queries.js';
import { RuleProblems } from './usecases/rule-problems.queries.js';
import { RuleReach } from './usecases/rule-reach.queries.js';
import { Segments } from './usecases/segment.queries.js';
import { TellCare } from './usecases/tell-care.usecase.js';
import { TellWorlds } from './usecases/tell-world.queries.js';
import { TestRule } from './usecases/test-rule.usecase.js';
import { UnreachableReminders } from './usecases/unreachable-reminders.usecase.js';

/** Care: rules turn due dates into a plan, and the plan into messages, once per car. */
@Module({
  imports: [
    BookingModule,
    CouponModule,
    MessagingModule,
    OwnerModule,
    StaffModule,
    StoreModule,
    VehicleModule,
    WorkshopModule,
  ],
  controllers: [AnswerController, CareCalendarController, CareController, CareRuleController],
  providers: [
    AnswerReminder,
    CallAnswers,
    CareAfterRestore,
    FindUnheard,
    FindUnheardHandler,
    ReshapePlan,
    UnreachableReminders,
    CareAnswerRepository,
    CarPeople,
    CareCampaigns,
    CareCheck,
    CareFactsQueries,
    CareHealthRepository,
    CareItemRepository,
    CareOverview,
    CouponAudience,
    CareReactions,
    CareRoundRepository,
    DueCarRepository,
    DueList,
    DueListRepository,
    LendEventRules,
    PartFromCar,
    PlanCare,
    PlanCars,
    PlanRounds,
    PlanCareHandler,
    RuleAudiences,
    RepeatedReminders,
    RuleBook,
    RuleEditionRepository,
    TellCare,
    TellCareHandler,
    TellWorlds,
    AudienceRepository,
    Audiences,
    CareCalendar,
    CareForecast,
    CareWhy,
    ForecastRepository,
    CareRuleRepository,
    DecideRule,
    EditRule,
    EventPreview,
    RuleForecast,
    RuleList,
    RulePreview,
    RuleProblems,
    RuleReach,
    RuleSubjectRepository,
    Segments,
    TestRule,
  ],
  exports: [Audiences, CareCampaigns, CareForecast, PlanCare, RuleBook, TellCare, RepeatedReminders],
})
export class CareModule {}
