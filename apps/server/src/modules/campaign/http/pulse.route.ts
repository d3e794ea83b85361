import { routes, waveParams } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../../../platform/errors/index.js';
import { DirectRoutes, hasQuery, inputProblem, noQuery } from '../../../platform/http/index.js';
import { WavePulses } from '../usecases/wave-pulses.queries.js';

/** How a wave stands. It says nothing about anybody, so that nobody is looked up for it. */
@Injectable()
export class PulseRoute {
  constructor(
    direct: DirectRoutes,
    private readonly pulses: WavePulses,
  ) {
    direct.add(routes.campaign.pulse, (request, reply) => this.handle(request, reply));
  }

  private async handle(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const params = waveParams.safeParse(request.params);
    if (!params.success) throw inputProblem(params.error.issues);
    if (hasQuery(request)) throw inputProblem([noQuery]);
    const pulse = await this.pulses.of({ campaignId: params.data.id, number: params.data.wave });
    if (pulse === null) throw notFound();
    void reply.send(pulse);
  }
}
