import type { ActivityKind, ActivityState, FormField, SessionState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { ActivityEntity, ActivitySessionEntity } from './activity.entity.js';

/** Instants are milliseconds. */
export interface Activity {
  readonly id: string;
  readonly storeId: string;
  readonly kind: ActivityKind;
  readonly state: ActivityState;
  readonly title: string;
  readonly summary: string;
  readonly description: string;
  readonly place: string;
  readonly fields: FormField[];
  readonly createdBy: string;
  readonly createdAt: number;
}
export interface Session {
  readonly id: string;
  readonly activityId: string;
  readonly storeId: string;
  readonly state: SessionState;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly signUpUntil: number;
  readonly seats: number;
  readonly seatsLeft: number;
  readonly maxGuests: number;
  readonly revision: number;
}
/** `from` and `before` (milliseconds): a session begins in between. */
export interface ActivityFilter {
  readonly kind?: ActivityKind | undefined;
  readonly state?: ActivityState | undefined;
  readonly from?: number | undefined;
  readonly before?: number | undefined;
}
export type ActivityWords = Pick<Activity, 'kind' | 'title' | 'summary' | 'description' | 'place' | 'fields'>;
export type SessionPlan = Pick<Session, 'startsAt' | 'endsAt' | 'signUpUntil' | 'seats' | 'maxGuests'>;

/** Totals of staff tables are counted no further than this. */
const MOST_COUNTED = 10_000;
const END_OF_TIME = Date.UTC(2100, 0, 1);

const activityRecord = ({ updatedAt: _, ...rest }: ActivityEntity): Activity => ({
  ...rest,
  createdAt: rest.createdAt.getTime(),
});
const sessionRecord = (entity: ActivitySessionEntity): Session => {
  const { createdAt: _c, updatedAt: _u, ...rest } = entity;
  return {
    ...rest,
    startsAt: rest.startsAt.getTime(),
    endsAt: rest.endsAt.getTime(),
    signUpUntil: rest.signUpUntil.getTime(),
  };
};

interface Affected {
  affectedRows: number;
}

@Injectable()
export class ActivityRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async findById(id: string): Promise<Activity | null> {
    const entity = await this.uow.reader.findOneBy(ActivityEntity, { id });
    return entity ? activityRecord(entity) : null;
  }

  async findByIds(ids: readonly string[]): Promise<Map<string, Activity>> {
    if (ids.length === 0) return new Map();
    const entities = await this.uow.reader.findBy(ActivityEntity, { id: In([...new Set(ids)]) });
    return new Map(entities.map((entity) => [entity.id, activityRecord(entity)]));
  }

  async lockById(tx: Tx, id: string): Promise<Activity | null> {
    const entity = await tx.manager.findOne(ActivityEntity, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    return entity ? activityRecord(entity) : null;
  }

  async findSession(id: string): Promise<Session | null> {
    const entity = await this.uow.reader.findOneBy(ActivitySessionEntity, { id });
    return entity ? sessionRecord(entity) : null;
  }

  async findSessions(ids: readonly string[]): Promise<Map<string, Session>> {
    if (ids.length === 0) return new Map();
    const entities = await this.uow.reader.findBy(ActivitySessionEntity, { id: In([...new Set(ids)]) });
    return new Map(entities.map((entity) => [entity.id, sessionRecord(entity)]));
  }

  async lockSession(tx: Tx, id: string): Promise<Session | null> {
    const entity = await tx.manager.findOne(ActivitySessionEntity, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    return entity ? sessionRecord(entity) : null;
  }

  /** Sessions of activities, the first on top. */
  async sessionsOf(activityIds: readonly string[]): Promise<Map<string, Session[]>> {
    const lists = new Map<string, Session[]>();
    if (activityIds.length === 0) return lists;
    const entities = await this.uow.reader.find(ActivitySessionEntity, {
      where: { activityId: In([...activityIds]) },
      order: { startsAt: 'ASC', id: 'ASC' },
    });
    for (const entity of entities)
      lists.set(entity.activityId, [...(lists.get(entity.activityId) ?? []), sessionRecord(entity)]);
    return lists;
  }

  /** Open sessions of a store that start between two instants, soonest first. */
  async openBetween(storeId: string, from: number, until: number): Promise<Session[]> {
    const entities = await this.uow.reader
      .createQueryBuilder(ActivitySessionEntity, 's')
      .where("s.storeId = :storeId AND s.state = 'open' AND s.startsAt > :from AND s.startsAt < :until", {
        storeId,
        from: toDate(from),
        until: toDate(until),
      })
      .orderBy('s.startsAt')
      .addOrderBy('s.id')
      .getMany();
    return entities.map(sessionRecord);
  }

  /** Published activities of stores with a session that ends after `after`; at most `limit`, the newest first. */
  async published(
    storeIds: readonly string[],
    kind: ActivityKind | undefined,
    after: number,
    limit: number,
  ): Promise<Activity[]> {
    if (storeIds.length === 0) return [];
    const query = this.uow.reader
      .createQueryBuilder(ActivityEntity, 'a')
      .where("a.storeId IN (:...storeIds) AND a.state = 'published'", { storeIds })
      .andWhere(
        'EXISTS (SELECT 1 FROM activity_session s WHERE s.activity_id = a.id AND s.ends_at > :after)',
        { after: toDate(after) },
      );
    if (kind !== undefined) query.andWhere('a.kind = :kind', { kind });
    return (await query.orderBy('a.id', 'DESC').take(limit).getMany()).map(activityRecord);
  }

  /** A page for staff, the newest first. */
  async page(
    storeIds: readonly string[],
    filter: ActivityFilter,
    page: number,
    pageSize: number,
  ): Promise<{ activities: Activity[]; total: number }> {
    if (storeIds.length === 0) return { activities: [], total: 0 };
    const query = this.uow.reader
      .createQueryBuilder(ActivityEntity, 'a')
      .where('a.storeId IN (:...storeIds)', { storeIds });
    if (filter.kind !== undefined) query.andWhere('a.kind = :kind', { kind: filter.kind });
    if (filter.state !== undefined) query.andWhere('a.state = :state', { state: filter.state });
    if (filter.from !== undefined || filter.before !== undefined)
      query.andWhere(
        'EXISTS (SELECT 1 FROM activity_session s WHERE s.activity_id = a.id AND s.starts_at >= :from AND s.starts_at < :before)',
        { from: toDate(filter.from ?? 0), before: toDate(filter.before ?? END_OF_TIME) },
      );
    const [entities, total] = await query
      .orderBy('a.id', 'DESC')
      .skip((page - 1) * pageSize)
      .take(pageSize)
      .getManyAndCount();
    return { activities: entities.map(activityRecord), total: Math.min(total, MOST_COUNTED) };
  }

  async insert(tx: Tx, storeId: string, words: ActivityWords, staffId: string): Promise<string> {
    const id = newId(this.clock);
    const now = this.clock.date();
    await tx.manager.insert(ActivityEntity, {
      id,
      storeId,
      ...words,
      state: 'draft',
      createdBy: staffId,
      createdAt: now,
      updatedAt: now,
    });
    return id;
  }

  async update(tx: Tx, id: string, change: Partial<ActivityWords & Pick<Activity, 'state'>>): Promise<void> {
    await tx.manager.update(ActivityEntity, { id }, { ...change, updatedAt: this.clock.date() });
  }

  async insertSession(tx: Tx, activity: Activity, plan: SessionPlan): Promise<string> {
    const id = newId(this.clock);
    const now = this.clock.date();
    await tx.manager.insert(ActivitySessionEntity, {
      id,
      activityId: activity.id,
      storeId: activity.storeId,
      state: 'open',
      startsAt: toDate(plan.startsAt),
      endsAt: toDate(plan.endsAt),
      signUpUntil: toDate(plan.signUpUntil),
      seats: plan.seats,
      seatsLeft: plan.seats,
      maxGuests: plan.maxGuests,
      revision: 1,
      createdAt: now,
      updatedAt: now,
    });
    return id;
  }

  /** False if more seats are taken or kept than there would be. */
  async changeSession(tx: Tx, id: string, plan: SessionPlan, isNews: boolean): Promise<boolean> {
    const { affectedRows } = await tx.manager.query<Affected>(
      `UPDATE activity_session
          SET seats_left = seats_left + ? - CAST(seats AS SIGNED), seats = ?, starts_at = ?, ends_at = ?,
              sign_up_until = ?, max_guests = ?, revision = revision + ?, updated_at = ?
        WHERE id = ? AND state = 'open' AND seats_left + ? - CAST(seats AS SIGNED) >= 0`,
      [
        plan.seats,
        plan.seats,
        toDate(plan.startsAt),
        toDate(plan.endsAt),
        toDate(plan.signUpUntil),
        plan.maxGuests,
        isNews ? 1 : 0,
        this.clock.date(),
        id,
        plan.seats,
      ],
    );
    return affectedRows === 1;
  }

  /** Counts one more change that people are told of. */
  async bumpSession(tx: Tx, id: string, state: SessionState): Promise<void> {
    await tx.manager.query(
      'UPDATE activity_session SET revision = revision + 1, state = ?, updated_at = ? WHERE id = ?',
      [state, this.clock.date(), id],
    );
  }

  /**
   * The gate: takes seats of an open session, before its deadline if one is given. One conditional update, so that the
   * last seat has one taker however many want it. False if there are not enough, or it is too late.
   */
  async takeSeats(tx: Tx, sessionId: string, seats: number, before: number | null): Promise<boolean> {
    const { affectedRows } = await tx.manager.query<Affected>(
      `UPDATE activity_session SET seats_left = seats_left - ?
        WHERE id = ? AND state = 'open' AND seats_left >= ?${before === null ? '' : ' AND sign_up_until > ?'}`,
      [seats, sessionId, seats, ...(before === null ? [] : [toDate(before)])],
    );
    return affectedRows === 1;
  }

  async giveSeats(tx: Tx, sessionId: string, seats: number): Promise<void> {
    await tx.manager.query('UPDATE activity_session SET seats_left = seats_left + ? WHERE id = ?', [
      seats,
      sessionId,
    ]);
  }
}
