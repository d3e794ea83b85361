import type { PreferenceView, routes } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { PreferenceQueries } from './preference.queries.js';
import { Wishes } from './wishes.usecase.js';

type Routes = (typeof routes)['preference'];

/** An owner changes their own wishes. */
@Injectable()
export class SavePreferences {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly wishes: Wishes,
    private readonly queries: PreferenceQueries,
  ) {}

  async save(actor: OwnerActor, body: BodyOf<Routes['save']>): Promise<PreferenceView> {
    return this.uow.run(async (tx) => {
      await this.wishes.change(tx, actor.ownerId, body.topics, self(actor));
      return this.queries.view(actor.ownerId);
    });
  }

  async doNotDisturb(actor: OwnerActor, body: BodyOf<Routes['doNotDisturb']>): Promise<PreferenceView> {
    return this.uow.run(async (tx) => {
      await this.wishes.quiet(tx, actor.ownerId, body.months, self(actor));
      return this.queries.view(actor.ownerId);
    });
  }
}

const self = (actor: OwnerActor) => ({ source: 'app', actorId: actor.accountId, actorName: '' }) as const;
