import { routes } from '@cheban/contracts';
import { type BeforeApplicationShutdown, Controller, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { StaffActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { CurrentStaff, Handles, type QueryOf, type ViewOf } from '../../../platform/http/index.js';
import { Live } from '../../../platform/live/index.js';
import { AuditQueries } from '../usecases/audit.queries.js';
import { EmptyBays } from '../usecases/empty-bays.queries.js';
import { MyDay } from '../usecases/my-day.queries.js';

/** Proxies close silent connections; a comment line keeps them open. */
const PING_MS = 20_000;

@Controller()
export class StaffDayController implements BeforeApplicationShutdown {
  private readonly streams = new Set<FastifyReply>();

  constructor(
    private readonly myDay: MyDay,
    private readonly empty: EmptyBays,
    private readonly auditLog: AuditQueries,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  @Handles(routes.staffBooking.myDay)
  day(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: routes.staffBooking.myDay.query }) query: QueryOf<typeof routes.staffBooking.myDay>,
  ): Promise<ViewOf<typeof routes.staffBooking.myDay>> {
    return this.myDay.run(actor, query.storeId, query.on ?? this.clock.today());
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
  stream(
    @CurrentStaff() actor: StaffActor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): void {
    reply.hijack();
    reply.raw.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    reply.raw.write('retry: 3000\n\n');
    const stop = this.live.watch(actor.storeIds, (event) =>
      reply.raw.write(`data: ${JSON.stringify(event)}\n\n`),
    );
    const ping = setInterval(() => reply.raw.write(': ping\n\n'), PING_MS);
    this.streams.add(reply);
    request.raw.on('close', () => {
      clearInterval(ping);
      stop();
      this.streams.delete(reply);
    });
  }

  /** Open streams would hold up the stop; consoles reconnect to another process. */
  beforeApplicationShutdown(): void {
    for (const reply of this.streams) reply.raw.end();
  }
}
