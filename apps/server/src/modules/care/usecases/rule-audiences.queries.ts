import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { StoreCatalog } from '../../store/index.js';
import type { Meant } from '../domain/care-series.js';
import type { RuleTable } from '../domain/rule-sets.js';
import { compileSegment } from '../persistence/segment.sql.js';
import { segmentContext } from './segment-context.js';

/** Which of a few cars the audiences of their rules take in. Rules for everyone cost nothing. */
@Injectable()
export class RuleAudiences {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly stores: StoreCatalog,
    private readonly clock: Clock,
  ) {}

  /** One query for each store and rule with an audience. */
  async of(
    cars: readonly { id: string; storeId: string }[],
    table: RuleTable,
  ): Promise<(vehicleId: string) => Meant> {
    const idsOf = new Map<string, string[]>();
    for (const { id, storeId } of cars) idsOf.set(storeId, [...(idsOf.get(storeId) ?? []), id]);
    const meant = new Set<string>();
    const asked = [...idsOf].flatMap(([storeId, ids]) =>
      [...table.forStore(storeId).values()]
        .filter(({ body, state }) => body.audience !== null && state !== 'off')
        .map((rule) => ({ storeId, ids, rule })),
    );
    const stores = asked.length === 0 ? [] : await this.stores.findByIds(asked.map(({ storeId }) => storeId));
    for (const { storeId, ids, rule } of asked) {
      const cycleMonths = stores.find(({ id }) => id === storeId)?.cycleMonths ?? 6;
      const { sql, params } = compileSegment(
        rule.body.audience,
        segmentContext(cycleMonths, this.clock.today()),
      );
      const rows: { id: string }[] = await this.uow.reader.query(
        `SELECT v.id FROM vehicle v WHERE v.id IN (?) AND ${sql}`,
        [ids, ...params],
      );
      for (const { id } of rows) meant.add(`${id} ${rule.code}`);
    }
    return (vehicleId) => (rule) => rule.body.audience === null || meant.has(`${vehicleId} ${rule.code}`);
  }
}
