import { routes } from '@cheban/contracts';
import { Body, Controller, Param } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import {
  type BodyOf,
  CurrentStaff,
  Handles,
  type ParamsOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { CircuitQueries } from '../usecases/circuit.queries.js';
import { MapTemplate } from '../usecases/map-template.usecase.js';
import { TemplateHealth } from '../usecases/template-health.queries.js';
import { TemplateSync } from '../usecases/template-sync.usecase.js';

const area = routes.channel;

/** Templates and circuits, for those who keep sending healthy. */
@Controller()
export class ChannelController {
  constructor(
    private readonly health: TemplateHealth,
    private readonly sync: TemplateSync,
    private readonly mapping: MapTemplate,
    private readonly circuitQueries: CircuitQueries,
  ) {}

  @Handles(area.templates)
  templates(): Promise<ViewOf<typeof area.templates>> {
    return this.health.view();
  }

  @Handles(area.syncTemplates, { ownTransaction: true })
  async syncTemplates(@CurrentStaff() actor: StaffActor): Promise<ViewOf<typeof area.syncTemplates>> {
    const changes = await this.sync.run(actor);
    return { accounts: await this.health.accounts(), changes };
  }

  @Handles(area.mapTemplate)
  mapTemplate(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.mapTemplate.params }) params: ParamsOf<typeof area.mapTemplate>,
    @Body({ schema: area.mapTemplate.body }) body: BodyOf<typeof area.mapTemplate>,
  ): Promise<ViewOf<typeof area.mapTemplate>> {
    return this.mapping.run(actor, params, body);
  }

  @Handles(area.circuits)
  async circuits(): Promise<ViewOf<typeof area.circuits>> {
    return { items: await this.circuitQueries.list() };
  }
}
