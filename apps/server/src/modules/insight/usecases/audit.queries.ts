import type { routes } from '@cheban/contracts';
import { groupRoles } from '@cheban/contracts/constants';
import { addDays, startOfBusinessDay } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { auditPatterns } from '../domain/audit-kinds.js';

type ListRoute = (typeof routes)['audit']['list'];

/** The audit log of the actor's stores, and of what belongs to no store by their own colleagues. */
@Injectable()
export class AuditQueries {
  constructor(private readonly uow: UnitOfWork) {}

  async list(actor: StaffActor, query: QueryOf<ListRoute>): Promise<ViewOf<ListRoute>> {
    const { page, pageSize } = query;
    const everything = groupRoles.includes(actor.role);
    const where = [
      everything
        ? '1 = 1'
        : `(a.store_id IN (?) OR (a.store_id IS NULL AND a.actor_id IN
            (SELECT x.staff_id FROM staff_store x WHERE x.store_id IN (?))))`,
    ];
    const stores = actor.storeIds.length > 0 ? actor.storeIds : [''];
    const parameters: unknown[] = everything ? [] : [stores, stores];
    if (query.action) {
      where.push('a.action = ?');
      parameters.push(query.action);
    }
    if (query.actorId) {
      where.push('a.actor_id = ?');
      parameters.push(query.actorId);
    }
    if (query.kind) {
      const patterns = auditPatterns[query.kind];
      where.push(`(${patterns.map(() => 'a.action LIKE ?').join(' OR ')})`);
      parameters.push(...patterns);
    }
    if (query.storeId) {
      where.push('a.store_id = ?');
      parameters.push(storeOf(actor, query.storeId));
    }
    if (query.from) {
      where.push('a.at >= ?');
      parameters.push(toDate(startOfBusinessDay(query.from)));
    }
    if (query.to) {
      where.push('a.at < ?');
      parameters.push(toDate(startOfBusinessDay(addDays(query.to, 1))));
    }
    const condition = where.join(' AND ');
    const rows: (Omit<ViewOf<ListRoute>['items'][number], 'at'> & { at: Date })[] =
      await this.uow.reader.query(
        `SELECT a.id, a.at, a.actor_name AS actor, a.action, a.text, a.subject_id AS subject, s.name AS storeName,
              a.request_id AS requestId
         FROM audit_log a LEFT JOIN store s ON s.id = a.store_id
        WHERE ${condition} ORDER BY a.at DESC, a.id DESC LIMIT ? OFFSET ?`,
        [...parameters, pageSize, (page - 1) * pageSize],
      );
    const [count]: { n: string }[] = await this.uow.reader.query(
      `SELECT COUNT(*) AS n FROM (SELECT 1 FROM audit_log a WHERE ${condition} LIMIT 10000) AS found`,
      parameters,
    );
    return {
      items: rows.map((row) => ({ ...row, at: row.at.toISOString() })),
      total: Number(count?.n ?? 0),
      page,
      pageSize,
    };
  }
}
