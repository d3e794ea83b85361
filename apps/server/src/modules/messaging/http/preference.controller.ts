import { routes } from '@cheban/contracts';
import { Body, Controller } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { type BodyOf, CurrentOwner, Handles, type ViewOf } from '../../../platform/http/index.js';
import { PreferenceQueries } from '../usecases/preference.queries.js';
import { SavePreferences } from '../usecases/save-preferences.usecase.js';

const area = routes.preference;

@Controller()
export class PreferenceController {
  constructor(
    private readonly queries: PreferenceQueries,
    private readonly preferences: SavePreferences,
  ) {}

  @Handles(area.get)
  get(@CurrentOwner() actor: OwnerActor): Promise<ViewOf<typeof area.get>> {
    return this.queries.view(actor.ownerId);
  }

  @Handles(area.save)
  save(
    @CurrentOwner() actor: OwnerActor,
    @Body({ schema: area.save.body }) body: BodyOf<typeof area.save>,
  ): Promise<ViewOf<typeof area.save>> {
    return this.preferences.save(actor, body);
  }

  @Handles(area.doNotDisturb)
  doNotDisturb(
    @CurrentOwner() actor: OwnerActor,
    @Body({ schema: area.doNotDisturb.body }) body: BodyOf<typeof area.doNotDisturb>,
  ): Promise<ViewOf<typeof area.doNotDisturb>> {
    return this.preferences.doNotDisturb(actor, body);
  }
}
