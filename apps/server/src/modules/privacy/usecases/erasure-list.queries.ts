import { erasureStateLabel, groupRoles, type routes } from '@cheban/contracts';
import { diffDays, maskPhone } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { may, type StaffActor } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { StoreCatalog } from '../../store/index.js';
import { ErasureRepository } from '../persistence/erasure.repository.js';

type ListRoute = (typeof routes)['staffPrivacy']['erasures'];

/** Who wants to leave, for the staff who see to it that it is done in time. */
@Injectable()
export class ErasureList {
  constructor(
    private readonly requests: ErasureRepository,
    private readonly owners: OwnerDirectory,
    private readonly stores: StoreCatalog,
    private readonly clock: Clock,
  ) {}

  async list(actor: StaffActor, query: QueryOf<ListRoute>): Promise<ViewOf<ListRoute>> {
    const { page, pageSize, state } = query;
    const homeless = groupRoles.includes(actor.role);
    const filter = { storeIds: actor.storeIds, homeless, state };
    const { rows, total, waiting } = await this.requests.page(filter, page, pageSize);
    const [owners, stores] = await Promise.all([
      this.owners.findByIds(rows.map(({ ownerId }) => ownerId)),
      this.stores.all(),
    ]);
    const today = this.clock.today();
    return {
      page,
      pageSize,
      total,
      waiting,
      items: rows.map((row) => {
        const owner = row.state === 'done' ? undefined : owners.get(row.ownerId);
        return {
          id: row.id,
          state: row.state,
          stateLabel: erasureStateLabel[row.state],
          ownerName: owner?.name ?? null,
          phoneMasked: owner?.phone && may(actor, 'customer.read') ? maskPhone(owner.phone) : null,
          storeName: stores.find(({ id }) => id === row.storeId)?.name ?? null,
          askedAt: toDate(row.askedAt).toISOString(),
          notBefore: toDate(row.notBefore).toISOString(),
          dueOn: row.dueOn,
          daysLeft: row.state === 'waiting' ? diffDays(today, row.dueOn) : null,
          waitsFor: row.waitsFor === '' ? [] : row.waitsFor.split('；'),
          endedAt: row.endedAt === null ? null : toDate(row.endedAt).toISOString(),
          kept: [...row.outcome.kept],
        };
      }),
    };
  }
}
