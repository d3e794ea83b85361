import {
  type ActivityListItem,
  type ActivityView,
  activityKindLabel,
  type PhotoView,
  type routes,
  type SignUpView,
  signUpStateLabel,
} from '@cheban/contracts';
import { DAY_MS, sayDateTime } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { isId } from '../../../platform/database/index.js';
import { notFound } from '../../../platform/errors/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { Photos } from '../../media/index.js';
import { type Store, StoreCatalog } from '../../store/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { choiceOf, maySurvey } from '../domain/session-rules.js';
import { type Activity, ActivityRepository, type Session } from '../persistence/activity.repository.js';
import type { SignUp } from '../persistence/sign-up.mapper.js';
import { SignUpRepository } from '../persistence/sign-up.repository.js';
import { placeOf } from './session-messages.usecase.js';

const iso = (at: number) => toDate(at).toISOString();
const isoOrNull = (at: number | null) => (at === null ? null : iso(at));
const MOST_SHOWN = 200;
/** What is over is shown for so long, for its photos. */
const PAST_MS = 90 * DAY_MS;

export interface OwnerStores {
  readonly stores: readonly Store[];
  readonly models: ReadonlySet<string>;
}

/** Activities and sign-ups as their owners see them. */
@Injectable()
export class ActivityViews {
  constructor(
    private readonly activities: ActivityRepository,
    private readonly signUps: SignUpRepository,
    private readonly photos: Photos,
    private readonly stores: StoreCatalog,
    private readonly vehicles: VehicleDirectory,
    private readonly clock: Clock,
  ) {}

  /** The stores of a person's cars, and the models; who has no car yet sees all stores. */
  async storesOf(ownerId: string): Promise<OwnerStores> {
    const cars = await this.vehicles.ofOwner(ownerId);
    const ids = new Set(cars.map(({ storeId }) => storeId));
    const stores = ids.size === 0 ? await this.stores.all() : await this.stores.findByIds([...ids]);
    return { stores, models: new Set(cars.map(({ model }) => model)) };
  }

  /** What is to come first, the next on top; then what is over, the latest on top. */
  async list(
    actor: OwnerActor,
    query: QueryOf<typeof routes.activity.list>,
  ): Promise<ViewOf<typeof routes.activity.list>> {
    const now = this.clock.now();
    const { stores } = await this.storesOf(actor.ownerId);
    const names = new Map(stores.map((store) => [store.id, store]));
    const found = await this.activities.published([...names.keys()], query.kind, now - PAST_MS, MOST_SHOWN);
    const sessions = await this.activities.sessionsOf(found.map(({ id }) => id));
    const rows = found
      .map((activity) => ({ activity, sessions: sessions.get(activity.id) ?? [] }))
      .map((row) => ({ ...row, next: nextOf(row.sessions, now) }))
      .sort((a, b) => {
        const [left, right] = [a.next?.startsAt ?? 0, b.next?.startsAt ?? 0];
        const [pastA, pastB] = [isPast(a.next, now), isPast(b.next, now)];
        if (pastA !== pastB) return pastA ? 1 : -1;
        return pastA ? right - left : left - right;
      });
    const from = /^\d{1,4}$/.test(query.cursor ?? '') ? Number(query.cursor) : 0;
    const shown = rows.slice(from, from + query.limit);
    const allSessions = shown.flatMap((row) => row.sessions);
    const ids = allSessions.map(({ id }) => id);
    const [mine, queued, photos] = await Promise.all([
      this.signUps.mineOf(actor.ownerId, ids),
      this.signUps.queued(ids),
      this.photos.of(
        'activity',
        shown.map(({ activity }) => activity.id),
      ),
    ]);
    return {
      items: shown.map(({ activity, sessions: own, next }): ActivityListItem => {
        const choice = next ? choiceOf({ ...next, queued: queued.has(next.id) }, now) : 'none';
        const signedUp = own
          .map(({ id }) => mine.get(id))
          .find((signUp) => signUp !== undefined && counts(signUp));
        const past = isPast(next, now);
        return {
          ...core(activity, names.get(activity.storeId) ?? null, photos.get(activity.id) ?? []),
          nextAt: next ? iso(next.startsAt) : null,
          seatsLeft: choice === 'sign_up' ? (next?.seatsLeft ?? 0) : 0,
          sessions: own.length,
          text: signedUp ? signUpStateLabel[signedUp.state] : textOf(next, choice, now),
          mine: signedUp?.state ?? null,
          past,
        };
      }),
      nextCursor: from + query.limit < rows.length ? String(from + query.limit) : null,
    };
  }

