import { routes } from '@cheban/contracts';
import { Controller } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { CurrentOwner, Handles, type ViewOf } from '../../../platform/http/index.js';
import { OwnerHome } from '../usecases/owner-home.queries.js';

@Controller()
export class OwnerHomeController {
  constructor(private readonly ownerHome: OwnerHome) {}

  @Handles(routes.owner.home)
  home(@CurrentOwner() actor: OwnerActor): Promise<ViewOf<typeof routes.owner.home>> {
    return this.ownerHome.run(actor);
  }
}
