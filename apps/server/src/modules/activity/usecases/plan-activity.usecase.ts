import { activityKindLabel, type routes } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { Photos } from '../../media/index.js';
import { type Activity, ActivityRepository } from '../persistence/activity.repository.js';
import { SessionChanges } from './session-changes.usecase.js';

type Area = typeof routes.staffActivity;
type Words = BodyOf<Area['update']>;

/** Marketing plans classes and activities: words, form, photos, publishing, cancelling. */
@Injectable()
export class PlanActivity {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly activities: ActivityRepository,
    private readonly changes: SessionChanges,
    private readonly photos: Photos,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Returns the id of the draft. Throws STORE.NOT_FOUND, PHOTO.NOT_YOURS. */
  create(actor: StaffActor, { storeId, ...words }: BodyOf<Area['create']>): Promise<string> {
    return this.uow.run(async (tx) => {
      const { photoIds, ...rest } = words;
      const id = await this.activities.insert(tx, storeOf(actor, storeId), rest, actor.staffId);
      await this.setPhotos(tx, actor, id, photoIds);
      await this.note(tx, actor, { id, storeId }, `新建${activityKindLabel[words.kind]}：${words.title}`);
      return id;
    });
  }

  /** A new place is told to all who are signed up. Throws REQUEST.NOT_FOUND, ACTIVITY.STATE, PHOTO.NOT_YOURS. */
  async update(actor: StaffActor, id: string, { photoIds, ...words }: Words): Promise<void> {
    await this.uow.run(async (tx) => {
      const activity = await this.lock(tx, actor, id);
      if (activity.state === 'cancelled') throw new AppError('ACTIVITY.STATE');
      await this.activities.update(tx, id, words);
      await this.setPhotos(tx, actor, id, photoIds);
      if (words.place !== activity.place) await this.changes.tellAllOf(tx, activity, 'changed', '');
      await this.note(tx, actor, activity, `修改活动：${words.title}`);
    });
  }

  /** Throws REQUEST.NOT_FOUND, ACTIVITY.STATE, ACTIVITY.NO_SESSION. */
  async publish(actor: StaffActor, id: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const activity = await this.lock(tx, actor, id);
      if (activity.state === 'published') return;
      if (activity.state !== 'draft') throw new AppError('ACTIVITY.STATE');
      const sessions = (await this.activities.sessionsOf([id])).get(id) ?? [];
      const now = this.clock.now();
      if (!sessions.some(({ state, startsAt }) => state === 'open' && startsAt > now))
        throw new AppError('ACTIVITY.NO_SESSION');
      await this.activities.update(tx, id, { state: 'published' });
      await this.note(tx, actor, activity, `发布活动：${activity.title}`);
    });
  }

  /** Cancels it with all sessions to come; everybody on their lists is told why. Throws REQUEST.NOT_FOUND, ACTIVITY.STATE. */
  async cancel(actor: StaffActor, id: string, reason: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const activity = await this.lock(tx, actor, id);
      if (activity.state === 'cancelled') throw new AppError('ACTIVITY.STATE');
      await this.activities.update(tx, id, { state: 'cancelled' });
      await this.changes.tellAllOf(tx, activity, 'cancelled', reason);
      await this.note(tx, actor, activity, `取消活动：${activity.title}`);
    });
  }

  private async lock(tx: Tx, actor: StaffActor, id: string): Promise<Activity> {
    const activity = await this.activities.lockById(tx, id);
    if (!activity) throw notFound();
    ensureStore(actor, activity.storeId);
    return activity;
  }

  private setPhotos(tx: Tx, actor: StaffActor, id: string, photoIds: readonly string[]): Promise<void> {
    return this.photos.set(tx, { type: 'activity', id }, photoIds, { kind: 'staff', id: actor.staffId });
  }

  private note(
    tx: Tx,
    actor: StaffActor,
    { id, storeId }: Pick<Activity, 'id' | 'storeId'>,
    text: string,
  ): Promise<void> {
    return this.audit.write(tx, { actor, action: 'activity.plan', text, subjectId: id, storeId });
  }
}
