import { routes } from '@cheban/contracts';
import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { buildOpenApi, Drain, Handles, RawPolicy, type ViewOf } from '../../../platform/http/index.js';
import { Metrics } from '../../../platform/metrics/index.js';
import { BrandQueries } from '../usecases/brand.queries.js';
import { Readiness } from '../usecases/readiness.queries.js';

const area = routes.system;

@Controller()
export class SystemController {
  constructor(
    private readonly readiness: Readiness,
    private readonly drain: Drain,
    private readonly metrics: Metrics,
    private readonly brandQueries: BrandQueries,
  ) {}

  @Handles(area.live)
  live(): ViewOf<typeof area.live> {
    return { ok: true };
  }

  @Handles(area.ready)
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ViewOf<typeof area.ready>> {
    const result = await this.readiness.check();
    const ok = result.ok && !this.drain.isOn;
    if (!ok) void reply.status(503);
    return { ...result, ok };
  }

  @Handles(area.brand)
  brand(): ViewOf<typeof area.brand> {
    return this.brandQueries.view();
  }

  @RawPolicy('public')
  @Get('/openapi.json')
  openApi(@Req() request: FastifyRequest): object {
    return buildOpenApi(`${request.protocol}://${request.host}/api`);
  }

  /** For Prometheus; the web server in front must not pass it on. */
  @RawPolicy('public')
  @Get('/metrics')
  @Header('Content-Type', 'text/plain; version=0.0.4')
  prometheus(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