  /** Throws REQUEST.NOT_FOUND, also for drafts. */
  async detail(actor: OwnerActor, id: string): Promise<ActivityView> {
    const activity = await this.activities.findById(id);
    if (!activity || activity.state === 'draft') throw notFound();
    const now = this.clock.now();
    const sessions = (await this.activities.sessionsOf([id])).get(id) ?? [];
    const ids = sessions.map((session) => session.id);
    const [store, mine, queued, photos] = await Promise.all([
      this.stores.findById(activity.storeId),
      this.signUps.mineOf(actor.ownerId, ids),
      this.signUps.queued(ids),
      this.photos.of('activity', [id]),
    ]);
    const pictures = photos.get(id) ?? [];
    return {
      ...core(activity, store, pictures),
      storePhone: store?.phone ?? '',
      storeAddress: store?.address ?? '',
      description: activity.description,
      photos: pictures,
      fields: activity.fields,
      sessions: sessions.map((session) => {
        const own = mine.get(session.id);
        const choice =
          activity.state === 'published' && !(own && counts(own))
            ? choiceOf({ ...session, queued: queued.has(session.id) }, now)
            : 'none';
        return {
          id: session.id,
          state: session.state,
          startsAt: iso(session.startsAt),
          endsAt: iso(session.endsAt),
          signUpUntil: iso(session.signUpUntil),
          seats: session.seats,
          seatsLeft: Math.max(0, session.seatsLeft),
          maxGuests: session.maxGuests,
          choice,
          text: own && counts(own) ? signUpStateLabel[own.state] : textOf(session, choice, now),
          mine: own && counts(own) ? { id: own.id, state: own.state } : null,
        };
      }),
    };
  }

  async mySignUps(
    actor: OwnerActor,
    query: QueryOf<typeof routes.activity.mySignUps>,
  ): Promise<ViewOf<typeof routes.activity.mySignUps>> {
    const before = isId(query.cursor) ? query.cursor : null;
    const found = await this.signUps.ofOwner(actor.ownerId, before, query.limit + 1);
    const shown = found.slice(0, query.limit);
    return {
      items: await this.views(shown),
      nextCursor: found.length > query.limit ? (shown.at(-1)?.id ?? null) : null,
    };
  }

  /** Throws REQUEST.NOT_FOUND, also for those of others. */
  async mySignUp(actor: OwnerActor, id: string): Promise<SignUpView> {
    const signUp = await this.signUps.findById(id);
    if (!signUp || signUp.ownerId !== actor.ownerId) throw notFound();
    const [view] = await this.views([signUp]);
    if (!view) throw notFound();
    return view;
  }

