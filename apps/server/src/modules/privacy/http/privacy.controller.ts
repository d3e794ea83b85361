import { routes } from '@cheban/contracts';
import { Body, Controller, Query } from '@nestjs/common';
import type { OwnerActor, StaffActor } from '../../../platform/auth/index.js';
import {
  type BodyOf,
  CurrentOwner,
  CurrentStaff,
  Handles,
  type QueryOf,
  RateLimit,
  type ViewOf,
} from '../../../platform/http/index.js';
import { ErasureList } from '../usecases/erasure-list.queries.js';
import { Privacy } from '../usecases/privacy.usecase.js';

const area = routes.privacy;
const staffArea = routes.staffPrivacy;

/** What people may ask about their own data. Answers of the export are kept nowhere. */
@Controller()
export class PrivacyController {
  constructor(
    private readonly privacy: Privacy,
    private readonly erasures: ErasureList,
    private readonly limit: RateLimit,
  ) {}

  @Handles(area.overview)
  overview(@CurrentOwner() actor: OwnerActor): Promise<ViewOf<typeof area.overview>> {
    return this.privacy.overview(actor);
  }

  @Handles(area.sendCode, { ownTransaction: true })
  async sendCode(@CurrentOwner() actor: OwnerActor): Promise<ViewOf<typeof area.sendCode>> {
    await this.limit.hit('sms-code', actor.accountId, 10, 3600);
    await this.privacy.sendCode(actor);
    return { resendAfterSec: 60 };
  }

  @Handles(area.exportData, { ownTransaction: true })
  async exportData(
    @CurrentOwner() actor: OwnerActor,
    @Body({ schema: area.exportData.body }) body: BodyOf<typeof area.exportData>,
  ): Promise<ViewOf<typeof area.exportData>> {
    await this.limit.hit('privacy', actor.accountId, 20, 3600);
    return this.privacy.exportData(actor, body.code);
  }

  @Handles(area.askErasure, { ownTransaction: true })
  async askErasure(
    @CurrentOwner() actor: OwnerActor,
    @Body({ schema: area.askErasure.body }) body: BodyOf<typeof area.askErasure>,
  ): Promise<ViewOf<typeof area.askErasure>> {
    await this.limit.hit('privacy', actor.accountId, 20, 3600);
    return this.privacy.askErasure(actor, body.code);
  }

  @Handles(area.withdrawErasure)
  async withdrawErasure(@CurrentOwner() actor: OwnerActor): Promise<ViewOf<typeof area.withdrawErasure>> {
    await this.privacy.withdraw(actor);
    return { ok: true };
  }

  @Handles(staffArea.erasures)
  list(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: staffArea.erasures.query }) query: QueryOf<typeof staffArea.erasures>,
  ): Promise<ViewOf<typeof staffArea.erasures>> {
    return this.erasures.list(actor, query);
  }
}
