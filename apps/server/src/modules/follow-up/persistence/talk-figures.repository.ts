import type { TalkKind } from '@cheban/contracts';
import { talkKinds } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';

/** Talks that were not cancelled. */
export interface TalkCounts {
  readonly planned: number;
  readonly met: number;
  readonly declined: number;
  /** Still to be held. */
  readonly left: number;
}

export interface TalkVoice {
  readonly taskId: string;
  readonly kind: TalkKind;
  readonly ownerId: string;
  readonly vehicleId: string | null;
  readonly caseId: string | null;
  readonly satisfaction: number;
  readonly improve: string;
  readonly other: string;
  readonly at: Date;
}

type CountRow = Record<keyof TalkCounts, string | number | null>;

const COUNTS = `COUNT(*) AS planned, SUM(t.last_outcome = 'met') AS met, SUM(t.last_outcome = 'declined') AS declined,
  SUM(t.state IN ('open', 'waiting')) AS \`left\``;
const counted = (row: CountRow): TalkCounts => ({
  planned: Number(row.planned ?? 0),
  met: Number(row.met ?? 0),
  declined: Number(row.declined ?? 0),
  left: Number(row.left ?? 0),
});
/** When a talk was closed, else from when it may be held. */
const WHEN = 'COALESCE(t.closed_at, t.next_at)';
/** Talks of a store in a time, instants in milliseconds. */
const IN_TIME = `t.store_id = ? AND t.kind IN (?) AND ${WHEN} >= ? AND ${WHEN} < ? AND t.state <> 'cancelled'`;

/** What a manager reads of interviews and home visits. */
@Injectable()
export class TalkFiguresRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async ofPlans(planIds: readonly string[]): Promise<Map<string, TalkCounts>> {
    if (planIds.length === 0) return new Map();
    const rows = await this.uow.read<CountRow & { planId: string }>(
      `SELECT t.subject_id AS planId, ${COUNTS} FROM follow_up_task t
        WHERE t.subject_id IN (?) AND t.state <> 'cancelled' GROUP BY t.subject_id`,
      [planIds],
    );
    return new Map(rows.map((row) => [row.planId, counted(row)]));
  }

  async byKind(
    storeId: string,
    from: number,
    to: number,
  ): Promise<(TalkCounts & { kind: TalkKind; satisfaction: number | null })[]> {
    const rows = await this.uow.read<CountRow & { kind: TalkKind; satisfaction: string | null }>(
      `SELECT t.kind, ${COUNTS}, AVG(a.satisfaction) AS satisfaction
         FROM follow_up_task t LEFT JOIN follow_up_answer a ON a.task_id = t.id
        WHERE ${IN_TIME} GROUP BY t.kind`,
      [storeId, talkKinds, toDate(from), toDate(to)],
    );
    return rows.map((row) => ({
      kind: row.kind,
      ...counted(row),
      satisfaction: row.satisfaction === null ? null : Math.round(Number(row.satisfaction) * 10) / 10,
    }));
  }

  async byPerson(
    storeId: string,
    from: number,
    to: number,
  ): Promise<(TalkCounts & { staffId: string | null })[]> {
    const rows = await this.uow.read<CountRow & { staffId: string | null }>(
      `SELECT t.assignee_id AS staffId, ${COUNTS} FROM follow_up_task t WHERE ${IN_TIME}
        GROUP BY t.assignee_id ORDER BY planned DESC, t.assignee_id`,
      [storeId, talkKinds, toDate(from), toDate(to)],
    );
    return rows.map((row) => ({ staffId: row.staffId, ...counted(row) }));
  }

  /** What was said in a time, the least satisfied first. */
  async voices(storeId: string, from: number, to: number, limit: number): Promise<TalkVoice[]> {
    return this.uow.read<TalkVoice>(
      `SELECT t.id AS taskId, t.kind, t.owner_id AS ownerId, t.vehicle_id AS vehicleId, t.case_id AS caseId,
              a.satisfaction, a.improve, a.other, a.\`at\`
         FROM follow_up_task t JOIN follow_up_answer a ON a.task_id = t.id
        WHERE t.store_id = ? AND t.kind IN (?) AND a.\`at\` >= ? AND a.\`at\` < ?
        ORDER BY a.satisfaction, a.\`at\` DESC, t.id LIMIT ${limit}`,
      [storeId, talkKinds, toDate(from), toDate(to)],
    );
  }
}