  private async views(signUps: readonly SignUp[]): Promise<SignUpView[]> {
    const now = this.clock.now();
    const sessions = await this.activities.findSessions(signUps.map(({ sessionId }) => sessionId));
    const activityIds = [...sessions.values()].map(({ activityId }) => activityId);
    const [activities, stores, ahead, photos] = await Promise.all([
      this.activities.findByIds(activityIds),
      this.stores.findByIds(signUps.map(({ storeId }) => storeId)),
      this.signUps.ahead(signUps),
      this.photos.of('activity', [...new Set(activityIds)]),
    ]);
    const storeById = new Map(stores.map((store) => [store.id, store]));
    return signUps.flatMap((signUp): SignUpView[] => {
      const session = sessions.get(signUp.sessionId);
      const activity = session ? activities.get(session.activityId) : undefined;
      if (!session || !activity) return [];
      const store = storeById.get(signUp.storeId) ?? null;
      const open = session.state === 'open';
      const offerUntil = signUp.state === 'offered' && open ? signUp.offerUntil : null;
      const mayAnswer = maySurvey(signUp.attendedAt, session.endsAt, now) && signUp.survey === null;
      return [
        {
          id: signUp.id,
          state: signUp.state,
          stateLabel: open ? signUpStateLabel[signUp.state] : '活动已取消',
          activityId: activity.id,
          sessionId: session.id,
          kind: activity.kind,
          title: activity.title,
          startsAt: iso(session.startsAt),
          endsAt: iso(session.endsAt),
          storeId: signUp.storeId,
          storeName: store?.name ?? '',
          storePhone: store?.phone ?? '',
          place: placeOf({ activity, store }),
          guests: signUp.guests,
          token: signUp.state === 'going' && open ? signUp.token : null,
          attendedAt: isoOrNull(signUp.attendedAt),
          offerUntil: isoOrNull(offerUntil),
          secondsLeft: offerUntil === null ? null : Math.max(0, Math.floor((offerUntil - now) / 1000)),
          ahead: signUp.state === 'waiting' ? (ahead.get(signUp.id) ?? 0) : null,
          canCancel:
            open &&
            signUp.attendedAt === null &&
            now < session.startsAt &&
            (signUp.state === 'going' || signUp.state === 'waiting' || signUp.state === 'offered'),
          canSurvey: mayAnswer,
          survey: signUp.survey,
          cover: photos.get(activity.id)?.[0] ?? null,
          text: sayState(signUp, session, ahead.get(signUp.id) ?? 0, mayAnswer, now),
        },
      ];
    });
  }
}

/** Sign-ups that are over by the person's own will do not stand in the way of a new one. */
const counts = ({ state }: SignUp) => state !== 'cancelled' && state !== 'ended';

const isPast = (session: Session | null, now: number) => session === null || session.endsAt <= now;

/** The next open session that can be joined or waited for, else the next to come, else the last. */
function nextOf(sessions: readonly Session[], now: number): Session | null {
  const coming = sessions.filter(({ state, endsAt }) => state === 'open' && endsAt > now);
  const joinable = coming.find((session) => now < session.signUpUntil && session.seatsLeft > 0);
  return joinable ?? coming[0] ?? sessions.at(-1) ?? null;
}

function textOf(session: Session | null, choice: 'sign_up' | 'wait' | 'none', now: number): string {
  if (session === null) return '敬请期待';
  if (session.state !== 'open') return '已取消';
  if (session.endsAt <= now) return '已结束';
  if (choice === 'sign_up') return `还剩 ${session.seatsLeft} 个名额`;
  return choice === 'wait' ? '已报满，可候补' : '报名已截止';
}

function sayState(signUp: SignUp, session: Session, ahead: number, asks: boolean, now: number): string {
  if (session.state !== 'open') return '很抱歉，这一场取消了，欢迎您参加下一场。';
  if (signUp.attendedAt !== null)
    return asks ? '感谢您的到来，这次活动您满意吗？' : '感谢您的到来，期待下次再见。';
  if (signUp.state === 'cancelled') return '报名已取消，欢迎下次再来。';
  if (signUp.state === 'ended') return '候补已结束，这一次没能等到名额，欢迎报名下一场。';
  if (signUp.state === 'offered') return '有名额了，已为您留好，请在到期前确认。';
  if (signUp.state === 'waiting')
    return ahead === 0
      ? '您排在候补第一位，有空位会马上通知您。'
      : `您前面还有 ${ahead} 位，有空位会马上通知您。`;
  if (session.endsAt <= now) return '这次没能见到您，欢迎报名下一场。';
  return `${sayDateTime(session.startsAt, now)}见，到场出示报名码即可签到。`;
}

export function core(activity: Activity, store: Store | null, photos: readonly PhotoView[]) {
  return {
    id: activity.id,
    kind: activity.kind,
    kindLabel: activityKindLabel[activity.kind],
    title: activity.title,
    summary: activity.summary,
    storeId: activity.storeId,
    storeName: store?.name ?? '',
    place: placeOf({ activity, store }),
    cover: photos[0] ?? null,
  };
}
