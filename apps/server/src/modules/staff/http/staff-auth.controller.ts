import { routes } from '@cheban/contracts';
import { Body, Controller } from '@nestjs/common';
import { Sessions, type StaffActor } from '../../../platform/auth/index.js';
import { type BodyOf, CurrentStaff, Handles, type ViewOf } from '../../../platform/http/index.js';
import { StaffLists } from '../usecases/staff-lists.usecase.js';
import { StaffLogin } from '../usecases/staff-login.usecase.js';

const area = routes.staffAuth;
const done = { ok: true } as const;

@Controller()
export class StaffAuthController {
  constructor(
    private readonly staffLogin: StaffLogin,
    private readonly sessions: Sessions,
    private readonly lists: StaffLists,
  ) {}

  @Handles(area.login)
  login(
    @Body({ schema: area.login.body }) body: BodyOf<typeof area.login>,
  ): Promise<ViewOf<typeof area.login>> {
    return this.staffLogin.login(body.login, body.password);
  }

  @Handles(area.refresh)
  refresh(
    @Body({ schema: area.refresh.body }) body: BodyOf<typeof area.refresh>,
  ): Promise<ViewOf<typeof area.refresh>> {
    return this.sessions.rotate('staff', body.refreshToken);
  }

  @Handles(area.logout)
  async logout(@CurrentStaff() actor: StaffActor): Promise<ViewOf<typeof area.logout>> {
    await this.sessions.close(actor.sessionId);
    return done;
  }

  @Handles(area.me)
  me(@CurrentStaff() actor: StaffActor): Promise<ViewOf<typeof area.me>> {
    return this.staffLogin.me(actor.staffId);
  }

  @Handles(area.changePassword, { ownTransaction: true })
  async changePassword(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.changePassword.body }) body: BodyOf<typeof area.changePassword>,
  ): Promise<ViewOf<typeof area.changePassword>> {
    await this.staffLogin.changePassword(actor, body.oldPassword, body.newPassword);
    return done;
  }

  @Handles(area.saveList)
  saveList(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.saveList.body }) body: BodyOf<typeof area.saveList>,
  ): Promise<ViewOf<typeof area.saveList>> {
    return this.lists.save(actor.staffId, body);
  }

  @Handles(area.endSessions)
  async endSessions(@CurrentStaff() actor: StaffActor): Promise<ViewOf<typeof area.endSessions>> {
    await this.sessions.closeOthers('staff', actor.staffId, actor.sessionId);
    return done;
  }
}
