import { type Policy, type Route, roleMay } from '@cheban/contracts';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import {
  type AccountActor,
  type OwnerActor,
  OwnerSessions,
  type StaffActor,
  StaffSessions,
} from '../auth/index.js';
import { AppError } from '../errors/index.js';
import { bearerOf } from './bearer.js';
import { RAW_POLICY, type RequestWithActor, ROUTE } from './route.decorators.js';

/** Who a token of policy `account` speaks for; throws AUTH.EXPIRED. */
async function checkAccount(owners: OwnerSessions, token: string): Promise<AccountActor> {
  const actor = await owners.resolve(token);
  if (!actor) throw new AppError('AUTH.EXPIRED');
  return actor;
}

/** The same of policy `owner`; throws AUTH.CONSENT_NEEDED or AUTH.BIND_NEEDED too. */
export async function checkOwner(owners: OwnerSessions, token: string): Promise<OwnerActor> {
  const actor = await checkAccount(owners, token);
  const { ownerId } = actor;
  if (!actor.consented) throw new AppError('AUTH.CONSENT_NEEDED');
  if (!ownerId) throw new AppError('AUTH.BIND_NEEDED');
  return { ...actor, ownerId };
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
      request.actor = await (policy === 'owner' ? checkOwner : checkAccount)(this.owners, bearerOf(request));
    } else {
      request.actor = await this.staffMember(bearerOf(request), policy);
    }
    return true;
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
