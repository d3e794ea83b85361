import { problemsOfSegment, type routes, saySegment } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import type { BodyOf, ViewOf } from '../../../platform/http/index.js';
import { StoreCatalog } from '../../store/index.js';
import { AudienceRepository } from '../persistence/audience.repository.js';
import { segmentContext } from './segment-context.js';

type Routes = (typeof routes)['careRule'];

/** The builder of audiences: how many they take in, and what there is to choose from. */
@Injectable()
export class Segments {
  constructor(
    private readonly audience: AudienceRepository,
    private readonly stores: StoreCatalog,
    private readonly clock: Clock,
  ) {}

  /** An audience with problems counts nobody and says what is wrong. */
  async count(
    actor: StaffActor,
    { storeId, segment }: BodyOf<Routes['segmentCount']>,
  ): Promise<ViewOf<Routes['segmentCount']>> {
    const store = await this.stores.findById(storeOf(actor, storeId));
    const problems = problemsOfSegment(segment);
    const words = saySegment(segment);
    if (!store || problems.length > 0) return { cars: 0, owners: 0, words, problems };
    const context = segmentContext(store.cycleMonths, this.clock.today());
    return { ...(await this.audience.count(storeId, segment, context)), words, problems };
  }

  async options(actor: StaffActor, storeId: string): Promise<ViewOf<Routes['segmentOptions']>> {
    return { fields: await this.audience.options(storeOf(actor, storeId)) };
  }
}
