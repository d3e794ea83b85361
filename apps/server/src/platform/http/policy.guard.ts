import { type Policy, type Route, roleMay } from '@cheban/contracts';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { type AccountActor, OwnerSessions, type StaffActor, StaffSessions } from '../auth/index.js';
import { AppError } from '../errors/index.js';
import { RAW_POLICY, type RequestWithActor, ROUTE } from './route.decorators.js';

function bearer(request: FastifyRequest): string {
  const header = request.headers.authorization ?? '';
  const match = /^Bearer ([A-Za-z0-9_-]{20,100})$/.exec(header);
  if (!match?.[1]) throw new AppError('AUTH.REQUIRED');
  return match[1];
}

/** Lets a request through only if its route's policy does. A handler without a policy never runs. */
@Injectable()
export class PolicyGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly owners: OwnerSessions,
    private readonly staff: StaffSessions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const handler = context.getHandler();
    const route = this.reflector.get<Route | undefined>(ROUTE, handler);
    const policy = route?.policy ?? this.reflector.get<Policy | undefined>(RAW_POLICY, handler);
    if (!policy) throw new AppError('AUTH.FORBIDDEN');
    const request = context.switchToHttp().getRequest<FastifyRequest & RequestWithActor>();
    if (policy === 'public' || policy === 'provider') return true;
    if (policy === 'account' || policy === 'owner') {
      request.actor = await this.owner(bearer(request), policy);
    } else {
      request.actor = await this.staffMember(bearer(request), policy);
    }
    return true;
  }

  private async owner(token: string, policy: 'account' | 'owner'): Promise<AccountActor> {
    const actor = await this.owners.resolve(token);
    if (!actor) throw new AppError('AUTH.EXPIRED');
    if (policy === 'owner') {
      if (!actor.consented) throw new AppError('AUTH.CONSENT_NEEDED');
      if (!actor.ownerId) throw new AppError('AUTH.BIND_NEEDED');
    }
    return actor;
  }

  private async staffMember(
    token: string,
    policy: Exclude<Policy, 'public' | 'provider' | 'account' | 'owner'>,
  ): Promise<StaffActor> {
    const actor = await this.staff.resolve(token);
    if (!actor) throw new AppError('AUTH.EXPIRED');
    if (policy !== 'staff' && !roleMay(actor.role, policy)) throw new AppError('AUTH.FORBIDDEN');
    return actor;
  }
}
