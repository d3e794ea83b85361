import { grabBody, routes, waveParams } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OwnerSessions } from '../../../platform/auth/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import {
  bearerOf,
  checkOwner,
  DirectRoutes,
  hasQuery,
  inputProblem,
  noQuery,
} from '../../../platform/http/index.js';
import { GrabDesk } from '../usecases/grab-desk.js';
import { GrabTickets, type Ticket } from '../usecases/grab-tickets.js';
import { OwnerCampaigns } from '../usecases/owner-campaigns.queries.js';

/**
 * The grab itself. A good ticket was signed for this very log-in after every check of policy `owner`, so it stands for
 * them; without one the log-in is looked up like everywhere, to say what is wrong.
 */
@Injectable()
export class GrabRoute {
  constructor(
    direct: DirectRoutes,
    private readonly desk: GrabDesk,
    private readonly tickets: GrabTickets,
    private readonly owners: OwnerSessions,
    private readonly campaigns: OwnerCampaigns,
  ) {
    direct.add(routes.campaign.grab, (request, reply) => this.handle(request, reply));
  }

  /** Without a promise where everything is known: of thousands of taps in a second nearly all find nothing left. */
  private handle(request: FastifyRequest, reply: FastifyReply): void | Promise<void> {
    const token = bearerOf(request);
    const ticket = this.ticketOf(request.body, token);
    if (!ticket || hasQuery(request)) return this.refuse(request, token);
    const { id, wave } = request.params as { id: string; wave: string };
    const tell = (answer: string) => {
      void reply.type('application/json; charset=utf-8').send(answer);
    };
    const line = this.desk.ready(id, Number(wave));
    if (line) return this.desk.grab(line, ticket, tell);
    return this.desk
      .find(id, Number(wave))
      .then((found) => (found ? this.desk.grab(found, ticket, tell) : this.refuse(request, token)));
  }

  private ticketOf(body: unknown, token: string): Ticket | null {
    const given = body as { ticket?: unknown } | null;
    if (typeof given?.ticket !== 'string' || Object.keys(given).length !== 1) return null;
    return this.tickets.read(given.ticket, token);
  }

  /** Says what is wrong, in the order of every other route: log-in, input, the thing itself. */
  private async refuse(request: FastifyRequest, token: string): Promise<never> {
    const { ownerId } = await checkOwner(this.owners, token);
    const params = waveParams.safeParse(request.params);
    const body = grabBody.safeParse(request.body);
    if (!params.success) throw inputProblem(params.error.issues);
    if (!body.success) throw inputProblem(body.error.issues);
    if (hasQuery(request)) throw inputProblem([noQuery]);
    await this.campaigns.find(ownerId, params.data.id);
    if (!(await this.desk.find(params.data.id, params.data.wave))) throw notFound();
    throw new AppError('CAMPAIGN.TICKET');
  }
}
