import { routes } from '@cheban/contracts';
import { Body, Controller, Param, Query } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import {
  type BodyOf,
  CurrentStaff,
  Handles,
  type ParamsOf,
  type QueryOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { Alarms } from '../usecases/alarms.queries.js';
import { QuotaQueries } from '../usecases/quota.queries.js';
import { TestOwnCircuit } from '../usecases/test-own-circuit.usecase.js';

const area = routes.channel;

/** Alarms, quotas, and the test send that closes a circuit. */
@Controller()
export class WatchController {
  constructor(
    private readonly alarmList: Alarms,
    private readonly quotas: QuotaQueries,
    private readonly tests: TestOwnCircuit,
  ) {}

  @Handles(area.alarms)
  alarms(
    @Query({ schema: area.alarms.query }) query: QueryOf<typeof area.alarms>,
  ): Promise<ViewOf<typeof area.alarms>> {
    return this.alarmList.page(query);
  }

  @Handles(area.acknowledgeAlarm)
  async acknowledgeAlarm(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.acknowledgeAlarm.params }) params: ParamsOf<typeof area.acknowledgeAlarm>,
  ): Promise<ViewOf<typeof area.acknowledgeAlarm>> {
    await this.alarmList.acknowledge(actor, params.id);
    return { ok: true };
  }

  @Handles(area.quota)
  quota(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.quota.query }) query: QueryOf<typeof area.quota>,
  ): Promise<ViewOf<typeof area.quota>> {
    return this.quotas.view(actor, query.storeId);
  }

  @Handles(area.testCircuit, { ownTransaction: true })
  testCircuit(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.testCircuit.params }) params: ParamsOf<typeof area.testCircuit>,
    @Body({ schema: area.testCircuit.body }) body: BodyOf<typeof area.testCircuit>,
  ): Promise<ViewOf<typeof area.testCircuit>> {
    return this.tests.run(actor, params.name, body.phone);
  }
}
