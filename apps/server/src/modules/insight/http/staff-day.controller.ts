import { routes } from '@cheban/contracts';
import { Controller, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { StaffActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { CurrentStaff, Handles, type QueryOf, type ViewOf } from '../../../platform/http/index.js';
import { AuditQueries } from '../usecases/audit.queries.js';
import { EmptyBays } from '../usecases/empty-bays.queries.js';
import { LiveStreams } from '../usecases/live-streams.js';
import { MyDay } from '../usecases/my-day.queries.js';
import { ReceptionScreen } from '../usecases/reception-screen.queries.js';

@Controller()
export class StaffDayController {
  constructor(
    private readonly myDay: MyDay,
    private readonly receptionScreen: ReceptionScreen,
    private readonly empty: EmptyBays,
    private readonly auditLog: AuditQueries,
    private readonly streams: LiveStreams,
    private readonly clock: Clock,
  ) {}

  @Handles(routes.staffBooking.myDay)
  day(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: routes.staffBooking.myDay.query }) query: QueryOf<typeof routes.staffBooking.myDay>,
  ): Promise<ViewOf<typeof routes.staffBooking.myDay>> {
    return this.myDay.run(actor, query.storeId, query.on ?? this.clock.today());
  }

  @Handles(routes.staffBooking.reception)
  reception(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: routes.staffBooking.reception.query })
    query: QueryOf<typeof routes.staffBooking.reception>,
  ): Promise<ViewOf<typeof routes.staffBooking.reception>> {
    return this.receptionScreen.run(actor, query.storeId);
  }

  @Handles(routes.staffBooking.emptyBays)
  emptyBays(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: routes.staffBooking.emptyBays.query })
    query: QueryOf<typeof routes.staffBooking.emptyBays>,
  ): Promise<ViewOf<typeof routes.staffBooking.emptyBays>> {
    return this.empty.run(actor, query.storeId, query.on);
  }

  @Handles(routes.audit.list)
  audit(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: routes.audit.list.query }) query: QueryOf<typeof routes.audit.list>,
  ): Promise<ViewOf<typeof routes.audit.list>> {
    return this.auditLog.list(actor, query);
  }

  @Handles(routes.live.stream)
  stream(@CurrentStaff() actor: StaffActor, @Res() reply: FastifyReply): void {
    reply.hijack();
    reply.raw.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    this.streams.open(actor, reply.raw);
  }
}
