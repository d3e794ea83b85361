import { Module } from '@nestjs/common';
import { MediaModule } from '../media/index.js';
import { MessagingModule } from '../messaging/index.js';
import { StaffModule } from '../staff/index.js';
import { StoreModule } from '../store/index.js';
import { ActivityController } from './http/activity.controller.js';
import { StaffActivityController } from './http/staff-activity.controller.js';
import { StaffArticleController } from './http/staff-article.controller.js';
import { SweepActivitiesHandler } from './jobs/sweep-activities.handler.js';
import { ActivityRepository } from './persistence/activity.repository.js';
import { ArticleRepository } from './persistence/article.repository.js';
import { SignUpRepository } from './persistence/sign-up.repository.js';
import { ActivityRehearsal } from './usecases/activity-rehearsal.usecase.js';
import { ActivityViews } from './usecases/activity-views.queries.js';
import { Articles } from './usecases/articles.usecase.js';
import { Door } from './usecases/door.usecase.js';
import { MySignUp } from './usecases/my-sign-up.usecase.js';
import { OfferSeats } from './usecases/offer-seats.usecase.js';
import { PlanActivity } from './usecases/plan-activity.usecase.js';
import { Roster } from './usecases/roster.queries.js';
import { SessionChanges } from './usecases/session-changes.usecase.js';
import { SessionMessages } from './usecases/session-messages.usecase.js';
import { SessionNewsTeller } from './usecases/session-news.usecase.js';
import { SessionOccasions } from './usecases/session-occasions.queries.js';
import { SignUpForSession } from './usecases/sign-up.usecase.js';
import { StaffActivities } from './usecases/staff-activities.queries.js';

/** Classes and activities: sessions with seats, sign-ups, waiting lists, the door; articles by model. */
@Module({
  imports: [MediaModule, MessagingModule, StaffModule, StoreModule],
  controllers: [ActivityController, StaffActivityController, StaffArticleController],
  providers: [
    ActivityRehearsal,
    ActivityRepository,
    ActivityViews,
    ArticleRepository,
    Articles,
    Door,
    MySignUp,
    OfferSeats,
    PlanActivity,
    Roster,
    SessionChanges,
    SessionMessages,
    SessionOccasions,
    SessionNewsTeller,
    SignUpForSession,
    SignUpRepository,
    StaffActivities,
    SweepActivitiesHandler,
  ],
  exports: [ActivityRehearsal, SignUpForSession],
})
export class ActivityModule {}
