import { privacyVersion, routes } from '@cheban/contracts';
import { OfficialAccountClient } from '@cheban/wechat';
import { Controller, Get, Header, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import { buildOpenApi, Handles, RawPolicy, type ViewOf } from '../../../platform/http/index.js';
import { Metrics } from '../../../platform/metrics/index.js';
import { privacyText } from '../domain/privacy-text.js';
import { DemoLogins } from '../usecases/demo-logins.port.js';
import { Readiness } from '../usecases/readiness.queries.js';

const area = routes.system;

@Controller()
export class SystemController {
  constructor(
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
    private readonly demo: DemoLogins,
    private readonly official: OfficialAccountClient,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Handles(area.live)
  live(): ViewOf<typeof area.live> {
    return { ok: true };
  }

  @Handles(area.ready)
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ViewOf<typeof area.ready>> {
    const result = await this.readiness.check();
    if (!result.ok) void reply.status(503);
    return result;
  }

  @Handles(area.brand)
  brand(): ViewOf<typeof area.brand> {
    const { name, colour } = this.config.brand;
    return {
      name,
      colour,
      privacy: { version: privacyVersion, title: '用户隐私保护指引', text: privacyText(name) },
      webLoginUrl: this.official.webLoginUrl(`${this.config.ownerUrl}/`, 'login'),
      demo: this.config.demo ? this.demo.list() : null,
    };
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
