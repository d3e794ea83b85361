import { routes } from '@cheban/contracts';
import { Body, Controller, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type AccountActor, Sessions } from '../../../platform/auth/index.js';
import {
  type BodyOf,
  CurrentAccount,
  Handles,
  RateLimit,
  type ViewOf,
} from '../../../platform/http/index.js';
import { OwnerLogin } from '../usecases/owner-login.usecase.js';

const area = routes.auth;

@Controller()
export class OwnerAuthController {
  constructor(
    private readonly login: OwnerLogin,
    private readonly sessions: Sessions,
    private readonly limit: RateLimit,
  ) {}

  @Handles(area.wechatLogin)
  async wechatLogin(
    @Req() request: FastifyRequest,
    @Body({ schema: area.wechatLogin.body }) body: BodyOf<typeof area.wechatLogin>,
  ): Promise<ViewOf<typeof area.wechatLogin>> {
    await this.limit.hit('wechat-login', request.ip, 600, 60);
    return this.login.login(body.app, body.code, body.device);
  }

  @Handles(area.refresh)
  refresh(
    @Body({ schema: area.refresh.body }) body: BodyOf<typeof area.refresh>,
  ): Promise<ViewOf<typeof area.refresh>> {
    return this.sessions.rotate('owner', body.refreshToken);
  }

  @Handles(area.logout)
  async logout(@CurrentAccount() actor: AccountActor): Promise<ViewOf<typeof area.logout>> {
    await this.sessions.close(actor.sessionId);
    return { ok: true };
  }

  @Handles(area.consent)
  consent(
    @CurrentAccount() actor: AccountActor,
    @Body({ schema: area.consent.body }) body: BodyOf<typeof area.consent>,
  ): Promise<ViewOf<typeof area.consent>> {
    return this.login.consent(actor, body.version, body.granted);
  }

  @Handles(area.sendSmsCode, { ownTransaction: true })
  async sendSmsCode(
    @CurrentAccount() actor: AccountActor,
    @Body({ schema: area.sendSmsCode.body }) body: BodyOf<typeof area.sendSmsCode>,
  ): Promise<ViewOf<typeof area.sendSmsCode>> {
    await this.limit.hit('sms-code', actor.accountId, 10, 3600);
    await this.login.sendCode(actor, body.phone);
    return { resendAfterSec: 60 };
  }

  @Handles(area.bindPhone, { ownTransaction: true })
  async bindPhone(
    @CurrentAccount() actor: AccountActor,
    @Body({ schema: area.bindPhone.body }) body: BodyOf<typeof area.bindPhone>,
  ): Promise<ViewOf<typeof area.bindPhone>> {
    await this.limit.hit('bind-phone', actor.accountId, 20, 3600);
    return this.login.bindPhone(actor, body);
  }

  @Handles(area.me)
  me(@CurrentAccount() actor: AccountActor): Promise<ViewOf<typeof area.me>> {
    return this.login.me(actor);
  }
}
