import {
  activityStateLabel,
  type routes,
  type StaffActivityView,
  type StaffSessionView,
} from '@cheban/contracts';
import { addDays, startOfBusinessDay } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { ensureStore, type StaffActor, storesOf } from '../../../platform/auth/index.js';
import { toDate } from '../../../platform/clock/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { MiniCodes, Photos } from '../../media/index.js';
import { Advisors } from '../../staff/index.js';
import { StoreCatalog } from '../../store/index.js';
import { type Activity, ActivityRepository, type Session } from '../persistence/activity.repository.js';
import type { SessionFigures } from '../persistence/sign-up.mapper.js';
import { SignUpRepository } from '../persistence/sign-up.repository.js';
import { core } from './activity-views.queries.js';

const iso = (at: number) => toDate(at).toISOString();
const nobody: SessionFigures = {
  going: 0,
  people: 0,
  attended: 0,
  waiting: 0,
  offered: 0,
  stars: null,
  surveys: 0,
};

/** Activities as the planner shows them; those of foreign stores answer like missing ones. */
@Injectable()
export class StaffActivities {
  constructor(
    private readonly activities: ActivityRepository,
    private readonly signUps: SignUpRepository,
    private readonly photos: Photos,
    private readonly codes: MiniCodes,
    private readonly stores: StoreCatalog,
    private readonly advisors: Advisors,
  ) {}

  /** Throws STORE.NOT_FOUND. */
  async list(
    actor: StaffActor,
    query: QueryOf<typeof routes.staffActivity.list>,
  ): Promise<ViewOf<typeof routes.staffActivity.list>> {
    const { page, pageSize, kind, state, fromOn, toOn } = query;
    const storeIds = storesOf(actor, query.storeId);
    const from = fromOn === undefined ? undefined : startOfBusinessDay(fromOn);
    const before = toOn === undefined ? undefined : startOfBusinessDay(addDays(toOn, 1));
    const filter = { kind, state, from, before };
    const { activities, total } = await this.activities.page(storeIds, filter, page, pageSize);
    return { items: await this.views(activities), total, page, pageSize };
  }

  /** Throws REQUEST.NOT_FOUND. */
  async detail(actor: StaffActor, id: string): Promise<StaffActivityView> {
    const [view] = await this.views([await this.seen(actor, id)]);
    if (!view) throw notFound();
    return view;
  }

  /** The mini-program code that opens it, for a poster; null while WeChat does not give it. Throws ACTIVITY.STATE. */
  async codePicture(actor: StaffActor, id: string): Promise<string | null> {
    const { state } = await this.seen(actor, id);
    if (state !== 'published') throw new AppError('ACTIVITY.STATE');
    return this.codes.picture('subpackages/activity/detail/index', id);
  }

  async sessionView(session: Session): Promise<StaffSessionView> {
    const figures = await this.signUps.figuresOf([session.id]);
    return sessionView(session, figures.get(session.id) ?? nobody);
  }

  private async seen(actor: StaffActor, id: string): Promise<Activity> {
    const activity = await this.activities.findById(id);
    if (!activity) throw notFound();
    ensureStore(actor, activity.storeId);
    return activity;
  }

  private async views(activities: readonly Activity[]): Promise<StaffActivityView[]> {
    const ids = activities.map(({ id }) => id);
    const sessions = await this.activities.sessionsOf(ids);
    const sessionIds = [...sessions.values()].flatMap((list) => list.map(({ id }) => id));
    const [figures, stores, names, photos] = await Promise.all([
      this.signUps.figuresOf(sessionIds),
      this.stores.findByIds(activities.map(({ storeId }) => storeId)),
      this.advisors.names(activities.map(({ createdBy }) => createdBy)),
      this.photos.of('activity', ids),
    ]);
    const storeById = new Map(stores.map((store) => [store.id, store]));
    return activities.map((activity) => {
      const pictures = photos.get(activity.id) ?? [];
      return {
        ...core(activity, storeById.get(activity.storeId) ?? null, pictures),
        state: activity.state,
        stateLabel: activityStateLabel[activity.state],
        description: activity.description,
        photos: pictures,
        fields: activity.fields,
        sessions: (sessions.get(activity.id) ?? []).map((session) =>
          sessionView(session, figures.get(session.id) ?? nobody),
        ),
        createdBy: names.get(activity.createdBy) ?? '',
        createdAt: iso(activity.createdAt),
      };
    });
  }
}

function sessionView(session: Session, figures: SessionFigures): StaffSessionView {
  return {
    id: session.id,
    activityId: session.activityId,
    state: session.state,
    startsAt: iso(session.startsAt),
    endsAt: iso(session.endsAt),
    signUpUntil: iso(session.signUpUntil),
    seats: session.seats,
    seatsLeft: session.seatsLeft,
    maxGuests: session.maxGuests,
    ...figures,
  };
}
