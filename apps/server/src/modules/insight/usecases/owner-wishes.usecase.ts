import type { routes, StaffReachView } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import type { StaffActor } from '../../../platform/auth/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { PreferenceQueries, Wishes } from '../../messaging/index.js';
import { OwnerScope } from './owner-scope.js';

/** What an owner wishes, as staff see it, and write it down when the owner says so on the phone. */
@Injectable()
export class OwnerWishes {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OwnerScope,
    private readonly queries: PreferenceQueries,
    private readonly wishes: Wishes,
    private readonly audit: Audit,
  ) {}

  /** Throws REQUEST.NOT_FOUND for foreign and missing owners alike. */
  async reach(actor: StaffActor, ownerId: string): Promise<StaffReachView> {
    await this.scope.ensure(actor, ownerId);
    return this.queries.reach(ownerId);
  }

  /** Throws REQUEST.NOT_FOUND for foreign and missing owners alike. */
  async save(
    actor: StaffActor,
    ownerId: string,
    body: BodyOf<typeof routes.preference.wishes>,
  ): Promise<StaffReachView> {
    await this.scope.ensure(actor, ownerId);
    return this.uow.run(async (tx) => {
      const author = { source: 'staff', actorId: actor.staffId, actorName: actor.name } as const;
      await this.wishes.change(tx, ownerId, body.topics ?? [], author, body.note);
      if (body.quietMonths !== undefined)
        await this.wishes.quiet(tx, ownerId, body.quietMonths, author, body.note);
      await this.audit.write(tx, {
        actor,
        action: 'owner.wishes',
        text: `代车主登记接收意愿：${body.note}`,
        subjectId: ownerId,
      });
      return this.queries.reach(ownerId);
    });
  }
}
