import type { Route } from '@cheban/contracts';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { OwnerSessions } from '../auth/index.js';
import { Clock } from '../clock/index.js';
import { fieldCipher, hashSecret } from '../crypto/index.js';
import { isDuplicate, isLockTimeout, type Tx, UnitOfWork } from '../database/index.js';
import { AppError, invalidField } from '../errors/index.js';
import { OWN_TRANSACTION, type RequestWithActor, ROUTE } from './route.decorators.js';

type Request = FastifyRequest & RequestWithActor;

/**
 * Around every contract route: refuses input the route does not have, keeps the answer of a write beside its effect
 * (idempotency), and lets only the fields of the view out.
 *
 * A write with an Idempotency-Key runs in one transaction with its key row. Two equal requests at once wait for each
 * other on that row; the second gets the first one's answer. A failure rolls the key back with everything else, so
 * that the same key may be tried again.
 *
 * What an owner writes, with a key or without, holds their account: they are deleted before it, which ends it here, or
 * after it, which then sees it.
 */
@Injectable()
export class RouteInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly uow: UnitOfWork,
    private readonly owners: OwnerSessions,
    private readonly clock: Clock,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const route = this.reflector.get<Route | undefined>(ROUTE, context.getHandler());
    if (!route) return next.handle();
    const request = context.switchToHttp().getRequest<Request>();
    refuseSurplus(route, request);
    if (route.raw) return next.handle();
    const run = async () => render(route, await lastValueFrom(next.handle()));
    const key = request.headers['idempotency-key'];
    const ownTransaction = this.reflector.get<boolean>(OWN_TRANSACTION, context.getHandler());
    if (route.method === 'GET' || !request.actor || ownTransaction) return from(run());
    if (key === undefined) return from(this.held(request, run));
    if (typeof key !== 'string' || !/^[\w-]{8,80}$/.test(key)) {
      throw invalidField('Idempotency-Key', '8–80 位字母、数字、- 或 _');
    }
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return from(this.once(request, key, reply, run));
  }

  /** The work of an owner in one transaction with the look whether they are still there; that of others as it is. */
  private async held(request: Request, run: () => Promise<unknown>): Promise<unknown> {
    const { actor } = request;
    if (actor?.kind !== 'account' || actor.ownerId === null) return run();
    return this.uow.run(async (tx) => {
      if (!(await this.owners.hold(tx, actor))) throw new AppError('AUTH.EXPIRED');
      return run();
    });
  }

  private async once(
    request: Request,
    key: string,
    reply: FastifyReply,
    run: () => Promise<unknown>,
  ): Promise<unknown> {
    const actorId =
      request.actor?.kind === 'staff' ? request.actor.staffId : (request.actor?.accountId ?? '');
    const hash = hashSecret(`${request.method}\n${request.url}\n${JSON.stringify(request.body ?? null)}`);
    try {
      return await this.uow.run(async (tx) => {
        await this.claim(tx, actorId, key, hash);
        const answer = await this.held(request, run);
        await tx.manager.query('UPDATE idempotency_key SET answer = ? WHERE actor_id = ? AND idem_key = ?', [
          fieldCipher().encrypt(JSON.stringify(answer ?? null)),
          actorId,
          key,
        ]);
        return answer;
      });
    } catch (error) {
      if (isLockTimeout(error)) throw new AppError('REQUEST.IN_PROGRESS', { retryAfterSec: 2 });
      if (!(error instanceof KeyTaken)) throw error;
      void reply.header('Idempotent-Replay', 'true');
      return this.replay(actorId, key, hash);
    }
  }

  private async claim(tx: Tx, actorId: string, key: string, hash: string): Promise<void> {
    try {
      await tx.manager.query(
        'INSERT INTO idempotency_key (actor_id, idem_key, request_hash, answer, created_at) VALUES (?, ?, ?, NULL, ?)',
        [actorId, key, hash, this.clock.date()],
      );
    } catch (error) {
      if (isDuplicate(error)) throw new KeyTaken();
      throw error;
    }
  }

  private async replay(actorId: string, key: string, hash: string): Promise<unknown> {
    const rows: { request_hash: string; answer: string | null }[] = await this.uow.reader.query(
      'SELECT request_hash, answer FROM idempotency_key WHERE actor_id = ? AND idem_key = ?',
      [actorId, key],
    );
    const row = rows[0];
    if (!row?.answer) throw new AppError('REQUEST.IN_PROGRESS', { retryAfterSec: 2 });
    if (row.request_hash !== hash) throw new AppError('REQUEST.IDEMPOTENCY_KEY_REUSED');
    return JSON.parse(fieldCipher().decrypt(row.answer));
  }
}

class KeyTaken extends Error {}

/** Fields that a route does not name are errors, not noise: a typo must not silently change nothing. */
function refuseSurplus(route: Route, request: Request): void {
  const surplus = (where: string) => invalidField(where, '这个接口不接受这些内容');
  if (!route.query && Object.keys((request.query as object | null) ?? {}).length > 0) throw surplus('query');
  // An upload is read part by part, by its handler.
  if (route.raw === 'upload') return;
  const body = request.body;
  const empty =
    body === undefined ||
    body === null ||
    (typeof body === 'object' && !Array.isArray(body) && Object.keys(body).length === 0);
  if (!route.body && !empty) throw surplus('body');
}

function render(route: Route, result: unknown): unknown {
  return route.view ? route.view.parse(result) : result;
}
